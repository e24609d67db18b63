//! Reads all files of a folder on disk, but for those that have not changed and those of tools.

use std::cell::Cell;

use futures::future::try_join_all;
use js_sys::{IteratorNext, Uint8Array};
use pack_archive::Limits;
use pack_editor::{Expected, FolderError, Scanned};
use pack_model::facts::files::is_of_tools;
use pack_once::sort::sort_by;
use wasm_bindgen::JsCast;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemHandle, FileSystemHandleKind,
};

use super::{below, failure, waited};

/// The files of the folder at a path in another one, in the order of their paths.
pub(super) async fn scan(
    folder: FileSystemDirectoryHandle,
    root: &str,
    expected: &[Expected],
) -> Result<Vec<Scanned>, FolderError> {
    let root = below(folder, root, &FileSystemGetDirectoryOptions::new()).await?;
    let Limits { entries, total, .. } = Limits::default();
    let mut files = files(root, entries).await?;
    sort_by(&mut files, &|one, other| one.0.cmp(&other.0));
    let files = files.into_iter();
    let left = Cell::new(total as f64);
    try_join_all(files.map(|(path, handle)| read(path, handle, expected, &left))).await
}

/// All files below a folder, at most so many.
async fn files(
    root: FileSystemDirectoryHandle,
    most: usize,
) -> Result<Vec<(String, FileSystemFileHandle)>, FolderError> {
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), root)];
    while let Some((at, folder)) = folders.pop() {
        let entries = folder.values();
        loop {
            let next: IteratorNext = waited(entries.next().map_err(failure)?).await?;
            if next.done() {
                break;
            }
            let entry: FileSystemHandle = next.value().unchecked_into();
            let name = entry.name();
            if is_of_tools(&name) {
                continue;
            }
            if files.len() >= most {
                return Err(FolderError::TooLarge);
            }
            if entry.kind() == FileSystemHandleKind::Directory {
                folders.push((format!("{at}{name}/"), entry.unchecked_into()));
            } else {
                files.push((format!("{at}{name}"), entry.unchecked_into()));
            }
        }
    }
    Ok(files)
}

/// Reads a file, unless it is as expected. So many bytes are left to be read.
async fn read(
    path: String,
    handle: FileSystemFileHandle,
    expected: &[Expected],
    left: &Cell<f64>,
) -> Result<Scanned, FolderError> {
    let file: File = waited(handle.get_file()).await?;
    let modified = file.last_modified();
    let at = expected.binary_search_by(|one| one.path.as_str().cmp(&path));
    let is_expected = at.is_ok_and(|at| {
        let expected = &expected[at];
        expected.size as f64 == file.size() && expected.modified == modified
    });
    let bytes = if is_expected {
        None
    } else {
        left.set(left.get() - file.size());
        if left.get() < 0.0 {
            return Err(FolderError::TooLarge);
        }
        let buffer: js_sys::ArrayBuffer = waited(file.array_buffer()).await?;
        Some(Uint8Array::new(&buffer).to_vec().into())
    };
    Ok(Scanned {
        path,
        modified,
        bytes,
    })
}
