//! What fixes changed, written into the folder of a pack: only the files that differ, each as a whole or not
//! at all.

use std::fs::{self, Metadata};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use pack_model::{File, FilePath, Pack};
use tempfile::NamedTempFile;

/// The files that differ between two states of a pack.
struct Difference<'p> {
    /// Those that are new or have other bytes.
    written: Vec<(&'p FilePath, &'p File)>,
    /// Those that are gone.
    removed: Vec<&'p FilePath>,
}

impl<'p> Difference<'p> {
    fn between(before: &'p Pack, after: &'p Pack) -> Self {
        let is_other = |path: &FilePath, file: &File| before.file(path.as_str()) != Some(file);
        let written = after.files().filter(|(path, file)| is_other(path, file));
        let is_gone = |path: &FilePath| after.file(path.as_str()).is_none();
        let removed = before.files().map(|(path, _)| path);
        Self {
            written: written.collect(),
            removed: removed.filter(|path| is_gone(path)).collect(),
        }
    }
}

/// Writes what differs. Nothing is written if a file is not as it was read, or is a link.
///
/// # Errors
///
/// If something cannot be written. What could be written by then stays, and no file is left half written.
pub(super) fn write(folder: &Path, before: &Pack, after: &Pack) -> Result<()> {
    let difference = Difference::between(before, after);
    let touched = difference.written.iter().map(|(path, _)| *path);
    for path in touched.chain(difference.removed.iter().copied()) {
        is_as_it_was(folder, path, before)?;
    }
    let mut staged = Vec::new();
    for (path, file) in &difference.written {
        let target = folder.join(path.as_str());
        let name = || target.display().to_string();
        staged.push((stage(&target, file).with_context(name)?, target.clone()));
    }
    let mut removed = difference.removed;
    for ((file, target), (path, _)) in staged.into_iter().zip(&difference.written) {
        let name = || target.display().to_string();
        // Where case does not tell names apart, the old name has to become the new one. Its content stays
        // until the new one takes its place.
        let is_new = before.file(path.as_str()).is_none();
        let old = removed.iter().position(|old| is_new && is_same(old, path));
        if let Some(old) = old {
            let old = folder.join(removed.swap_remove(old).as_str());
            fs::rename(&old, &target).with_context(name)?;
            remove_empty(folder, &old);
        }
        file.persist(&target).with_context(name)?;
    }
    for path in removed {
        remove(folder, path)?;
    }
    Ok(())
}

/// Makes sure that a file is what was read, and a new one is not there.
fn is_as_it_was(folder: &Path, path: &FilePath, before: &Pack) -> Result<()> {
    let target = folder.join(path.as_str());
    for parent in parents(folder, &target) {
        let is_link = metadata(parent)?.is_some_and(|found| found.is_symlink());
        let name = parent.display();
        ensure!(!is_link, "{name} is a link, so nothing was fixed");
    }
    let name = target.display();
    let found = metadata(&target)?;
    let known = before.file(path.as_str());
    match (found, known) {
        (None, None) => Ok(()),
        (Some(found), Some(known)) => {
            ensure!(found.is_file(), "{name} is a link, so nothing was fixed");
            let bytes = fs::read(&target).with_context(|| name.to_string())?;
            ensure!(
                bytes == *known.bytes,
                "{name} has changed meanwhile, so nothing was fixed"
            );
            Ok(())
        }
        // Where case does not tell names apart, a new name may be there as the old one.
        (Some(_), None) if before.files().any(|(other, _)| is_same(other, path)) => Ok(()),
        (Some(_), None) => bail!("{name} is there already, so nothing was fixed"),
        (None, Some(_)) => bail!("{name} is not where it was read, so nothing was fixed"),
    }
}

/// What is at a path, be it a link; `None` if nothing is.
fn metadata(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// The folders of a file below the folder of its pack, the innermost first.
fn parents<'p>(folder: &'p Path, target: &'p Path) -> impl Iterator<Item = &'p Path> {
    let parents = target.ancestors().skip(1);
    parents.take_while(move |parent| *parent != folder)
}

fn is_same(one: &FilePath, other: &FilePath) -> bool {
    one.as_str().to_lowercase() == other.as_str().to_lowercase()
}

/// A file beside its target, with all of its bytes.
fn stage(target: &Path, file: &File) -> Result<NamedTempFile> {
    let folder = target.parent().context("a file has no folder")?;
    fs::create_dir_all(folder)?;
    let mut staged = NamedTempFile::new_in(folder)?;
    staged.write_all(&file.bytes)?;
    set_permissions(staged.path(), target, file)?;
    staged.as_file().sync_all()?;
    Ok(staged)
}

/// The permissions of the file that is replaced, or those of a new one.
#[cfg(unix)]
fn set_permissions(staged: &Path, target: &Path, file: &File) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let usual = if file.executable { 0o755 } else { 0o644 };
    let known = fs::metadata(target).map(|known| known.permissions().mode());
    let mode = match known {
        Ok(known) if file.executable => known | 0o100,
        Ok(known) => known & !0o111,
        Err(_) => usual,
    };
    fs::set_permissions(staged, fs::Permissions::from_mode(mode))?;
    Ok(())
}

