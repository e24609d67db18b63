//! The service worker, by which the page opens without a network: it keeps the files of one version.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::hash::sha256;
use crate::size::files_under;

/// The script of the service worker, in the page.
pub(crate) const SERVICE_WORKER: &str = "service-worker.js";

/// The script without its version and its files.
const SCRIPT: &str = include_str!("service_worker.js");

/// Where they come to stand.
const VERSION: &str = "/*VERSION*/";
const FILES: &str = "/*FILES*/";

/// What the page's own script has, before which its version comes to stand.
const ATTRIBUTE: &str = " data-module=";

/// What the browser reads, but the page never.
const LICENCES: &str = "LICENSE.txt";

/// Writes the service worker of the page in a folder, and its version into the page.
///
/// # Errors
///
/// If the page cannot be read, or has no place for its version.
pub(super) fn add(folder: &Path) -> Result<()> {
    let files = files(folder)?;
    let version = version(&files);
    let page = folder.join(super::PAGE);
    fs::write(&page, with_version(&fs::read_to_string(&page)?, &version)?)?;
    let kept = files.iter().filter(|file| file.path != super::PAGE);
    let script = script(&version, kept)?;
    fs::write(folder.join(SERVICE_WORKER), script).context("the service worker cannot be written")
}

/// A file of the page.
struct File {
    path: String,
    content: Vec<u8>,
}

/// What the page may read, in the order of its paths.
fn files(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for file in files_under(folder)? {
        let path = file
            .strip_prefix(folder)
            .context("a file outside the page")?;
        let path = path.to_string_lossy().replace('\\', "/");
        if !path.ends_with(LICENCES) {
            let content = fs::read(&file)?;
            files.push(File { path, content });
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// What tells a version of the page from any other: it changes with every file.
fn version(files: &[File]) -> String {
    let mut hasher = DefaultHasher::new();
    for File { path, content } in files {
        hasher.write(path.as_bytes());
        hasher.write(content);
    }
    format!("{:016x}", hasher.finish())
}

/// The page, whose own script knows its version.
fn with_version(page: &str, version: &str) -> Result<String> {
    ensure!(page.contains(ATTRIBUTE), "index.html has no {ATTRIBUTE}");
    let attribute = format!(" data-version=\"{version}\"{ATTRIBUTE}");
    Ok(page.replacen(ATTRIBUTE, &attribute, 1))
}

/// The script of a version that keeps these files.
fn script<'a>(version: &str, files: impl Iterator<Item = &'a File>) -> Result<String> {
    for place in [VERSION, FILES] {
        ensure!(SCRIPT.contains(place), "the service worker has no {place}");
    }
    let row = |File { path, content }: &File| {
        let is_mixed = path.ends_with(".js") && !is_named_by_content(path);
        let hash = match is_mixed {
            true => sha256(content),
            false => String::new(),
        };
        format!("\"{path}\":\"{hash}\"")
    };
    let rows: Vec<_> = files.map(row).collect();
    let script = SCRIPT.replacen(VERSION, version, 1);
    Ok(script.replacen(FILES, &rows.join(","), 1))
}

/// Whether a file has another name whenever its content changes: its name, or that of its folder, ends with
/// a hash.
fn is_named_by_content(path: &str) -> bool {
    path.split(['/', '.', '_']).any(|part| {
        part.rsplit_once('-').is_some_and(|(_, hash)| {
            (12..=16).contains(&hash.len()) && hash.chars().all(|digit| digit.is_ascii_hexdigit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, content: &str) -> File {
        File {
            path: path.to_owned(),
            content: content.into(),
        }
    }

    #[test]
    fn the_service_worker_lists_every_file_and_knows_those_that_keep_their_names() {
        let files = [
            file("boot.js", "a"),
            file("icon.svg", "i"),
            file("code-00112233445566ff/editor.js", "b"),
        ];
        let script = script("1f", files.iter()).expect("a script");
        assert!(script.contains("const VERSION = \"1f\";"), "{script}");
        let rows = "const FILES = {\"boot.js\":\"sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=\",\
            \"icon.svg\":\"\",\"code-00112233445566ff/editor.js\":\"\"};";
        assert!(script.contains(rows), "{script}");
    }

    #[test]
    fn a_version_changes_with_every_name_and_every_content() {
        let versions = [("a", "1"), ("a", "2"), ("b", "1")]
            .map(|(path, content)| version(&[file(path, content)]));
        assert!(versions.iter().all(|version| version.len() == 16));
        assert!(versions[0] != versions[1] && versions[0] != versions[2]);
    }

    #[test]
    fn names_that_change_with_their_content_are_known() {
        for (path, expected) in [
            ("pack-page-89e4d1e4a7f09b83_bg.wasm", true),
            ("lazy-89e4d1e4a7f09b83/split_later.wasm", true),
            ("main-4fafb1461b3afd19.css", true),
            ("fonts/poppins-500.woff2", false),
            ("boot.js", false),
        ] {
            assert_eq!(is_named_by_content(path), expected, "{path}");
        }
    }

    #[test]
    fn the_page_names_its_version() {
        let page = "<script src=\"./boot.js\" data-module=\"a.js\"></script>";
        let expected =
            "<script src=\"./boot.js\" data-version=\"1f\" data-module=\"a.js\"></script>";
        assert_eq!(with_version(page, "1f").expect("a page"), expected);
        assert!(with_version("<head></head>", "1f").is_err());
    }
}
