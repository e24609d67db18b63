//! Writes files into a folder on disk, each as a whole or not at all, unless they changed meanwhile.

use js_sys::Uint8Array;
use pack_editor::{FolderError, Writing};
use pack_model::FilePath;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemWritableFileStream,
};

use super::{below, waited};

/// Writes and deletes files of the folder at a path in another one, in their order. After an error that is
/// not of one file alone, no other is tried.
pub(super) async fn write(
    folder: FileSystemDirectoryHandle,
    root: &str,
    files: Vec<Writing>,
) -> Vec<Result<f64, FolderError>> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(true);
    let root = below(folder, root, &options).await;
    let mut stopped = root.as_ref().err().cloned();
    let mut results = Vec::with_capacity(files.len());
    for file in &files {
        let result = match (&root, &stopped) {
            (Ok(root), None) if file.file.is_some() => put(root, file).await,
            (Ok(root), None) => delete(root, file).await,
            (_, Some(error)) | (Err(error), _) => Err(error.clone()),
        };
        if let Err(error) = &result
            && error.is_of_folder()
        {
            stopped = Some(error.clone());
        }
        results.push(result);
    }
    results
}

/// Writes a file. Gives when it was changed.
async fn put(root: &FileSystemDirectoryHandle, writing: &Writing) -> Result<f64, FolderError> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(true);
    let folder = below(root.clone(), writing.path.folder(), &options).await?;
    let name = writing.path.name();
    ensure_unchanged(&folder, writing).await?;
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let handle = folder.get_file_handle_with_options(name, &options);
    let handle: FileSystemFileHandle = waited(handle).await?;
    let bytes = writing.file.as_ref().map(|file| &*file.bytes);
    let written = fill(&handle, bytes.unwrap_or_default()).await;
    if written.is_err() && writing.before.is_none() {
        // Only its name is there. What that fails with is told already.
        let _ = waited::<wasm_bindgen::JsValue>(folder.remove_entry(name)).await;
    }
    written
}

/// Gives a file its content, all or nothing. Gives when it was changed.
async fn fill(handle: &FileSystemFileHandle, bytes: &[u8]) -> Result<f64, FolderError> {
    let stream: FileSystemWritableFileStream = waited(handle.create_writable()).await?;
    let written: Result<wasm_bindgen::JsValue, _> =
        match stream.write_with_js_u8_array(&Uint8Array::from(bytes)) {
            Ok(written) => waited(written).await,
            Err(error) => Err(super::failure(error)),
        };
    if let Err(error) = written {
        // What was to be written is dropped then.
        let _ = waited::<wasm_bindgen::JsValue>(stream.abort()).await;
        return Err(error);
    }
    waited::<wasm_bindgen::JsValue>(stream.close()).await?;
    let file: File = waited(handle.get_file()).await?;
    Ok(file.last_modified())
}

/// Deletes a file, and the folders that are empty then.
async fn delete(root: &FileSystemDirectoryHandle, writing: &Writing) -> Result<f64, FolderError> {
    let options = FileSystemGetDirectoryOptions::new();
    let path: &FilePath = &writing.path;
    let folder = below(root.clone(), path.folder(), &options).await?;
    ensure_unchanged(&folder, writing).await?;
    waited::<wasm_bindgen::JsValue>(folder.remove_entry(path.name())).await?;
    let mut rest = path.folder().trim_end_matches('/');
    while !rest.is_empty() {
        let (above, name) = rest.rsplit_once('/').unwrap_or(("", rest));
        let folder = below(root.clone(), above, &options).await?;
        // A folder with anything in it stays.
        if waited::<wasm_bindgen::JsValue>(folder.remove_entry(name))
            .await
            .is_err()
        {
            break;
        }
        rest = above;
    }
    Ok(0.0)
}

/// Ensures that the file that is there is the one that was read.
async fn ensure_unchanged(
    folder: &FileSystemDirectoryHandle,
    writing: &Writing,
) -> Result<(), FolderError> {
    let there = match waited(folder.get_file_handle(writing.path.name())).await {
        Ok(handle) => {
            let handle: FileSystemFileHandle = handle;
            let file: File = waited(handle.get_file()).await?;
            Some(file.last_modified())
        }
        Err(FolderError::Gone) => None,
        Err(error) => return Err(error),
    };
    match there == writing.before {
        true => Ok(()),
        false => Err(FolderError::Changed),
    }
}
