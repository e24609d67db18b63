//! A static host for the built page: a file server on a free port of this machine, below a path,
//! like the host of any company.

mod headers;

use std::collections::HashMap;
use std::io::Read;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::read::GzEncoder;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

pub use headers::Headers;

/// How long a request waits before it looks whether it still has to.
const HELD_FOR: Duration = Duration::from_millis(10);

/// The script of [`FileServer::run_before_page`], which stands beside the page's own.
const FIRST_SCRIPT: &str = "runs-before-the-page.js";

/// A running file server. Dropping it stops it.
#[derive(Debug)]
pub struct FileServer {
    origin: String,
    shared: Arc<Shared>,
    /// The runtime of the server. `None` after it stops.
    runtime: Mutex<Option<Runtime>>,
}

/// A request that the server received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The path, with its query.
    pub path: String,
    /// The status of the response.
    pub status: u16,
}

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    below: String,
    /// The name of a file, and a text that is served before its content.
    prefix: Option<(&'static str, &'static str)>,
    /// What is sent with every answer.
    headers: Option<Headers>,
    /// What runs in the page before its own scripts. Empty if nothing does.
    first_script: Mutex<String>,
    asked: Mutex<Vec<Request>>,
    /// The files that were sent with gzip. `None` if none is.
    zipped: Option<Mutex<HashMap<String, Vec<u8>>>>,
    /// Part of the paths whose requests have to wait.
    held: Mutex<Option<String>>,
}

impl FileServer {
    /// Serves a folder below a path, such as `/some/where/`.
    pub fn serve(folder: &Path, below: &str) -> Result<Self> {
        Self::start(folder, below, None, None, false)
    }

    /// The same with gzip, as most hosts send texts and programs.
    pub fn serve_zipped(folder: &Path, below: &str) -> Result<Self> {
        Self::start(folder, below, None, None, true)
    }

    /// The same with the headers of a host.
    pub fn serve_with_headers(folder: &Path, below: &str, headers: Headers) -> Result<Self> {
        Self::start(folder, below, None, Some(headers), false)
    }

    /// The same, with a text before the content of one file, such as a script that measures it.
    pub fn serve_with_prefix(
        folder: &Path,
        below: &str,
        file: &'static str,
        prefix: &'static str,
    ) -> Result<Self> {
        Self::start(folder, below, Some((file, prefix)), None, false)
    }

    fn start(
        folder: &Path,
        below: &str,
        prefix: Option<(&'static str, &'static str)>,
        headers: Option<Headers>,
        is_zipped: bool,
    ) -> Result<Self> {
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            below: below.to_owned(),
            prefix,
            headers,
            first_script: Mutex::default(),
            asked: Mutex::default(),
            zipped: is_zipped.then(Mutex::default),
            held: Mutex::default(),
        });
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let origin = format!("http://{}", listener.local_addr()?);
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self {
            origin,
            shared,
            runtime: Mutex::new(Some(runtime)),
        })
    }

    /// The scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin, self.shared.below)
    }

    /// Has requests wait whose path contains a text, as on a slow network, until [`FileServer::release`].
    pub fn hold(&self, part: &str) {
        self.shared.set_held(Some(part.to_owned()));
    }

    /// Responds to the requests that wait.
    pub fn release(&self) {
        self.shared.set_held(None);
    }

    /// Stops the server. It does not wait for browsers that keep connections open.
    pub fn stop(&self) {
        let mut runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runtime) = runtime.take() {
            runtime.shutdown_background();
        }
    }

    /// Has the page run a script before its own, from the next time that it is loaded, and once each time;
    /// after those that were given earlier.
    pub fn run_before_page(&self, script: &str) {
        let mut all = self.shared.first_script();
        if !all.contains(script) {
            all.push_str(script);
            all.push_str(";\n");
        }
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shared
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Responds with the requested file.
async fn answer(State(shared): State<Arc<Shared>>, address: Uri) -> Response {
    while shared.is_held(address.path()) {
        tokio::time::sleep(HELD_FOR).await;
    }
    let file = shared.file(address.path());
    let status = match file {
        Some(_) => StatusCode::OK,
        None => StatusCode::NOT_FOUND,
    };
    shared
        .asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(Request {
            path: address.to_string(),
            status: status.as_u16(),
        });
    let sent = match (&shared.zipped, file) {
        (Some(zipped), Some((bytes, kind))) if is_zipped_by_hosts(kind) => {
            let mut zipped = zipped.lock().unwrap_or_else(PoisonError::into_inner);
            let path = address.path().to_owned();
            let bytes = zipped.entry(path).or_insert_with(|| gzip(&bytes)).clone();
            Err((bytes, kind))
        }
        (_, file) => Ok(file),
    };
    let mut response = match sent {
        Err((bytes, kind)) => {
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_ENCODING, "gzip"),
            ];
            (status, headers, bytes).into_response()
        }
        Ok(Some((bytes, kind))) => (status, [(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Ok(None) => status.into_response(),
    };
    let headers = shared.headers.iter();
    for (name, value) in headers.flat_map(|headers| headers.of(address.path(), status.is_success()))
    {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

impl Shared {
    fn set_held(&self, part: Option<String>) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = part;
    }

    fn first_script(&self) -> MutexGuard<'_, String> {
        self.first_script
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn is_held(&self, path: &str) -> bool {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().is_some_and(|part| path.contains(part))
    }

    /// The file at a path, with its media type.
    ///
    /// Every host has an icon: browsers ask for it where what they show names none, as a picture does.
    fn file(&self, path: &str) -> Option<(Vec<u8>, &'static str)> {
        if path == "/favicon.ico" {
            return Some((Vec::new(), media_type(path)));
        }
        let path = path.strip_prefix(&self.below)?;
        let index = format!("{path}index.html");
        let path = match path.is_empty() || path.ends_with('/') {
            true => &index,
            false => path,
        };
        if path.split('/').any(|part| part == "..") {
            return None;
        }
        let first_script = self.first_script();
        if path == FIRST_SCRIPT {
            return Some((first_script.clone().into_bytes(), media_type(path)));
        }
        let mut bytes = std::fs::read(self.folder.join(path)).ok()?;
        if path == "index.html" && !first_script.is_empty() {
            let element = format!("<script src=\"{FIRST_SCRIPT}\"></script><title>");
            bytes = String::from_utf8_lossy(&bytes)
                .replacen("<title>", &element, 1)
                .into_bytes();
        }
        if let Some((_, prefix)) = self.prefix.filter(|(file, _)| *file == path) {
            bytes.splice(0..0, prefix.bytes());
        }
        Some((bytes, media_type(path)))
    }
}

/// Whether hosts send what has a media type with gzip: not what is packed in itself.
fn is_zipped_by_hosts(kind: &str) -> bool {
    !["image/png", "font/woff2"].contains(&kind)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut zipped = Vec::new();
    match GzEncoder::new(bytes, Compression::best()).read_to_end(&mut zipped) {
        Ok(_) => zipped,
        Err(_) => Vec::new(),
    }
}

/// The media type that static hosts derive from a file's name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
