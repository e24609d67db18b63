//! Opening packs: files, folders, templates, drafts, and the page's address.

mod folder;

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::By;

use super::Browser;
use super::driver::engine::Engine;
use super::find::named;

impl Browser {
    /// Goes to the page with a query such as `?open=start`, and waits until it is ready.
    pub async fn open_page(&self, query: &str) -> Result<()> {
        self.at_rest().await?;
        self.open_page_at_once(query).await
    }

    /// The same, whatever the page that is left still does.
    pub async fn open_page_at_once(&self, query: &str) -> Result<()> {
        self.driver.goto(format!("{}{query}", self.address)).await?;
        self.ready().await
    }

    /// Waits until the page can be left in WebKit, which keeps a page also while its database is made or
    /// written, and has the next page wait for it.
    pub(super) async fn at_rest(&self) -> Result<()> {
        if self.engine != Engine::WebKit {
            return Ok(());
        }
        let script = "const text = selector => document.querySelector(selector)?.textContent;
            const saved = text('[data-testid=saved]');
            if (saved !== undefined) return !saved.startsWith('Saving');
            return text('.start__name') === undefined || text('.start__note, [data-testid=draft]') !== undefined;";
        self.until("for the page to write nothing", async || {
            let is_at_rest = self.script(script, Vec::new()).await?;
            Ok((is_at_rest == json!(true)).then_some(()))
        })
        .await
    }

    /// The fragment of the page's address, with its `#`; empty without one.
    pub async fn fragment(&self) -> Result<String> {
        let fragment = self.script("return location.hash", Vec::new()).await?;
        Ok(fragment.as_str().unwrap_or_default().to_owned())
    }

    /// Reloads the page.
    pub async fn reload(&self) -> Result<()> {
        self.driver.refresh().await?;
        self.ready().await
    }

    /// Goes a step back, as the browser's button does.
    pub async fn go_back(&self) -> Result<()> {
        Ok(self.driver.back().await?)
    }

    /// Goes a step forward, as the browser's button does.
    pub async fn go_forward(&self) -> Result<()> {
        Ok(self.driver.forward().await?)
    }

    /// Waits until the page reacts to clicks.
    pub(super) async fn ready(&self) -> Result<()> {
        self.element("html[data-ready]").await.map(|_| ())
    }

    /// Opens files.
    pub async fn open_files(&self, paths: &[&Path]) -> Result<()> {
        self.choose_files("open-files", paths).await?;
        self.in_editor().await
    }

    /// Opens a folder.
    pub async fn open_folder(&self, path: &Path) -> Result<()> {
        self.choose_folder(path).await?;
        self.in_editor().await
    }

    /// Chooses a folder. Only ChromeDriver can do that; in the other engines the input gets files that
    /// say that they are in it.
    pub async fn choose_folder(&self, path: &Path) -> Result<()> {
        if self.engine == Engine::Chromium {
            return self.choose_files("open-folder", &[path]).await;
        }
        let mut files = Vec::new();
        let above = path.parent().context("a folder without a parent")?;
        files_below(path, above, &mut files)?;
        let script = "const data = new DataTransfer();
            for (const [path, bytes] of arguments[1]) {
                const file = new File([new Uint8Array(bytes)], path.split('/').pop());
                Object.defineProperty(file, 'webkitRelativePath', { value: path });
                data.items.add(file);
            }
            const input = document.querySelector(arguments[0]);
            input.files = data.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));";
        let arguments = vec![json!(named("open-folder")), json!(files)];
        self.element(&named("open-folder")).await?;
        self.script(script, arguments).await.map(|_| ())
    }

    /// Chooses files in the file input with this name.
    pub async fn choose_files(&self, name: &str, paths: &[&Path]) -> Result<()> {
        let paths: Vec<_> = paths
            .iter()
            .map(|path| path.to_str().context("a path is no UTF-8"))
            .collect::<Result<_>>()?;
        self.until(&format!("for {name} to take files"), async || {
            let input = self.driver.find(By::Css(named(name))).await?;
            input.send_keys(paths.join("\n")).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Drops files, given by name and bytes, on the page, with the events of a real drop.
    pub async fn drop_files(&self, files: &[(&str, &[u8])]) -> Result<()> {
        let files: Vec<_> = files
            .iter()
            .map(|(name, bytes)| json!([name, bytes]))
            .collect();
        // WebKit gives entries, which read nothing, also of files that have no place on disk.
        let no_entries = match self.engine {
            Engine::WebKit => "DataTransferItem.prototype.webkitGetAsEntry = () => null;",
            Engine::Chromium | Engine::Firefox => "",
        };
        let script = "const data = new DataTransfer();
            for (const [name, bytes] of arguments[0]) data.items.add(new File([new Uint8Array(bytes)], name));
            for (const type of ['dragenter', 'dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));";
        let script = format!("{no_entries} {script}");
        self.script(&script, vec![json!(files)]).await.map(|_| ())
    }

    /// Creates a new pack from the template with an id.
    pub async fn new_from_template(&self, id: &str) -> Result<()> {
        self.click(&format!("new-{id}")).await?;
        self.in_editor().await
    }

    /// Waits until the editor shows a pack with its findings.
    pub async fn in_editor(&self) -> Result<()> {
        self.element(&named("section-overview")).await?;
        self.settled().await
    }

    /// Waits until the start page shows this number of drafts.
    pub async fn until_drafts(&self, expected: usize) -> Result<()> {
        self.until(&format!("for {expected} drafts"), async || {
            let count = self.count(&named("draft")).await?;
            Ok((count == expected).then_some(()))
        })
        .await
    }
}

/// Adds the files in a folder, each with its path from `above` and its bytes.
fn files_below(folder: &Path, above: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, above, files)?;
        } else {
            let name = path.strip_prefix(above)?.to_str();
            let name = name.context("a path is no UTF-8")?.to_owned();
            files.push((name, std::fs::read(&path)?));
        }
    }
    Ok(())
}