#[cfg(not(unix))]
fn set_permissions(_staged: &Path, _target: &Path, _file: &File) -> Result<()> {
    Ok(())
}

/// Removes a file, and the folders that are empty then.
fn remove(folder: &Path, path: &FilePath) -> Result<()> {
    let target = folder.join(path.as_str());
    fs::remove_file(&target).with_context(|| target.display().to_string())?;
    remove_empty(folder, &target);
    Ok(())
}

/// Removes the folders that are empty now that a file is gone.
fn remove_empty(folder: &Path, gone: &Path) {
    for parent in parents(folder, gone) {
        // A folder that has more in it stays.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(files: &[(&str, &str)]) -> Pack {
        let mut pack = Pack::default();
        for (path, text) in files {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
        }
        pack
    }

    fn folder(pack: &Pack) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, file) in pack.files() {
            let path = folder.path().join(path.as_str());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.bytes).unwrap();
        }
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = crate::folder::read(folder).unwrap();
        entries.into_iter().map(|entry| entry.path).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        let before = pack(&[("a", "1"), ("b/c", "2"), ("Readme.md", "3"), ("d", "4")]);
        let after = pack(&[("a", "1"), ("README.md", "3"), ("d", "5"), ("e/f", "6")]);
        let folder = folder(&before);
        let other = folder.path().join("other");
        fs::write(&other, "stays").unwrap();
        let untouched = fs::metadata(folder.path().join("a"))
            .unwrap()
            .modified()
            .unwrap();
        write(folder.path(), &before, &after).unwrap();
        assert_eq!(
            names(folder.path()),
            ["README.md", "a", "d", "e/f", "other"]
        );
        assert_eq!(fs::read_to_string(folder.path().join("d")).unwrap(), "5");
        let now = fs::metadata(folder.path().join("a"))
            .unwrap()
            .modified()
            .unwrap();
        assert_eq!(now, untouched);
        assert!(!folder.path().join("b").exists(), "an empty folder is left");
    }

    #[test]
    fn nothing_is_written_over_what_was_not_read() {
        let before = pack(&[("a", "1"), ("b", "2")]);
        let after = pack(&[("a", "2"), ("b", "3"), ("c", "4")]);
        let changed = folder(&before);
        fs::write(changed.path().join("b"), "other").unwrap();
        let taken = folder(&before);
        fs::write(taken.path().join("c"), "other").unwrap();
        let gone = folder(&before);
        fs::remove_file(gone.path().join("b")).unwrap();
        for folder in [changed, taken, gone] {
            assert!(write(folder.path(), &before, &after).is_err());
            let kept = fs::read_to_string(folder.path().join("a")).unwrap();
            assert_eq!(kept, "1");
        }
    }

    #[test]
    fn a_change_of_case_keeps_the_content_until_it_is_replaced() {
        let before = pack(&[("Charts/A", "1"), ("b", "2"), ("Read", "3"), ("read", "4")]);
        let after = pack(&[("charts/a", "5"), ("B", "2"), ("read", "6")]);
        let cased = folder(&before);
        write(cased.path(), &before, &after).unwrap();
        assert_eq!(names(cased.path()), ["B", "charts/a", "read"]);
        for (path, file) in after.files() {
            let found = fs::read(cased.path().join(path.as_str())).unwrap();
            assert_eq!(found, *file.bytes, "{path}");
        }
        assert!(!cased.path().join("Charts").exists());
        // A folder is in the way of the new name, so that nothing can be put there.
        let (before, after) = (pack(&[("a", "1")]), pack(&[("A", "2")]));
        let barred = folder(&before);
        fs::create_dir(barred.path().join("A")).unwrap();
        assert!(write(barred.path(), &before, &after).is_err());
        assert_eq!(fs::read_to_string(barred.path().join("a")).unwrap(), "1");
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_folder_that_is_a_link() {
        let before = pack(&[("a/b/c", "1"), ("d", "1")]);
        let outside = folder(&pack(&[("b/c", "1")]));
        let linked = folder(&pack(&[("d", "1")]));
        std::os::unix::fs::symlink(outside.path(), linked.path().join("a")).unwrap();
        for changed in [("a/b/c", "2"), ("a/new/e", "2")] {
            let mut after = pack(&[("a/b/c", "1"), ("d", "2")]);
            let path = FilePath::new(changed.0).unwrap();
            after.put(path, Some(File::of_text(changed.1)));
            let error = write(linked.path(), &before, &after).unwrap_err();
            assert!(error.to_string().contains("is a link"), "{error}");
        }
        assert_eq!(names(outside.path()), ["b/c"]);
        let kept = ["a/b/c", "d"].map(|path| fs::read_to_string(linked.path().join(path)).unwrap());
        assert_eq!(kept, ["1", "1"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_left_and_permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let (before, after) = (pack(&[("a", "1")]), pack(&[("a", "2")]));
        let plain = folder(&before);
        let path = plain.path().join("a");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).unwrap();
        write(plain.path(), &before, &after).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o660);
        let linked = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(&path, linked.path().join("a")).unwrap();
        fs::write(&path, "1").unwrap();
        let error = write(linked.path(), &before, &after).unwrap_err();
        assert!(error.to_string().contains("is a link"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "1");
    }
}
