//! Ways into the editor: files, folders, templates, drafts, and the page's address.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::By;

use super::Browser;
use super::find::named;

/// The templates of the start page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template(pub &'static str);

impl Template {
    /// All templates, by the names of their buttons.
    pub const ALL: [Self; 7] = [
        Self("new-helm"),
        Self("new-manifests"),
        Self("new-os-aws"),
        Self("new-os-azure"),
        Self("new-os-vsphere-local"),
        Self("new-os-vsphere-remote"),
        Self("new-blank"),
    ];
}

impl Browser {
    /// Goes to the page with a query such as `?open=start`, and waits until it answers.
    pub async fn open_page(&self, query: &str) -> Result<()> {
        self.driver
            .goto(format!("{}{query}", self.site.url()))
            .await?;
        self.ready().await
    }

    /// Loads the page anew.
    pub async fn reload(&self) -> Result<()> {
        self.driver.refresh().await?;
        self.ready().await
    }

    /// Waits until the page answers clicks.
    async fn ready(&self) -> Result<()> {
        self.element("html[data-ready]").await.map(|_| ())
    }

    /// Picks files.
    pub async fn open_files(&self, paths: &[&Path]) -> Result<()> {
        self.choose_files("open-files", paths).await?;
        self.in_editor().await
    }

    /// Picks a folder.
    pub async fn open_folder(&self, path: &Path) -> Result<()> {
        self.choose_files("open-folder", &[path]).await?;
        self.in_editor().await
    }

    /// Gives a file input of this name some paths.
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

    /// Drops files on the page, each a name and its bytes, with what the browser tells of that.
    pub async fn drop_files(&self, files: &[(&str, &[u8])]) -> Result<()> {
        let files: Vec<_> = files
            .iter()
            .map(|(name, bytes)| json!([name, bytes]))
            .collect();
        let script = "const data = new DataTransfer();
            for (const [name, bytes] of arguments[0]) data.items.add(new File([new Uint8Array(bytes)], name));
            for (const type of ['dragenter', 'dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));";
        self.script(script, vec![json!(files)]).await.map(|_| ())
    }

    /// Starts a new pack from a template.
    pub async fn new_from_template(&self, template: Template) -> Result<()> {
        self.click(template.0).await?;
        self.in_editor().await
    }

    /// Waits until the editor shows a pack that has been judged.
    pub async fn in_editor(&self) -> Result<()> {
        self.element(&named("section-overview")).await?;
        self.settled().await
    }

    /// Waits until the start page shows so many drafts.
    pub async fn until_drafts(&self, expected: usize) -> Result<()> {
        self.until(&format!("for {expected} drafts"), async || {
            let count = self.count(&named("draft")).await?;
            Ok((count == expected).then_some(()))
        })
        .await
    }
}
