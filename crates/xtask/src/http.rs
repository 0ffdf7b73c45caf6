//! A file server for the built page: what `trunk build` made, nothing else, to this machine only.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::shell::Result;

/// Longer than any request line of a browser; more is not read.
const LONGEST_LINE_BYTES: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that has its port but does not answer yet.
pub struct Server {
    listener: TcpListener,
    folder: PathBuf,
}

impl Server {
    /// Takes this port of the loopback interface; 0 takes any free one.
    pub fn bind(folder: &Path, port: u16) -> Result<Server> {
        let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
            format!("cannot listen on port {port} ({error}): choose another with --port N")
        })?;
        Ok(Server {
            listener,
            folder: folder.to_path_buf(),
        })
    }

    /// What to open in a browser.
    pub fn address(&self) -> Result<String> {
        Ok(format!("http://{}/", self.listener.local_addr()?))
    }

    /// Answers until the process ends.
    pub fn run(self) {
        for stream in self.listener.incoming().flatten() {
            let folder = self.folder.clone();
            std::thread::spawn(move || {
                // A browser that goes away in the middle is no concern of ours.
                let _ = answer(&stream, &folder);
            });
        }
    }
}

fn answer(mut stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(std::io::Read::take(stream, LONGEST_LINE_BYTES));
    let mut line = String::new();
    reader.read_line(&mut line)?;
    // The headers change nothing, but closing on unread input would reset the connection.
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = line.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let found = match method {
        "GET" | "HEAD" => {
            file_for(target, folder).and_then(|path| Some((fs::read(&path).ok()?, path)))
        }
        _ => None,
    };
    let (status, kind, body) = match &found {
        Some((body, path)) => ("200 OK", media_type(path), body.as_slice()),
        None => ("404 Not Found", "text/plain", b"not found\n".as_slice()),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-cache\r\nConnection: close\r\n\r\n"
    )?;
    if method != "HEAD" {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// The file that a request means: never one outside the folder.
fn file_for(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let stays_inside =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '%', ':']);
    let is_plain = path.trim_end_matches('/').split('/').all(stays_inside) || path.is_empty();
    if !is_plain {
        return None;
    }
    let path = folder.join(path);
    Some(if path.is_dir() {
        path.join("index.html")
    } else {
        path
    })
}

fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("")
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::file_for;
    use std::path::Path;

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = Path::new("/dist");
        assert_eq!(
            file_for("/a/b.js?v=1", folder).unwrap(),
            Path::new("/dist/a/b.js")
        );
        assert_eq!(file_for("/../secret", folder), None);
        assert_eq!(file_for("/%2e%2e/secret", folder), None);
        assert_eq!(file_for("//etc/passwd", folder), None);
    }
}
