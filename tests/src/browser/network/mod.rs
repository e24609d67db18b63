//! The browser's log of its network requests, which includes those of workers.

mod offline;

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

/// Whether the browser itself is the initiator of a request: its services have no origin, and its own
/// pages, such as that of a new tab, have one that no page of a server can have.
fn is_browser(initiator: &str) -> bool {
    initiator == "not an origin" || initiator.starts_with("chrome://")
}

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
            .is_some_and(|by| !is_browser(by));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(requests: &[(&str, &str)]) -> Result<Vec<String>> {
        let place = tempfile::tempdir()?;
        let record = place.path().join("network.json");
        let event = |(initiator, url): &(&str, &str)| {
            let event = serde_json::json!({ "params": { "initiator": initiator, "url": url } });
            format!("{event},\n")
        };
        std::fs::write(&record, requests.iter().map(event).collect::<String>())?;
        foreign_requests(&record, "http://127.0.0.1:80")
    }

    #[test]
    fn only_requests_of_the_browser_itself_are_left_out() -> Result<()> {
        let url = "https://www.google.com/";
        let opening = ("not an origin", "http://127.0.0.1:80/");
        for browser in ["not an origin", "chrome://newtab"] {
            assert!(foreign(&[opening, (browser, url)])?.is_empty(), "{browser}");
        }
        for page in [
            "http://127.0.0.1:80",
            "null [internally: (1) derived from http://127.0.0.1:80]",
            "http://chrome",
        ] {
            assert_eq!(foreign(&[opening, (page, url)])?, [url], "{page}");
        }
        Ok(())
    }

    #[test]
    fn a_record_without_the_page_proves_nothing() {
        assert!(foreign(&[("chrome://newtab", "https://www.google.com/")]).is_err());
    }
}
