//! Reads folders of the file system as entries, with the permission to execute.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use pack_archive::Entry;

/// All files below a folder, in the order of their paths, which are relative to that folder. Links to
/// files are followed.
///
/// # Errors
///
/// If something cannot be read, or has a name that is not UTF-8.
pub fn read(root: &Path) -> Result<Vec<Entry>> {
    read_with_left_out(root).map(|(entries, _)| entries)
}

/// The same, with the paths of what is left out: links to folders or to nothing, pipes and the like.
///
/// # Errors
///
/// As for [`read`].
pub fn read_with_left_out(root: &Path) -> Result<(Vec<Entry>, Vec<String>)> {
    let (mut entries, mut left_out) = (Vec::new(), Vec::new());
    collect(root, "", &mut entries, &mut left_out)
        .with_context(|| format!("reading {}", root.display()))?;
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    left_out.sort();
    Ok((entries, left_out))
}

fn collect(
    folder: &Path,
    prefix: &str,
    entries: &mut Vec<Entry>,
    left_out: &mut Vec<String>,
) -> Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        let name = item
            .file_name()
            .into_string()
            .ok()
            .context("a file name is not UTF-8")?;
        let path = format!("{prefix}{name}");
        if item.file_type()?.is_dir() {
            collect(&item.path(), &format!("{path}/"), entries, left_out)?;
        } else if item.path().is_file() {
            let executable = is_executable(&item.path())?;
            entries.push(Entry {
                executable,
                ..Entry::new(path, fs::read(item.path())?)
            });
        } else {
            left_out.push(path);
        }
    }
    Ok(())
}

/// Whether the owner of a file may execute it; never on systems without such a permission.
#[cfg(unix)]
fn is_executable(path: &Path) -> Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o100 != 0)
}

#[cfg(not(unix))]
fn is_executable(_path: &Path) -> Result<bool> {
    Ok(false)
}
