//! Where a pack comes from: a folder or an archive.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use pack_archive::{Entry, LeftOut, Limits, Reason};
use pack_model::Pack;
use pack_model::import::{self, Import};

use crate::folder;

/// The pack in a folder or archive, and what was left out and the like, each a sentence. It keeps the name
/// of its folder if the path, or the archive, says it; `.` says none.
///
/// # Errors
///
/// If it cannot be read, or holds no pack: a chart or manifests alone are not a pack.
pub fn pack_and_notices(path: &Path) -> Result<(Pack, Vec<String>)> {
    let (import, left_out) = open_with_left_out(path)?;
    match import {
        Import::Pack { pack, notices } => Ok((pack, with_left_out(notices, &left_out))),
        Import::Chart { .. } => {
            bail!("this is a Helm chart, not a pack: open it in the page to make a pack of it")
        }
        Import::Manifests { .. } => bail!(
            "these are Kubernetes manifests, not a pack: open them in the page to make a pack of them"
        ),
    }
}

/// The notices about a pack, and one about the paths in its folder that were left out.
pub(crate) fn with_left_out(mut notices: Vec<String>, left_out: &[String]) -> Vec<String> {
    let (some, more) = left_out.split_at(left_out.len().min(5));
    let dots = if more.is_empty() { "" } else { ", …" };
    if !some.is_empty() {
        let some = some.join(", ");
        notices.push(format!(
            "Left out, because only files and links to files are read: {some}{dots}."
        ));
    }
    notices
}

/// What the page would make of a folder or archive, with the paths in a folder that are left out.
///
/// # Errors
///
/// If it cannot be read.
pub(crate) fn open_with_left_out(path: &Path) -> Result<(Import, Vec<String>)> {
    let (entries, left_out) = if path.is_dir() {
        in_folder(path)?
    } else {
        let bytes = fs::read(path).context("cannot be read")?;
        ensure_whole(&bytes)?;
        let entry = Entry::new(name(path).unwrap_or_default(), bytes);
        (vec![entry], Vec::new())
    };
    // The text of an error has that of its cause in it.
    let import = import::open(entries, &Limits::default()).map_err(|error| anyhow!("{error}"))?;
    Ok((import, left_out))
}

/// Checks that an archive is not damaged: of what is read from it, nobody knows what is missing.
fn ensure_whole(bytes: &[u8]) -> Result<()> {
    // What is no archive at all is told by the import.
    let contents = pack_archive::read(bytes, &Limits::default()).unwrap_or_default();
    let mut left_out = contents.left_out.iter();
    let damage = |left: &&LeftOut| {
        let reason = &left.reason;
        matches!(reason, Reason::Damaged(_) | Reason::Incomplete(_))
    };
    match left_out.find(damage) {
        Some(damage) => bail!("{damage}"),
        None => Ok(()),
    }
}

/// The files of a folder, below its name if it has one, like a folder that is dropped on a browser; and
/// what is left out.
fn in_folder(path: &Path) -> Result<(Vec<Entry>, Vec<String>)> {
    let (mut entries, left_out) = folder::read_with_left_out(path)?;
    if let Some(name) = name(path) {
        for entry in &mut entries {
            entry.path = format!("{name}/{}", entry.path);
        }
    }
    Ok((entries, left_out))
}

/// The last name in a path.
fn name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_the_name_in_its_path() {
        let top = tempfile::tempdir().unwrap();
        let folder = top.path().join("web-1");
        fs::create_dir_all(folder.join("charts")).unwrap();
        fs::write(folder.join("pack.json"), "{}").unwrap();
        for (said, expected) in [
            (folder.clone(), Some("web-1")),
            (folder.join("."), Some("web-1")),
            (folder.join("charts/.."), None),
        ] {
            let (pack, _) = pack_and_notices(&said).unwrap();
            assert_eq!(pack.origin().folder.as_deref(), expected, "{said:?}");
        }
    }

    #[test]
    fn a_damaged_archive_is_no_pack() {
        let entries = [
            Entry::new("pack.json", *b"{}"),
            Entry::new("README.md", *b"x"),
        ];
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("web.tar.gz");
        let bytes = pack_archive::write_tar_gz("web", &entries).unwrap();
        fs::write(&path, &bytes).unwrap();
        assert!(pack_and_notices(&path).is_ok());
        let mut wrong = bytes.clone();
        // The checksum is in the last eight bytes.
        let at = wrong.len() - 8;
        wrong[at] ^= 1;
        for damaged in [&wrong[..], &bytes[..bytes.len() / 2]] {
            fs::write(&path, damaged).unwrap();
            let error = pack_and_notices(&path).unwrap_err().to_string();
            assert!(error.contains("damaged or incomplete"), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_told() {
        use std::os::unix::fs::symlink;
        let top = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        fs::write(top.path().join("pack.json"), "{}").unwrap();
        symlink(top.path().join("pack.json"), top.path().join("linked.json")).unwrap();
        let (pack, notices) = pack_and_notices(top.path()).unwrap();
        assert!(pack.file("linked.json").is_some() && notices.is_empty());
        symlink(other.path(), top.path().join("charts")).unwrap();
        symlink("nothing", top.path().join("broken")).unwrap();
        let (_, notices) = pack_and_notices(top.path()).unwrap();
        assert_eq!(notices.len(), 1);
        assert!(
            notices[0].ends_with("are read: broken, charts."),
            "{notices:?}"
        );
    }
}
