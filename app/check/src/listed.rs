//! Whether a pack says what it installs: what it renders, and its images, follow from that.

use anyhow::{Result, bail, ensure};
use pack_model::path::PACK_JSON;
use pack_model::{FILE_LISTS, FilePath, Pack};

/// Checks that pack.json can be read: an empty answer would read as a pack that installs nothing.
///
/// # Errors
///
/// If there is none, or it is no text or no JSON.
pub(crate) fn ensure_readable(pack: &Pack) -> Result<()> {
    if pack.file(PACK_JSON).is_none() {
        bail!("there is no pack.json, so nothing says what the pack installs");
    }
    let is_read = pack.text(PACK_JSON).is_some() && !pack.manifest().json().is_broken();
    ensure!(
        is_read,
        "pack.json cannot be read, so nothing says what the pack installs; `pack-check check` says why"
    );
    Ok(())
}

/// The charts and manifests of a pack that lists neither, each of which somebody forgot to list.
pub(crate) fn forgotten(pack: &Pack) -> Vec<FilePath> {
    let manifest = pack.manifest();
    let lists_nothing = FILE_LISTS
        .iter()
        .all(|list| manifest.listed(list).is_empty());
    let files = FILE_LISTS.iter().flat_map(|list| pack.files_of(list));
    files.filter(|_| lists_nothing).cloned().collect()
}

/// What is said of a pack that lists nothing, with what was forgotten.
pub(crate) fn nothing_listed(forgotten: &[FilePath]) -> String {
    let (some, more) = forgotten.split_at(forgotten.len().min(5));
    let names: Vec<_> = some.iter().map(FilePath::as_str).collect();
    let dots = if more.is_empty() { "" } else { ", …" };
    match names.as_slice() {
        [] => "the pack lists no chart and no manifest".to_owned(),
        names => format!(
            "the pack lists no chart and no manifest, but has {}{dots}",
            names.join(", ")
        ),
    }
}
