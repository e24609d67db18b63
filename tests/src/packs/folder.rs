//! Packs as folders of the file system, with execute permissions.

use std::fs;
use std::path::Path;

use anyhow::Result;

pub use pack_check::folder::read as read_folder;

/// Makes a file executable for everyone, on systems with such a permission.
#[cfg(unix)]
pub(crate) fn set_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        path,
        fs::Permissions::from_mode(0o755),
    )?)
}

#[cfg(not(unix))]
pub(crate) fn set_executable(_path: &Path) -> Result<()> {
    Ok(())
}
