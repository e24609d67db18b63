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
    let policy = policy(has_inline_script(page));
    let meta =
        format!("{BEFORE}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(page.replacen(BEFORE, &meta, 1))
}

/// Allows only the page's own files, and nothing inline. `trunk serve` adds an inline script that
/// reloads the page over a socket, so a served page allows both.
fn policy(is_served: bool) -> String {
    let (script, connect) = match is_served {
        true => (" 'unsafe-inline'", " ws: wss:"),
        false => ("", ""),
    };
    [
        "default-src 'self'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{script}"),
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        &format!("connect-src 'self'{connect}"),
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    .join("; ")
}

fn has_inline_script(page: &str) -> bool {
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
    fn a_page_without_room_for_the_policy_is_refused() {
        assert!(add("<head></head>").is_err());
    }
}
