//! The browser's log of its network requests, which includes those of workers.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// The schemes of requests that do not leave the browser.
const LOCAL: &[&str] = &[
    "blob:",
    "data:",
    "about:",
    "chrome:",
    "devtools:",
    "chrome-extension:",
    "chrome-untrusted:",
];

/// The addresses outside `origin` that a page requested. The browser must be closed before.
pub(super) fn foreign_requests(record: &Path, origin: &str) -> Result<Vec<String>> {
    let text =
        std::fs::read_to_string(record).context("the browser left no record of its network")?;
    let mut foreign = Vec::new();
    let mut own = 0;
    // The log has one event for each line, and can be incomplete if the browser was stopped.
    for line in text.lines() {
        let Ok(event) = serde_json::from_str::<Value>(line.trim_end_matches(',')) else {
            continue;
        };
        let Some(url) = event["params"]["url"].as_str() else {
            continue;
        };
        let asked_by_page = event["params"]["initiator"]
            .as_str()
            .is_some_and(|by| by != "not an origin");
        if url.starts_with(origin) {
            own += 1;
        } else if asked_by_page && !LOCAL.iter().any(|scheme| url.starts_with(scheme)) {
            foreign.push(url.to_owned());
        }
    }
    anyhow::ensure!(
        own > 0,
        "the record of the network knows nothing of the page, so it proves nothing"
    );
    foreign.sort();
    foreign.dedup();
    Ok(foreign)
}
