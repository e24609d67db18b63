//! Folders on disk that the user lets the page read and write, where the browser can do that: the File System
//! Access API, of which only Chromium has all so far.

mod scan;
mod write;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Promise, Reflect};
use leptos::prelude::window;
use pack_editor::{Expected, FolderError, Scanned, Writing};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransferItem, FileSystemDirectoryHandle, FileSystemHandle, FileSystemHandleKind,
};

#[wasm_bindgen]
extern "C" {
    /// What `web_sys` does not have yet without a flag for the compiler.
    type Extended;

    /// Of the window.
    #[wasm_bindgen(method, catch, js_name = showDirectoryPicker)]
    fn show_directory_picker(this: &Extended, options: &Object) -> Result<Promise, JsValue>;

    /// Of what was dropped.
    #[wasm_bindgen(method, catch, js_name = getAsFileSystemHandle)]
    fn get_as_file_system_handle(this: &Extended) -> Result<Promise, JsValue>;

    /// Of a handle.
    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query_permission(this: &Extended, options: &Object) -> Result<Promise, JsValue>;

    /// Of a handle.
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &Extended, options: &Object) -> Result<Promise, JsValue>;
}

/// The folders that the user gave this tab, by number. Copies share them.
#[derive(Clone, Default)]
pub(crate) struct FolderHandles(Rc<RefCell<Vec<FileSystemDirectoryHandle>>>);

impl FolderHandles {
    /// Keeps a folder. Gives its number.
    pub(crate) fn add(&self, folder: FileSystemDirectoryHandle) -> u32 {
        let mut all = self.0.borrow_mut();
        all.push(folder);
        all.len() as u32 - 1
    }

    /// The folder of a number.
    pub(crate) fn get(&self, number: u32) -> Option<FileSystemDirectoryHandle> {
        self.0.borrow().get(number as usize).cloned()
    }

    /// Reads all files of a folder.
    pub(super) async fn scan(
        self,
        number: u32,
        root: String,
        expected: Vec<Expected>,
        to_save: bool,
    ) -> Result<Vec<Scanned>, FolderError> {
        let folder = self.get(number).ok_or(FolderError::Gone)?;
        if to_save && !may_write(&folder).await {
            return Err(FolderError::Refused);
        }
        scan::scan(folder, &root, &expected).await
    }

    /// Writes and deletes files of a folder.
    pub(super) async fn write(
        self,
        number: u32,
        root: String,
        files: Vec<Writing>,
    ) -> Vec<Result<f64, FolderError>> {
        match self.get(number) {
            Some(folder) => write::write(folder, &root, files).await,
            None => files.iter().map(|_| Err(FolderError::Gone)).collect(),
        }
    }
}

/// Whether the browser lets the page write into folders.
pub(crate) fn is_supported() -> bool {
    Reflect::has(&window(), &"showDirectoryPicker".into()).unwrap_or_default()
}

/// Lets the user pick a folder, to `read` or to `readwrite` it. Fails where the browser cannot do that.
pub(crate) fn pick(mode: &str) -> Result<Promise, JsValue> {
    // The browser begins next time where the user was.
    let options = object("id", "pack");
    set(&options, "mode", mode);
    window()
        .unchecked_ref::<Extended>()
        .show_directory_picker(&options)
}

/// Whether the user closed the browser's dialog without a folder.
pub(crate) fn is_closed(error: &JsValue) -> bool {
    name(error) == "AbortError"
}

/// The folder that was dropped, to be asked for before the event ends.
pub(crate) fn dropped(item: &DataTransferItem) -> Option<Promise> {
    let item: &Extended = item.unchecked_ref();
    is_supported().then(|| item.get_as_file_system_handle().ok())?
}

/// Waits for the folder that was dropped.
pub(crate) async fn awaited(dropped: Promise) -> Option<FileSystemDirectoryHandle> {
    let handle: FileSystemHandle = JsFuture::from(dropped).await.ok()?.dyn_into().ok()?;
    (handle.kind() == FileSystemHandleKind::Directory).then(|| handle.unchecked_into())
}

/// Whether the page may write to a folder. The user is asked if that is not known.
async fn may_write(folder: &FileSystemDirectoryHandle) -> bool {
    let options = object("mode", "readwrite");
    let folder: &Extended = folder.unchecked_ref();
    for asked in [Extended::query_permission, Extended::request_permission] {
        // Folders of the browser's own have no permissions in some browsers.
        let Ok(answer) = asked(folder, &options) else {
            return true;
        };
        let answer = JsFuture::from(answer).await.unwrap_or_default();
        if answer == "granted" {
            return true;
        }
    }
    false
}

/// The folder at a path in another one: empty, or ending in `/`.
async fn below(
    folder: FileSystemDirectoryHandle,
    path: &str,
    options: &web_sys::FileSystemGetDirectoryOptions,
) -> Result<FileSystemDirectoryHandle, FolderError> {
    let mut at = folder;
    for name in path.split_terminator('/') {
        let next = at.get_directory_handle_with_options(name, options);
        at = waited(next).await?;
    }
    Ok(at)
}

/// Waits for an answer of the browser.
async fn waited<T: JsCast>(promise: Promise) -> Result<T, FolderError> {
    let value = JsFuture::from(promise).await.map_err(failure)?;
    Ok(value.unchecked_into())
}

/// What the browser's error means.
fn failure(error: JsValue) -> FolderError {
    match name(&error).as_str() {
        "NotAllowedError" | "SecurityError" => FolderError::Refused,
        "NotFoundError" => FolderError::Gone,
        "QuotaExceededError" => FolderError::Full,
        "NoModificationAllowedError" | "NotReadableError" => FolderError::Locked,
        "TypeError" | "TypeMismatchError" => FolderError::Name,
        name => {
            let message = text(&error, "message");
            FolderError::Other(if message.is_empty() {
                name.to_owned()
            } else {
                message
            })
        }
    }
}

fn name(error: &JsValue) -> String {
    text(error, "name")
}

fn text(value: &JsValue, property: &str) -> String {
    let text = Reflect::get(value, &property.into()).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// An object with one property.
fn object(property: &str, value: &str) -> Object {
    let object = Object::new();
    set(&object, property, value);
    object
}

fn set(object: &Object, property: &str, value: &str) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &property.into(), &value.into());
}
