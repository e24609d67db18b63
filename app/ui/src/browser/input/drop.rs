//! Files and folders that the user drops on the page.

use std::future::Future;
use std::pin::Pin;

use js_sys::{Array, Promise};
use pack_archive::Entry;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DragEvent, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
};

use super::pick::{self, Unreadable};
use crate::browser::folder;

/// Whether a drag carries files, not text or a link.
pub(crate) fn has_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// What was dropped, to be read afterwards: the browser forgets it when the event ends.
pub(crate) struct Dropped {
    entries: Vec<FileSystemEntry>,
    files: Vec<File>,
    /// The handle of the only folder, where the browser can write into it.
    folder: Option<Promise>,
}

/// Takes what was dropped out of its event.
pub(crate) fn dropped(data: &DataTransfer) -> Dropped {
    let items = data.items();
    let entries: Vec<_> = (0..items.length())
        .filter_map(|index| items.get(index)?.webkit_get_as_entry().ok().flatten())
        .collect();
    let folder = match entries.as_slice() {
        [only] if only.is_directory() => items.get(0).and_then(|item| folder::dropped(&item)),
        _ => None,
    };
    let files = data
        .files()
        .map(|list| pick::listed(&list))
        .unwrap_or_default();
    Dropped {
        entries,
        files,
        folder,
    }
}

impl Dropped {
    /// The handle of the only folder, where the browser can write into it.
    pub(crate) fn folder(&mut self) -> Option<Promise> {
        self.folder.take()
    }

    /// Reads all files, those of folders with their paths.
    pub(crate) async fn read(self) -> Result<Vec<Entry>, Unreadable> {
        if self.entries.is_empty() {
            return pick::read(self.files).await;
        }
        let mut found = Vec::new();
        for entry in self.entries {
            walk(entry, &mut found).await?;
        }
        Ok(found)
    }
}

/// Reads an entry and, for a folder, everything below it.
fn walk(
    entry: FileSystemEntry,
    found: &mut Vec<Entry>,
) -> Pin<Box<dyn Future<Output = Result<(), Unreadable>> + '_>> {
    Box::pin(async move {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.is_directory() {
            for child in children(entry.unchecked_into())
                .await
                .map_err(|_| Unreadable(path))?
            {
                walk(child, found).await?;
            }
        } else {
            let file = file(entry.unchecked_into())
                .await
                .map_err(|_| Unreadable(path.clone()))?;
            found.push(pick::read_one(path, file).await?);
        }
        Ok(())
    })
}

/// All entries of a folder; the browser gives them in portions.
async fn children(folder: FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let portion = from_callbacks(|done, failed| {
            reader.read_entries_with_callback_and_callback(done, failed)
        })
        .await?;
        let portion: Array = portion.unchecked_into();
        if portion.length() == 0 {
            return Ok(all);
        }
        all.extend(
            portion
                .iter()
                .map(JsCast::unchecked_into::<FileSystemEntry>),
        );
    }
}

/// The file of an entry.
async fn file(entry: FileSystemFileEntry) -> Result<File, JsValue> {
    let file = from_callbacks(|done, failed| {
        entry.file_with_callback_and_callback(done, failed);
        Ok(())
    })
    .await?;
    file.dyn_into()
}

/// Waits for an interface that answers through two callbacks.
async fn from_callbacks(
    start: impl FnOnce(&js_sys::Function, &js_sys::Function) -> Result<(), JsValue>,
) -> Result<JsValue, JsValue> {
    let mut start = Some(start);
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        let outcome = start.take().map(|start| start(&resolve, &reject));
        if let Some(Err(error)) = outcome {
            // Only the rejection matters, not its return value.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await
}

/// Listens on the whole window for files dropped anywhere, so that a near miss does not make the
/// browser leave the page. `over` gets whether files are over the window, `take` gets what was
/// dropped.
pub(crate) fn listen(over: impl Fn(bool) + 'static, take: impl Fn(Dropped) + 'static) {
    let over = std::rc::Rc::new(over);
    on("dragover", {
        let over = over.clone();
        move |event| {
            if has_files(&event) {
                event.prevent_default();
                over(true);
            }
        }
    });
    on("dragleave", {
        let over = over.clone();
        move |event| {
            if event.related_target().is_none() {
                over(false);
            }
        }
    });
    on("drop", move |event| {
        over(false);
        if let (true, Some(data)) = (has_files(&event), event.data_transfer()) {
            event.prevent_default();
            take(dropped(&data));
        }
    });
}

fn on(name: &str, handler: impl Fn(DragEvent) + 'static) {
    let handler = Closure::<dyn Fn(DragEvent)>::new(handler);
    let added = leptos::prelude::window()
        .add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
    debug_assert!(added.is_ok(), "the window takes listeners");
    handler.forget();
}
