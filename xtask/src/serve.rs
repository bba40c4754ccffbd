//! A small server for `www/dist`, for this computer only.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, bail, ensure};

use crate::http::{self, Reply};
use crate::page;
use crate::project::Project;

/// The port to try first, and how many after it.
const FIRST_PORT: u16 = 8000;
const PORTS_TRIED: u16 = 100;

/// Sent with every answer. A browser may run the page's own code, and talk to nobody else.
const HEADERS: &str = "Content-Security-Policy: default-src 'self'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Cache-Control: no-cache\r\n";

/// `cargo xtask serve` with its options.
pub fn command(project: &Project, options: &[&str]) -> Result<()> {
    let (mut port, mut build) = (FIRST_PORT, true);
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--no-build" => build = false,
            "--port" => {
                port = rest
                    .next()
                    .and_then(|number| number.parse().ok())
                    .filter(|number| *number > 0)
                    .context("`--port` needs a number from 1 to 65535")?;
            }
            other => bail!("`cargo xtask serve` takes --port and --no-build, not `{other}`"),
        }
    }
    if build {
        page::build(project)?;
    }
    let (server, address) = start(port, &project.dist())?;
    if address.port() != port {
        println!("Port {port} is in use.");
    }
    println!("Staircase is at http://{address}/ – stop with Ctrl-C");
    server.join().ok().context("the server stopped")
}

/// Serves the finished page on a free port until this program ends; returns its address.
pub fn in_background(project: &Project) -> Result<String> {
    let (_, address) = start(any_port()?, &project.dist())?;
    Ok(format!("http://{address}/"))
}

/// A port that is free now.
fn any_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Serves a folder at a port, or at the next free one.
fn start(port: u16, folder: &Path) -> Result<(JoinHandle<()>, SocketAddr)> {
    ensure!(
        folder.join("index.html").exists(),
        "www/dist has no index.html: run `cargo xtask build` first"
    );
    let folder = folder.canonicalize()?;
    let last = port.saturating_add(PORTS_TRIED);
    for candidate in port..=last {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, candidate));
        if let Ok(listener) = TcpListener::bind(address) {
            let answer = move |path: &str| reply(path, &folder);
            return Ok((thread::spawn(move || http::serve(&listener, HEADERS, answer)), address));
        }
    }
    bail!("no port from {port} to {last} is free")
}

/// One file, or that there is none.
fn reply(path: &str, folder: &Path) -> Reply {
    if let Some(page) = mangled(path) {
        return Reply { status: "200 OK", kind: mime_type(Path::new("index.html")), body: page };
    }
    let file = file_at(folder, path);
    match file.and_then(|path| Some((mime_type(&path), fs::read(path).ok()?))) {
        Some((kind, body)) => Reply { status: "200 OK", kind, body },
        None => Reply::words("404 Not Found", "There is no such page\n"),
    }
}

/// Where mail wrote the `#` of a link as `%23`, a page that leads to what was meant. The page
/// itself reads the rest, however it is written.
fn mangled(address: &str) -> Option<Vec<u8>> {
    let rest = address.strip_prefix("/%23")?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/_.?=&*-%;,)!".contains(letter);
    let goes = format!(
        "<!doctype html><title>Staircase</title><meta http-equiv=\"refresh\" content=\"0;url=/#{}\">",
        rest.replace('&', "&amp;")
    );
    rest.chars().all(plain).then(|| goes.into_bytes())
}

