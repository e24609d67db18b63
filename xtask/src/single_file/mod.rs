//! The page as one HTML file, which works without a server, such as from a folder on a closed network.
//!
//! It is made of a page that was built for release: the same program in the same pieces, compressed, as text.
//! Its scripts and its style sheet are inline, and its policy allows them by their hashes and nothing else.

mod page;
mod scripts;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use self::page::Page;
use self::scripts::Scripts;
use crate::finish::{PAGE, split};
use crate::repository::Repository;

/// The name of the file.
pub(crate) const NAME: &str = "pack-editor.html";

/// Makes the file of a built page, and gives its path.
///
/// # Errors
///
/// If `dist` has no page that was built for release, or its scripts are not written as expected.
pub(crate) fn write(repository: &Repository, dist: &Path) -> Result<PathBuf> {
    ensure!(
        dist.join(PAGE).is_file(),
        "{} holds no built page",
        dist.display()
    );
    let scripts = Scripts::bundle(repository, dist)?;
    let mut data = vec![
        data("program.js", scripts.program.as_bytes())?,
        data("code.js", scripts.code.as_bytes())?,
        data("worker.js", scripts.worker.as_bytes())?,
    ];
    for (name, path) in program(dist)? {
        let content = fs::read(&path).with_context(|| format!("{} is missing", path.display()))?;
        data.push(self::data(&name, &content)?);
    }
    let page = Page {
        dist,
        scripts: &scripts,
        data: &data.join("\n"),
    };
    let path = repository.target().join(NAME);
    let text = page.text()?;
    fs::write(&path, &text).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{} has {} bytes.", path.display(), text.len());
    Ok(path)
}

/// The pieces of the program: their names in the file, and their paths.
fn program(dist: &Path) -> Result<Vec<(String, PathBuf)>> {
    let stem = split::stem(dist)?;
    let lazy = split::lazy_folder(&stem);
    let mut pieces = vec![(
        "first.wasm".to_owned(),
        dist.join(format!("{stem}_bg.wasm")),
    )];
    let folder = dist.join(&lazy);
    let entries = fs::read_dir(&folder).with_context(|| {
        format!(
            "{} is missing: the page was not built for release",
            folder.display()
        )
    })?;
    for entry in entries {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            pieces.push((name.into_owned(), path));
        }
    }
    pieces.sort();
    Ok(pieces)
}

/// Content as an element of the page that the browser does not run.
fn data(name: &str, content: &[u8]) -> Result<String> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(content)?;
    let text = STANDARD.encode(packed.finish()?);
    Ok(format!(
        "<script type=\"application/gzip\" data-file=\"{name}\">{text}</script>"
    ))
}

/// A text with another one in place of the one stretch that begins and ends so.
///
/// # Errors
///
/// If there is no such stretch, or more than one.
fn replaced(text: &str, begins: &str, ends: &str, with: &str) -> Result<String> {
    let stretch = format!("“{begins}…{ends}”");
    let (before, rest) = text
        .split_once(begins)
        .with_context(|| format!("there is no {stretch}"))?;
    let (_, after) = rest
        .split_once(ends)
        .with_context(|| format!("there is no end of {stretch}"))?;
    ensure!(!after.contains(begins), "there is more than one {stretch}");
    Ok(format!("{before}{with}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stretch_is_replaced() {
        let text = "<a><link rel=\"icon\" href=\"a\"><b>";
        let changed = replaced(text, "<link rel=\"icon\"", ">", "-").expect("there is one");
        assert_eq!(changed, "<a>-<b>");
        assert!(replaced("none", "<link", ">", "").is_err());
        assert!(replaced("<link", "<link", ">", "").is_err());
        assert!(replaced("<link><link>", "<link", ">", "").is_err());
    }

    #[test]
    fn content_is_compressed_text() {
        let element = data("a.js", "again and again ".repeat(1_000).as_bytes()).expect("memory");
        let begins = "<script type=\"application/gzip\" data-file=\"a.js\">H4sI";
        assert!(element.starts_with(begins), "{element}");
        assert!(element.len() < 300, "{element}");
    }
}
