//! The pieces of the built page: what each is, when it is loaded, and what it weighs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::finish::split;

/// When the page loads a piece, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Before the start page answers a click.
    Start,
    /// Before an opened pack is shown and checked.
    Pack,
    /// After that, or when somebody asks for what needs it.
    Asked,
    /// Never: the page comes with it, but does not load it.
    Never,
}

/// A row of the table of pieces.
struct Piece {
    what: &'static str,
    /// How the path begins and ends, from the root of the page.
    begins: &'static str,
    ends: &'static str,
    stage: Stage,
}

/// Every piece of the page. The first row that fits a file is the one that counts.
const PIECES: &[Piece] = &[
    piece("licences", "fonts/LICENSE", ".txt", Stage::Never),
    piece("licences", "code-", "/LICENSE.txt", Stage::Never),
    piece("page", "index", ".html", Stage::Start),
    piece("icon", "icon", ".svg", Stage::Start),
    piece("styles", "main-", ".css", Stage::Start),
    piece("fonts", "fonts/", ".woff2", Stage::Start),
    piece("scripts", "boot", ".js", Stage::Start),
    piece("scripts", "pack-page-", ".js", Stage::Start),
    piece("program", "pack-page-", ".wasm", Stage::Start),
    piece("offline", "manifest", ".webmanifest", Stage::Asked),
    piece("offline", "offline", ".js", Stage::Asked),
    piece("offline", "service-worker", ".js", Stage::Asked),
    piece("scripts", "rescue", ".js", Stage::Pack),
    piece("scripts", "checker", ".js", Stage::Pack),
    piece("scripts", split::LAZY, ".js", Stage::Pack),
    piece("program", split::LAZY, split::PANELS, Stage::Asked),
    piece("renderer", split::LAZY, split::RENDERER, Stage::Asked),
    piece("program", split::LAZY, ".wasm", Stage::Pack),
    piece("code editor", "code-", "/more.js", Stage::Asked),
    piece("code editor", "code-", ".js", Stage::Pack),
];

const fn piece(
    what: &'static str,
    begins: &'static str,
    ends: &'static str,
    stage: Stage,
) -> Piece {
    Piece {
        what,
        begins,
        ends,
        stage,
    }
}

/// A file of the page. Sizes are in bytes.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub(super) what: &'static str,
    pub(super) stage: Stage,
    pub(super) path: String,
    pub(super) raw: usize,
    pub(super) brotli: usize,
}

/// Weighs every file of the page in `dist`.
///
/// # Errors
///
/// If a file cannot be read, or no row of [`PIECES`] fits it.
pub(super) fn weigh(dist: &Path) -> Result<Vec<Weighed>> {
    let files = files_under(dist)?.into_iter();
    files.map(|path| weigh_file(dist, &path)).collect()
}

fn weigh_file(dist: &Path, path: &Path) -> Result<Weighed> {
    let relative = path.strip_prefix(dist).context("a file outside the page")?;
    let relative = relative.to_string_lossy().replace('\\', "/");
    let Some((what, stage)) = classify(&relative) else {
        bail!(
            "{relative} is in the page, but no row of PIECES in xtask/src/size/pieces.rs fits it"
        );
    };
    let content = fs::read(path)?;
    Ok(Weighed {
        what,
        stage,
        path: relative,
        raw: content.len(),
        brotli: brotli_size(&content)?,
    })
}

/// What a file of the page is, and when it is loaded.
fn classify(path: &str) -> Option<(&'static str, Stage)> {
    let fits = |piece: &&Piece| path.starts_with(piece.begins) && path.ends_with(piece.ends);
    PIECES
        .iter()
        .find(fits)
        .map(|piece| (piece.what, piece.stage))
}

/// The size in bytes at the highest quality. What does not get smaller, such as a font, is sent as it is.
///
/// # Errors
///
/// If the memory cannot be written.
pub(crate) fn brotli_size(content: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    writer.write_all(content)?;
    Ok(writer.into_inner().len().min(content.len()))
}

/// All files in a folder and the folders in it.
pub(crate) fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_paths() {
        for (path, expected) in [
            ("index.html", Some(("page", Stage::Start))),
            ("pack-page-1a_bg.wasm", Some(("program", Stage::Start))),
            ("lazy-1a/split_later.wasm", Some(("program", Stage::Pack))),
            ("lazy-1a/split_panels.wasm", Some(("program", Stage::Asked))),
            (
                "lazy-1a/split_renderer.wasm",
                Some(("renderer", Stage::Asked)),
            ),
            ("code-1a/editor.js", Some(("code editor", Stage::Pack))),
            ("code-1a/more.js", Some(("code editor", Stage::Asked))),
            ("code-1a/LICENSE.txt", Some(("licences", Stage::Never))),
            ("unknown.js", None),
        ] {
            assert_eq!(classify(path), expected, "{path}");
        }
    }

    #[test]
    fn text_is_weighed_compressed_and_what_cannot_shrink_as_it_is() {
        let text = "The same sentence, again and again. ".repeat(100);
        let size = brotli_size(text.as_bytes()).expect("memory can be written");
        assert!(size < 100, "{size}");
        assert_eq!(brotli_size(&[7]).expect("memory can be written"), 1);
    }
}
