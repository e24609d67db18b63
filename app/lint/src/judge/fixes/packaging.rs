//! Offers to package the folder of an unpacked chart as an archive. The archive is made when the fix
//! is asked for.

use pack_model::chart::{archive_name, folder_of};
use pack_model::path::CHARTS;
use pack_model::{FilePath, Pack, Packaging};

/// The largest folder that is packaged, in bytes: who asks for the fix waits until the archive is made.
const LARGEST: usize = 1 << 20;

/// The archive at a path, packaged from the folder that it was probably made from.
pub(crate) fn at(pack: &Pack, path: &str) -> Option<Packaging> {
    let archive = FilePath::new(path).ok()?;
    let folder = folder_of(pack, &archive)?;
    packaging(pack, folder, archive)
}

/// The archive of a folder under the name that `helm package` gives it, unless a file has that name.
pub(crate) fn of(pack: &Pack, folder: &str) -> Option<Packaging> {
    let folder = format!("{}/", folder.trim_end_matches('/'));
    let name = archive_name(pack, &folder)?;
    let archive = FilePath::new(&format!("{CHARTS}{name}")).ok()?;
    if pack.file(archive.as_str()).is_some() {
        return None;
    }
    packaging(pack, folder, archive)
}

/// The archive at a path, packaged again from its own files.
pub(crate) fn again(pack: &Pack, path: &str) -> Option<Packaging> {
    let archive = FilePath::new(path).ok()?;
    (pack.file(path)?.size() <= LARGEST).then(|| Packaging {
        folder: path.to_owned(),
        archive,
        then: Vec::new(),
    })
}

fn packaging(pack: &Pack, folder: String, archive: FilePath) -> Option<Packaging> {
    let size: usize = pack.files_in(&folder).map(|(_, file)| file.size()).sum();
    (size <= LARGEST).then(|| Packaging {
        folder,
        archive,
        then: Vec::new(),
    })
}

/// The label of a fix that does it.
pub(crate) fn label(packaging: &Packaging) -> String {
    let folder = packaging.folder.trim_end_matches('/');
    format!("Package {folder} as {}", packaging.archive)
}
