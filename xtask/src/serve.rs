//! A small server for `www/dist`, for this computer only.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use oxhttp::model::{Body, Method, Response};
use oxhttp::{ListeningServer, Server};

use crate::page;
use crate::project::Project;

/// The port to try first, and how many after it.
const FIRST_PORT: u16 = 8000;
const PORTS_TRIED: u16 = 100;

/// What a browser may do with the page: run its own code, and talk to nobody else.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'";

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
    server.join()?;
    Ok(())
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
fn start(port: u16, folder: &Path) -> Result<(ListeningServer, SocketAddr)> {
    ensure!(
        folder.join("index.html").exists(),
        "www/dist has no index.html: run `cargo xtask build` first"
    );
    let folder = folder.canonicalize()?;
    let last = port.saturating_add(PORTS_TRIED);
    for candidate in port..=last {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, candidate));
        let folder = folder.clone();
        let server = Server::new(move |request| {
            reply(request.method(), request.uri().path(), &folder).unwrap_or_default()
        });
        if let Ok(listening) = server.bind(address).spawn() {
            return Ok((listening, address));
        }
    }
    bail!("no port from {port} to {last} is free")
}

/// One file, or why not.
fn reply(method: &Method, path: &str, folder: &Path) -> Result<Response<Body>> {
    let (status, kind, body) = if !matches!(*method, Method::GET | Method::HEAD) {
        (405, TEXT, b"Only GET and HEAD are answered here\n".to_vec())
    } else {
        let file = file_at(folder, path);
        match file.and_then(|path| Some((mime_type(&path), fs::read(path).ok()?))) {
            Some((kind, body)) => (200, kind, body),
            None => (404, TEXT, b"There is no such page\n".to_vec()),
        }
    };
    let response = Response::builder()
        .status(status)
        .header("Content-Type", kind)
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-cache");
    let body = if *method == Method::HEAD { Body::empty() } else { Body::from(body) };
    Ok(response.body(body)?)
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

/// The type of plain text.
const TEXT: &str = "text/plain; charset=utf-8";

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
        "toml" | "txt" | "md" => TEXT,
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
}
