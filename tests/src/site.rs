//! The built page on a static host: a file server on a free port of this machine, below some path,
//! as any company's host might have it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Request, Response, Server};

/// Threads that answer. A browser asks for several files at once.
const THREADS: usize = 4;

/// A running file server. Dropping it ends it.
#[derive(Debug)]
pub struct Site {
    origin: String,
    below: String,
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

/// A request that reached the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The path with its query.
    pub path: String,
    /// The answer's status.
    pub status: u16,
}

struct Shared {
    server: Server,
    folder: PathBuf,
    below: String,
    asked: Mutex<Vec<Asked>>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Site {
    /// Serves a folder below a path such as `/some/where/`.
    pub fn serve(folder: &Path, below: &str) -> Result<Self> {
        let server = Server::http("127.0.0.1:0").map_err(|error| anyhow!("no server: {error}"))?;
        let port = server
            .server_addr()
            .to_ip()
            .ok_or_else(|| anyhow!("no port"))?
            .port();
        let shared = Arc::new(Shared {
            server,
            folder: folder.to_owned(),
            below: below.to_owned(),
            asked: Mutex::default(),
        });
        let threads = (0..THREADS)
            .map(|_| {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || {
                    while let Ok(request) = shared.server.recv() {
                        shared.answer(request);
                    }
                })
            })
            .collect();
        Ok(Self {
            origin: format!("http://127.0.0.1:{port}"),
            below: below.to_owned(),
            shared,
            threads,
        })
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The page's address.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin, self.below)
    }

    /// What was asked for so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.shared.server.unblock();
        }
        for thread in self.threads.drain(..) {
            // A thread that panicked has already said so.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn answer(&self, request: Request) {
        let path = request.url().to_owned();
        let file = self.file(&path);
        let status = if file.is_some() { 200 } else { 404 };
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Asked { path, status });
        // A browser that has gone away needs no answer.
        let _ = match file {
            Some((file, kind)) => request.respond(Response::from_file(file).with_header(kind)),
            None => request.respond(Response::empty(404)),
        };
    }

    /// The file that a path asks for, with its media type.
    fn file(&self, path: &str) -> Option<(File, Header)> {
        let path = path.split(['?', '#']).next()?.strip_prefix(&self.below)?;
        let path = if path.is_empty() { "index.html" } else { path };
        if path.split('/').any(|part| part == "..") {
            return None;
        }
        let kind = Header::from_bytes(b"Content-Type", media_type(path)).ok()?;
        let path = self.folder.join(path);
        path.is_file()
            .then(|| File::open(path).ok())
            .flatten()
            .map(|file| (file, kind))
    }
}

/// The media type that static hosts give a file by its name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
