//! Archives made of the charts that lie in a pack as folders.

use pack_model::chart::{archive_name, folder_of, packed};
use pack_model::path::CHARTS;
use pack_model::{Change, FilePath, Pack};

/// The most bytes in a folder that are packed: it is done at every keystroke while the fault stands.
const LARGEST: usize = 1 << 20;

/// An archive that can be made of a folder.
pub(crate) struct Packaging {
    /// The folder, without a slash behind it.
    pub(crate) folder: String,
    /// The archive.
    pub(crate) archive: FilePath,
    /// What makes it.
    pub(crate) change: Change,
}

impl Packaging {
    /// The archive at a path, made of the folder that it was probably made from.
    pub(crate) fn at(pack: &Pack, path: &str) -> Option<Self> {
        let archive = FilePath::new(path).ok()?;
        let folder = folder_of(pack, &archive)?;
        Self::new(pack, &folder, archive)
    }

    /// The archive of a folder under the name that `helm package` gives it, where no file has that.
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

    /// What it does, as a command.
    pub(crate) fn label(&self) -> String {
        format!("Package {} as {}", self.folder, self.archive)
    }
}
