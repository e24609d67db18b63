//! The HTML of the single file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::replaced;
use super::scripts::Scripts;
use crate::finish::PAGE;
use crate::finish::hash::sha256;
use crate::finish::policy::{self, Origin};

/// What the page is made of.
pub(super) struct Page<'a> {
    /// The built page.
    pub(super) dist: &'a Path,
    /// Its scripts.
    pub(super) scripts: &'a Scripts,
    /// The elements with its data.
    pub(super) data: &'a str,
}

impl Page<'_> {
    /// The HTML.
    pub(super) fn text(&self) -> Result<String> {
        let page = fs::read_to_string(self.dist.join(PAGE))?;
        let styles = self.styles(&page)?;
        let icon = self.address(Path::new("icon.svg"), "image/svg+xml")?;
        let icon = format!("<link rel=\"icon\" href=\"{icon}\" type=\"image/svg+xml\">");
        let style = format!("<style>{styles}</style>");
        let policy = policy::policy(&Origin::File {
            scripts: [
                &self.scripts.boot,
                &self.scripts.program,
                &self.scripts.code,
            ]
            .map(|script| sha256(script.as_bytes())),
            style: sha256(styles.as_bytes()),
        });
        let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        let code = "<meta name=\"pack-code-editor\" content=\"code.js\">";
        // What the program reads of its script's element are addresses, of which this page has none.
        let boot = format!(
            "{}\n<script data-module=\"\" data-wasm=\"\">{}</script>\n</body>",
            self.data, self.scripts.boot
        );
        let mut page = page;
        for (begins, with) in [
            (
                "<meta http-equiv=\"Content-Security-Policy\"",
                policy.as_str(),
            ),
            ("<meta name=\"pack-code-editor\"", code),
            ("<link rel=\"icon\"", &icon),
            ("<link rel=\"manifest\"", ""),
            ("<link rel=\"stylesheet\"", &style),
            ("<script type=\"module\" src=\"./boot.js\"", ""),
            ("</script", ""),
            ("<link rel=\"modulepreload\"", ""),
            ("<link rel=\"preload\"", ""),
            ("</body", &boot),
        ] {
            page = replaced(&page, begins, ">", with)?;
        }
        Ok(page)
    }

    /// The style sheet, with the files that it names in it.
    fn styles(&self, page: &str) -> Result<String> {
        let (_, rest) = page
            .split_once("<link rel=\"stylesheet\" href=\"")
            .context("the page has no style sheet")?;
        let (path, _) = rest.split_once('"').context("its address does not end")?;
        let text = fs::read_to_string(self.dist.join(path))?;
        let mut styles = String::with_capacity(text.len());
        for (index, part) in text.trim().split("url(").enumerate() {
            if index == 0 {
                styles.push_str(part);
                continue;
            }
            let (address, after) = part.split_once(')').context("an address does not end")?;
            let path = PathBuf::from(address.trim_matches(['"', '\'']));
            let kind = match path.extension().and_then(|extension| extension.to_str()) {
                Some("woff2") => "font/woff2",
                Some("svg") => "image/svg+xml",
                _ => "",
            };
            ensure!(!kind.is_empty(), "the style sheet names {address}");
            styles.push_str(&format!("url({}){after}", self.address(&path, kind)?));
        }
        ensure!(
            !styles.contains("</style"),
            "the style sheet would end its element"
        );
        Ok(styles)
    }

    /// A file as an address that has it.
    fn address(&self, path: &Path, kind: &str) -> Result<String> {
        let content = fs::read(self.dist.join(path))
            .with_context(|| format!("the page has no {}", path.display()))?;
        Ok(format!("data:{kind};base64,{}", STANDARD.encode(content)))
    }
}
