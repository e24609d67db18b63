//! The folder on disk that a draft is saved in: a row with its handle, and what is known of it.

use idb::Transaction;
use js_sys::Reflect;
use pack_editor::KeptFolder;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::FileSystemDirectoryHandle;

use super::database::{FOLDERS, Outcome};
use crate::browser::folder::FolderHandles;

/// The folder of a row. One that cannot be read costs the user no more than opening it again.
pub(super) fn read(row: &JsValue, folders: &FolderHandles) -> Option<KeptFolder> {
    let handle: FileSystemDirectoryHandle =
        Reflect::get(row, &"handle".into()).ok()?.dyn_into().ok()?;
    let mut kept: KeptFolder = serde_wasm_bindgen::from_value(row.clone()).ok()?;
    kept.number = folders.add(handle);
    Some(kept)
}

/// Asks the browser to write the folder of a draft. The draft is kept also where it cannot keep a handle.
pub(super) fn write(
    transaction: &Transaction,
    draft: &str,
    kept: &KeptFolder,
    folders: &FolderHandles,
) {
    if let Err(error) = try_write(transaction, draft, kept, folders) {
        leptos::logging::warn!("the folder of a draft is not kept: {error:?}");
    }
}

fn try_write(
    transaction: &Transaction,
    draft: &str,
    kept: &KeptFolder,
    folders: &FolderHandles,
) -> Outcome<()> {
    let row = serde_wasm_bindgen::to_value(kept)?;
    let handle = folders.get(kept.number).map(JsValue::from);
    for (name, value) in [("draft", draft.into()), ("handle", handle.into())] {
        // A row is a plain object, which takes any property.
        let _ = Reflect::set(&row, &name.into(), &value);
    }
    transaction.object_store(FOLDERS)?.put(&row, None)?;
    Ok(())
}
