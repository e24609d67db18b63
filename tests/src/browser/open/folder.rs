//! A folder on disk that the user picks: one of the browser's own file system stands in for it, which has the
//! same handles.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::browser::find::named;

/// The folder of a name, and a folder in it at a path.
const FOLDER: &str = "const folder = async (at) => {
    let folder = await navigator.storage.getDirectory();
    for (const part of at) folder = await folder.getDirectoryHandle(part, { create: true });
    return folder;
};
const parts = path => path.split('/').filter(part => part);
";

impl Browser {
    /// Writes files into the folder of a name on disk, as another program does.
    pub async fn write_on_disk(&self, folder: &str, files: &[(&str, &[u8])]) -> Result<()> {
        let files: Vec<_> = files
            .iter()
            .map(|(path, bytes)| json!([path, bytes]))
            .collect();
        let script = "const [root, files] = arguments;
            return (async () => {
                for (const [path, bytes] of files) {
                    const at = [root, ...parts(path)];
                    const name = at.pop();
                    const handle = await (await folder(at)).getFileHandle(name, { create: true });
                    const stream = await handle.createWritable();
                    await stream.write(new Uint8Array(bytes));
                    await stream.close();
                }
            })()";
        self.on_disk(script, vec![json!(folder), json!(files)])
            .await
            .map(|_| ())
    }

    /// Deletes a file in the folder of a name on disk, as another program does.
    pub async fn delete_on_disk(&self, folder: &str, path: &str) -> Result<()> {
        let script = "const [root, path] = arguments;
            return (async () => {
                const at = [root, ...parts(path)];
                const name = at.pop();
                await (await folder(at)).removeEntry(name);
            })()";
        self.on_disk(script, vec![json!(folder), json!(path)])
            .await
            .map(|_| ())
    }

    /// All files in the folder of a name on disk, each with its text and the time of its last change.
    pub async fn files_on_disk(&self, folder: &str) -> Result<BTreeMap<String, (String, f64)>> {
        let script = "const [root] = arguments;
            return (async () => {
                const files = {};
                const walk = async (at, path) => {
                    for await (const entry of at.values()) {
                        if (entry.kind === 'directory') await walk(entry, `${path}${entry.name}/`);
                        else {
                            const file = await entry.getFile();
                            files[path + entry.name] = [await file.text(), file.lastModified];
                        }
                    }
                };
                await walk(await folder([root]), '');
                return files;
            })()";
        let files = self.on_disk(script, vec![json!(folder)]).await?;
        serde_json::from_value(files).context("the files of a folder")
    }

    /// Picks the folder of a name on disk on the start page.
    pub async fn pick_on_disk(&self, folder: &str) -> Result<()> {
        self.stand_in_for_picker(folder).await?;
        self.click_on("label[for=open-folder]").await?;
        self.in_editor().await
    }

    /// Has the browser's picker give the folder of a name on disk.
    pub async fn stand_in_for_picker(&self, folder: &str) -> Result<()> {
        let script = "const [root] = arguments;
            window.showDirectoryPicker = () => folder([root]);";
        self.on_disk(script, vec![json!(folder)]).await.map(|_| ())
    }

    /// Drops the folder of a name on disk on the page. Synthetic drops have no handle, so this one is given.
    pub async fn drop_on_disk(&self, root: &str) -> Result<()> {
        let script = "const [root] = arguments;
            return folder([root]).then(handle => {
                const data = new DataTransfer();
                data.items.add(new File([], root));
                DataTransferItem.prototype.webkitGetAsEntry = () => ({ isDirectory: true, isFile: false });
                DataTransferItem.prototype.getAsFileSystemHandle = async () => handle;
                document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            })";
        self.on_disk(script, vec![json!(root)]).await.map(|_| ())
    }

    /// How many files are not on disk as they are in the pack, as the page says.
    pub async fn unsaved_on_disk(&self) -> Result<String> {
        let button = self.element(&named("save-folder")).await?;
        Ok(button.attr("data-unsaved").await?.unwrap_or_default())
    }

    /// Waits until the page says so of this number.
    pub async fn until_unsaved_on_disk(&self, expected: usize) -> Result<()> {
        let expected = expected.to_string();
        self.until(&format!("for {expected} unsaved files"), async || {
            let unsaved = self.unsaved_on_disk().await?;
            Ok((unsaved == expected).then_some(()))
        })
        .await
    }

    /// Waits until the page says that all of the pack was saved on disk.
    pub async fn until_saved_on_disk(&self) -> Result<()> {
        self.until("for the pack to be on disk", async || {
            let button = self.element(&named("save-folder")).await?;
            let title = button.attr("title").await?.unwrap_or_default();
            let is_saving = button.attr("aria-busy").await?.is_some();
            Ok((title.starts_with("Saved in") && !is_saving).then_some(()))
        })
        .await
    }

    async fn on_disk(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.script(&format!("{FOLDER}{script}"), arguments).await
    }
}
