//! Packages the folder of an unpacked chart as an archive.

use pack_model::chart::{archive_name, folder_of, packed};
use pack_model::path::CHARTS;
use pack_model::{Change, FilePath, Pack};

/// The largest folder that is packaged, in bytes: it happens at every keystroke while the finding
/// is shown.
const LARGEST: usize = 1 << 20;

/// An archive that a folder can be packaged as.
pub(crate) struct Packaging {
    /// The folder, without a trailing slash.
    pub(crate) folder: String,
    /// The archive.
    pub(crate) archive: FilePath,
    /// The change that adds the archive.
    pub(crate) change: Change,
}

impl Packaging {
    /// The archive at a path, packaged from the folder that it was probably made from.
    pub(crate) fn at(pack: &Pack, path: &str) -> Option<Self> {
        let archive = FilePath::new(path).ok()?;
        let folder = folder_of(pack, &archive)?;
        Self::new(pack, &folder, archive)
    }

    /// The archive of a folder under the name that `helm package` gives it, unless a file has that
    /// name.
    pub(crate) fn of(pack: &Pack, folder: &str) -> Option<Self> {
        let folder = format!("{}/", folder.trim_end_matches('/'));
        let name = archive_name(pack, &folder)?;
        let archive = FilePath::new(&format!("{CHARTS}{name}")).ok()?;
        if pack.file(archive.as_str()).is_some() {
            return None;
        }
        Self::new(pack, &folder, archive)
    }

    fn new(pack: &Pack, folder: &str, archive: FilePath) -> Option<Self> {
        let size: usize = pack.files_in(folder).map(|(_, file)| file.size()).sum();
        let file = packed(pack, folder).filter(|_| size <= LARGEST)?;
        Some(Self {
            folder: folder.trim_end_matches('/').to_owned(),
            archive: archive.clone(),
            change: Change::put_file(archive, file),
        })
    }

    /// The label of a fix that does it.
    pub(crate) fn label(&self) -> String {
        format!("Package {} as {}", self.folder, self.archive)
    }
}