/// The file that an address means, if it is inside the folder.
fn file_at(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?;
    let path = decoded(path.strip_prefix('/')?)?;
    let names_only = !path.contains(['\\', '\0', ':'])
        && Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
    if !names_only {
        return None;
    }
    let mut file = folder.join(&path);
    if file.is_dir() {
        file.push("index.html");
    }
    // A link that leads out of the folder is not followed.
    let file = file.canonicalize().ok()?;
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

/// Replaces `%20` and the like by the character meant.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// What a file holds, by the end of its name.
fn mime_type(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "toml" | "txt" | "md" => "text/plain; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Duration;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let outer = std::env::temp_dir().join(format!("staircase-serve-{}", std::process::id()));
        let folder = outer.join("dist");
        fs::create_dir_all(folder.join("a b")).unwrap();
        fs::write(outer.join("secret"), "no").unwrap();
        fs::write(folder.join("index.html"), "yes").unwrap();
        fs::write(folder.join("a b/c.js"), "yes").unwrap();
        let folder = folder.canonicalize().unwrap();

        assert!(file_at(&folder, "/").unwrap().ends_with("index.html"));
        assert!(file_at(&folder, "/?level=2").unwrap().ends_with("index.html"));
        assert!(file_at(&folder, "/a%20b/c.js?v=1").unwrap().ends_with("c.js"));
        for outside in [
            "/../secret",
            "/%2e%2e/secret",
            "/%2e%2e%2fsecret",
            "/a%20b/../../secret",
            "/..%5csecret",
            "//etc/hostname",
            "/%2fetc/hostname",
            "/%00",
            "/%zz",
            "/%+1",
            "/a%20b",
            "/missing",
            "secret",
            "",
        ] {
            assert_eq!(file_at(&folder, outside), None, "{outside}");
        }
        fs::remove_dir_all(&outer).unwrap();
    }

    /// Fails if a link whose `#` was written as `%23` ends at a missing page, or anything but
    /// such a link is taken for one or gets into the answer as markup.
    #[test]
    fn a_mangled_link_leads_to_what_was_meant() {
        let sent = |address| mangled(address).map(|page| String::from_utf8(page).unwrap());
        let page = sent("/%23/budget/a/b%3Fstaff=51&year=2024).").unwrap();
        assert!(page.contains("url=/#/budget/a/b%3Fstaff=51&amp;year=2024).\""), "{page}");
        for other in ["/", "/index.html", "/a/%23", "/%23\"><script>", "/%23'"] {
            assert_eq!(sent(other), None, "{other}");
        }
    }

    #[test]
    fn browsers_get_the_types_they_insist_on() {
        assert_eq!(mime_type(Path::new("engine_bg.wasm")), "application/wasm");
        assert!(mime_type(Path::new("index.js")).starts_with("text/javascript"));
        assert_eq!(mime_type(Path::new("unknown")), "application/octet-stream");
    }

    /// Fails if two servers are given one port, or if a connection that stays open keeps
    /// the next one waiting.
    #[test]
    fn ports_in_use_give_way_and_open_connections_hold_nobody_up() {
        let folder = std::env::temp_dir().join(format!("staircase-ports-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "yes").unwrap();
        let (_first, taken) = start(any_port().unwrap(), &folder).unwrap();
        let (_second, other) = start(taken.port(), &folder).unwrap();
        assert_ne!(taken.port(), other.port());
        let mut open = Vec::new();
        for _ in 0..24 {
            let mut connection = TcpStream::connect(taken).unwrap();
            connection.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
            connection.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            let mut answer = [0; 15];
            connection.read_exact(&mut answer).unwrap();
            assert_eq!(&answer, b"HTTP/1.1 200 OK");
            open.push(connection);
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    /// Fails if anything that is no request brings a thread down or is answered otherwise than
    /// with 400, and if a good request is not answered afterwards.
    #[test]
    fn whatever_is_sent_is_refused_and_the_next_is_answered() {
        let folder = std::env::temp_dir().join(format!("staircase-bad-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "yes").unwrap();
        let (_server, address) = start(any_port().unwrap(), &folder).unwrap();
        let ask = |request: &[u8]| {
            let mut connection = TcpStream::connect(address).unwrap();
            connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
            // The server may have refused before all of it is sent.
            let _ = connection.write_all(request);
            let _ = connection.shutdown(std::net::Shutdown::Write);
            let mut answer = Vec::new();
            let _ = connection.read_to_end(&mut answer);
            String::from_utf8_lossy(&answer).into_owned()
        };
        let long = |start: &str, end: &str| {
            [start.as_bytes(), &vec![b'a'; 1_000_000], end.as_bytes()].concat()
        };
        let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
        let bad: Vec<Vec<u8>> = [
            "GET HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET\r\n\r\n",
            "GET /",
            "GET / HTTP/1.1\r\nHost: a\r\n",
            "GET / HTTP/1.1 \r\n\r\n",
            "GET / HTTP/2\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
            "GET a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET \\..\\secret HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /é HTTP/1.1\r\nHost: a\r\n\r\n",
            "get / HTTP/1.1\r\nHost: a\r\n\r\n",
            "/ GET HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\n: a\r\n\r\n",
            "GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
            "\r\n\r\n",
            "\n\n\n\n",
            "\0\0\0\0\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{2}\0",
        ]
        .iter()
        .map(|text| text.as_bytes().to_vec())
        .chain([
            binary,
            vec![0xff; 65],
            long("GET /", " HTTP/1.1\r\n\r\n"),
            long("GET / HTTP/1.1\r\nA: ", "\r\n\r\n"),
            long("", ""),
            b"GET / HTTP/1.1\r\n".iter().copied().chain(b"a: b\r\n".repeat(9000)).collect(),
        ])
        .collect();
        for request in bad {
            let start = String::from_utf8_lossy(&request[..request.len().min(40)]).into_owned();
            let answer = ask(&request);
            let refused = answer.starts_with("HTTP/1.1 400 Bad Request\r\n");
            assert!(refused, "{start:?} is answered {answer:?}");
        }
        assert_eq!(ask(b""), "");
        let post = ask(b"POST / HTTP/1.1\r\nHost: a\r\n\r\n");
        assert!(post.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"), "{post}");
        // One that never ends its request keeps nobody waiting.
        let mut slow = TcpStream::connect(address).unwrap();
        slow.write_all(b"GET / HT").unwrap();
        for good in ["GET / HTTP/1.1", "GET / HTTP/1.0", "GET http://localhost/ HTTP/1.1"] {
            let answer = ask(format!("{good}\r\nHost: localhost\r\n\r\n").as_bytes());
            assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
            assert!(answer.ends_with("\r\n\r\nyes"), "{answer}");
        }
        let two = ask(&b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
        assert_eq!(two.matches("200 OK").count(), 2, "{two}");
        let head = ask(b"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
        assert!(head.contains("Content-Length: 3\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
