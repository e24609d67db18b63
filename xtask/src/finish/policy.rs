//! The content security policy of the page.

use anyhow::{Result, ensure};

/// The policy stands right after this element of index.html, before anything is loaded.
const BEFORE: &str = "<meta charset=\"utf-8\">";

/// The page with its policy.
///
/// # Errors
///
/// If the page lacks the element that the policy comes after.
pub(super) fn add(page: &str) -> Result<String> {
    ensure!(page.contains(BEFORE), "index.html has no {BEFORE}");
    let policy = policy(&match is_served(page) {
        true => Origin::Served,
        false => Origin::Host,
    });
    let meta =
        format!("{BEFORE}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(page.replacen(BEFORE, &meta, 1))
}

/// Where a page comes from.
pub(crate) enum Origin {
    /// A host, with all its files.
    Host,
    /// `trunk serve`, which adds an inline script that reloads the page over a socket.
    Served,
    /// One file, with the hashes of what is inline in it.
    File {
        /// The hashes of its scripts.
        scripts: [String; 3],
        /// The hash of its style sheet.
        style: String,
    },
}

/// Allows only what the page comes with.
pub(crate) fn policy(origin: &Origin) -> String {
    let sources = match origin {
        Origin::Host => of_host("", ""),
        Origin::Served => of_host(" 'unsafe-inline'", " ws: wss:"),
        Origin::File { scripts, style } => of_file(scripts, style),
    };
    let nothing = "object-src 'none'; base-uri 'none'; form-action 'none'";
    format!("{}; {nothing}", sources.join("; "))
}

/// Its own files, and nothing inline, but for these.
fn of_host(script: &str, connect: &str) -> [String; 7] {
    [
        "default-src 'self'".to_owned(),
        format!("script-src 'self' 'wasm-unsafe-eval'{script}"),
        "style-src 'self'".to_owned(),
        "img-src 'self' data: blob:".to_owned(),
        "font-src 'self'".to_owned(),
        format!("connect-src 'self'{connect}"),
        "worker-src 'self'".to_owned(),
    ]
}

/// What is inline in a file, and no request.
fn of_file(scripts: &[String], style: &str) -> [String; 7] {
    let scripts: Vec<_> = scripts.iter().map(|hash| format!("'{hash}'")).collect();
    [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", scripts.join(" ")),
        format!("style-src '{style}'"),
        "img-src data: blob:".to_owned(),
        "font-src data:".to_owned(),
        "connect-src 'none'".to_owned(),
        "worker-src blob:".to_owned(),
    ]
}

/// Whether a page has an inline script, as those that `trunk serve` serves.
pub(super) fn is_served(page: &str) -> bool {
    page.split("<script").skip(1).any(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        !tag.contains("src=")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta charset=\"utf-8\">\
        <script type=\"module\" src=\"./boot.js\"></script></head>";

    #[test]
    fn a_built_page_gets_the_strict_policy() {
        let page = add(PAGE).expect("a page");
        assert!(
            page.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{page}"
        );
    }

    #[test]
    fn a_served_page_may_reload_itself() {
        let served = PAGE.replace("</head>", "<script>reload()</script></head>");
        let page = add(&served).expect("a page");
        assert!(
            page.contains("'unsafe-inline'; style-src 'self';"),
            "{page}"
        );
        assert!(page.contains("connect-src 'self' ws: wss:"), "{page}");
    }

    #[test]
    fn a_single_file_may_run_what_its_hashes_allow_and_asks_for_nothing() {
        let policy = policy(&Origin::File {
            scripts: ["sha256-a", "sha256-b", "sha256-c"].map(str::to_owned),
            style: "sha256-d".to_owned(),
        });
        for part in [
            "default-src 'none';",
            "script-src 'sha256-a' 'sha256-b' 'sha256-c' 'wasm-unsafe-eval';",
            "style-src 'sha256-d';",
            "connect-src 'none';",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("'self'"), "{policy}");
    }

    #[test]
    fn the_configurations_for_hosts_send_the_policy_of_the_page() {
        let policy = format!("\"{}; frame-ancestors 'none'\"", policy(&Origin::Host));
        for configuration in [
            include_str!("../../../docs/hosting/nginx.conf"),
            include_str!("../../../docs/hosting/Caddyfile"),
            include_str!("../../../docs/hosting/cloudfront-headers.json"),
        ] {
            assert!(configuration.contains(&policy), "{configuration}");
        }
    }

    #[test]
    fn a_page_without_room_for_the_policy_is_refused() {
        assert!(add("<head></head>").is_err());
    }
}
