//! Files that the user picked, read whole.

use futures::future::try_join_all;
use js_sys::Uint8Array;
use leptos::task::spawn_local;
use pack_archive::Entry;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, FileList, HtmlInputElement};

/// A file that the browser could not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” could not be read. It may have been moved or changed since you chose it; choose it again."
)]
pub(crate) struct Unreadable(pub(crate) String);

/// The files of an input's event. The input is emptied, so the same file can be picked again.
pub(crate) fn picked(event: &Event) -> Vec<File> {
    let Some(input) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return Vec::new();
    };
    let files = input.files().map(|list| listed(&list)).unwrap_or_default();
    input.set_value("");
    files
}

/// The files of a list.
pub(crate) fn listed(list: &FileList) -> Vec<File> {
    (0..list.length())
        .filter_map(|index| list.get(index))
        .collect()
}

/// Reads files. A file of a picked folder keeps its path in it.
pub(crate) async fn read(files: Vec<File>) -> Result<Vec<Entry>, Unreadable> {
    let paths = files.into_iter().map(|file| (path(&file), file));
    try_join_all(paths.map(|(path, file)| read_one(path, file))).await
}

/// Reads files, and hands them on unless one cannot be read, which is told.
pub(crate) fn read_then(
    files: Vec<File>,
    tell: impl FnOnce(String) + 'static,
    then: impl FnOnce(Vec<Entry>) + 'static,
) {
    spawn_local(async move {
        match read(files).await {
            Ok(entries) => then(entries),
            Err(error) => tell(error.to_string()),
        }
    });
}

/// Reads one file under a path.
pub(crate) async fn read_one(path: String, file: File) -> Result<Entry, Unreadable> {
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| Unreadable(path.clone()))?;
    Ok(Entry::new(path, Uint8Array::new(&buffer).to_vec()))
}

/// The path in the picked folder, or the name of a single file.
fn path(file: &File) -> String {
    // Not every binding knows this property of `File`; every engine does.
    let relative = js_sys::Reflect::get(file, &"webkitRelativePath".into())
        .ok()
        .and_then(|path| path.as_string());
    relative
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}
