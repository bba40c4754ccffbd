//! As much HTTP/1.1 as a browser needs to read files from this computer: `GET` and `HEAD`.
//!
//! Whatever cannot be read as a request is answered 400 and the connection ends. Nothing that
//! is sent stops the server, holds up another connection or prints anything.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::Builder;
use std::time::{Duration, Instant};

/// Longest request that is read, bytes: it has no body.
const LONGEST: usize = 16 * 1024;

/// Most connections at a time; browsers open about six each.
const MOST_CONNECTIONS: usize = 256;

/// How long a connection waits for its next request, and how long that may take to arrive.
const IDLE: Duration = Duration::from_secs(60);
const ARRIVING: Duration = Duration::from_secs(10);

/// How long, and how much, is still read after a refusal, so that the answer arrives before
/// the connection ends.
const PARTING: Duration = Duration::from_secs(1);
const PARTING_BYTES: usize = 8_000_000;

/// What is asked: `GET` or `HEAD` of a path.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    path: String,
    head_only: bool,
    /// Whether the connection stays open afterwards.
    stays: bool,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// Status, with its words.
    pub status: &'static str,
    /// Media type.
    pub kind: &'static str,
    /// What is sent.
    pub body: Vec<u8>,
}

impl Reply {
    /// An answer in words.
    pub fn words(status: &'static str, words: &str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", body: words.as_bytes().to_vec() }
    }
}

/// Answers every connection on a thread of its own, as long as this program lives. `headers`
/// are sent with every answer, each line with its end.
pub fn serve(
    listener: &TcpListener,
    headers: &'static str,
    reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
) {
    let (reply, open) = (Arc::new(reply), Arc::new(AtomicUsize::new(0)));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Out of handles, perhaps: some will be free soon.
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        if open.fetch_add(1, Ordering::AcqRel) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::AcqRel);
            continue;
        }
        let (reply, counted) = (Arc::clone(&reply), Arc::clone(&open));
        let spawned = Builder::new().spawn(move || {
            // Whoever hangs up early needs no answer.
            let _ = converse(stream, headers, &*reply);
            counted.fetch_sub(1, Ordering::AcqRel);
        });
        if spawned.is_err() {
            open.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

/// One connection: request after request until either side ends it.
fn converse(mut stream: TcpStream, headers: &str, reply: &dyn Fn(&str) -> Reply) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(IDLE))?;
    let mut ahead = Vec::new();
    loop {
        let request = match next(&mut stream, &mut ahead)? {
            Some(head) => read(&head),
            None => return Ok(()),
        };
        match request {
            Ok(request) => {
                let answer = reply(&request.path);
                send(&mut stream, headers, &answer, &request)?;
                if !request.stays {
                    return stream.shutdown(Shutdown::Both);
                }
            }
            Err(refusal) => {
                let last = Request { path: String::new(), head_only: false, stays: false };
                send(&mut stream, headers, &refusal, &last)?;
                return part(&mut stream);
            }
        }
    }
}

/// The next request up to its empty line; what came after it stays in `ahead`. Nothing if the
/// connection ended between requests. One that is too long is cut short, which no reading
/// survives; so is one that ends or takes too long.
fn next(stream: &mut TcpStream, ahead: &mut Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    let mut deadline = Instant::now() + IDLE;
    let mut buffer = [0; 4096];
    let mut started = false;
    loop {
        if !started && !ahead.is_empty() {
            started = true;
            deadline = Instant::now() + ARRIVING;
        }
        if let Some(end) = end_of_head(ahead) {
            return Ok(Some(ahead.drain(..end).collect()));
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if ahead.len() > LONGEST || left.is_zero() {
            return Ok((!ahead.is_empty()).then(|| std::mem::take(ahead)));
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut buffer) {
            Ok(0) => return Ok((!ahead.is_empty()).then(|| std::mem::take(ahead))),
            Ok(count) => ahead.extend_from_slice(&buffer[..count]),
            // The deadline, which the next turn looks at.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock
                        | io::ErrorKind::TimedOut
                        | io::ErrorKind::Interrupted
                ) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Where the empty line after a request ends.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let long = bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    let short = bytes.windows(2).position(|two| two == b"\n\n").map(|at| at + 2);
    [long, short].into_iter().flatten().min()
}

/// What a request asks, or the answer that refuses it.
fn read(head: &[u8]) -> Result<Request, Reply> {
    let malformed = || Reply::words("400 Bad Request", "This is not a request that can be read\n");
    let text = std::str::from_utf8(head).ok().filter(|_| end_of_head(head).is_some());
    let mut lines = text.ok_or_else(malformed)?.lines();
    let first: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let [method, target, version @ ("HTTP/1.0" | "HTTP/1.1")] = first[..] else {
        return Err(malformed());
    };
    let mut stays = version == "HTTP/1.1";
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').ok_or_else(malformed)?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(malformed());
        }
        match name.to_ascii_lowercase().as_str() {
            "connection" if value.trim().eq_ignore_ascii_case("close") => stays = false,
            // What follows would be read as the next request.
            "transfer-encoding" => return Err(malformed()),
            "content-length" if value.trim() != "0" => return Err(malformed()),
            _ => {}
        }
    }
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(malformed());
    }
    // A proxy's form names the host too.
    let path = match target.strip_prefix("http://") {
        Some(rest) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => target,
    };
    if !path.starts_with('/') || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(malformed());
    }
    let head_only = method == "HEAD";
    if !head_only && method != "GET" {
        let words = "Only GET and HEAD are answered here\n";
        return Err(Reply::words("405 Method Not Allowed", words));
    }
    Ok(Request { path: path.to_owned(), head_only, stays })
}

fn send(stream: &mut TcpStream, headers: &str, answer: &Reply, to: &Request) -> io::Result<()> {
    let Reply { status, kind, body } = answer;
    let connection = if to.stays { "keep-alive" } else { "close" };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Connection: {connection}\r\n{headers}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if !to.head_only {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// Ends a connection after a refusal.
fn part(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let (deadline, mut left) = (Instant::now() + PARTING, PARTING_BYTES);
    let mut buffer = [0; 4096];
    loop {
        let time = deadline.saturating_duration_since(Instant::now());
        if time.is_zero() || left == 0 {
            return Ok(());
        }
        stream.set_read_timeout(Some(time))?;
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => left = left.saturating_sub(count),
        }
    }
}
