//! A new version of the page is offered and never forced, and a tab of an earlier version goes on with its
//! own files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use pack_tests::browser::{Browser, visit_installed};
use pack_tests::file_server::FileServer;

use super::{released_page, version_of};
use crate::{open, sound_pack};

/// The version that is published later.
const NEXT: &str = "0123456789abcdef";

/// Publishes another version of the page in its folder: its program has other names, and the earlier ones are
/// gone. Gives the hash in the new names.
fn publish_next(page: &Path) -> Result<String> {
    let (version, program) = (version_of(page)?, program(page)?);
    // As long as the one before, since the program has it in its WebAssembly, too.
    let next: String = program.chars().rev().collect();
    for entry in fs::read_dir(page)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let renamed = page.join(name.replace(&program, &next));
        fs::rename(&path, &renamed)?;
        let files = match renamed.is_dir() {
            true => fs::read_dir(&renamed)?
                .map(|file| Ok(file?.path()))
                .collect::<Result<_>>()?,
            false => vec![renamed],
        };
        for file in files {
            let content = fs::read(&file)?;
            let content = with_other(content, version.as_bytes(), NEXT.as_bytes());
            fs::write(
                &file,
                with_other(content, program.as_bytes(), next.as_bytes()),
            )?;
        }
    }
    Ok(next)
}

/// Content with other bytes, of the same number, in place of some.
fn with_other(mut content: Vec<u8>, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    assert_eq!(bytes.len(), other.len());
    for at in 0..content.len().saturating_sub(bytes.len()) {
        if content[at..].starts_with(bytes) {
            content[at..at + bytes.len()].copy_from_slice(other);
        }
    }
    content
}

/// The hash in the names of the program's files.
fn program(page: &Path) -> Result<String> {
    for entry in fs::read_dir(page)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(hash) = name.strip_prefix("lazy-") {
            return Ok(hash.to_owned());
        }
    }
    None.context("the program is in no pieces")
}

/// Waits until the browser keeps these versions.
async fn until_kept(browser: &Browser, versions: &[&str]) -> Result<()> {
    browser
        .until(&format!("for {versions:?} to be kept"), async || {
            Ok((browser.kept_versions().await? == versions).then_some(()))
        })
        .await
}

/// Waits until the page has a version.
async fn until_version(browser: &Browser, version: &str) -> Result<()> {
    browser
        .until(&format!("for version {version}"), async || {
            Ok((browser.version().await? == version).then_some(()))
        })
        .await
}

#[test]
fn a_new_version_is_offered_and_taken_with_a_draft_open() -> Result<()> {
    let Some(page) = released_page()? else {
        return Ok(());
    };
    let first = version_of(page.path())?;
    let site = FileServer::serve(page.path(), "/some/where/")?;
    visit_installed(site, "", async |browser| {
        browser.until_kept().await?;
        open(browser, &sound_pack()).await?;
        ensure!(!browser.has("reload").await?, "nothing is offered yet");
        publish_next(page.path())?;
        browser.look_for_new_version().await?;
        let offer = browser.message("info").await?;
        ensure!(offer.text.contains("new version"), "{offer:?}");
        browser.accessible("the offer of a new version").await?;
        assert_eq!(browser.version().await?, first, "it is not forced");

        browser.set_field("displayName", "Turner").await?;
        browser.click("reload").await?;
        until_version(browser, NEXT).await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Turner").await?;
        ensure!(!browser.has("reload").await?, "the newest version is there");
        until_kept(browser, &[NEXT]).await?;

        browser.cut_network().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        assert_eq!(browser.version().await?, NEXT);
        browser.until_field("displayName", "Turner").await
    })
}

#[test]
fn a_tab_of_an_earlier_version_keeps_its_files_until_it_is_loaded_again() -> Result<()> {
    let Some(page) = released_page()? else {
        return Ok(());
    };
    let first = version_of(page.path())?;
    let program = program(page.path())?;
    let site = FileServer::serve(page.path(), "/")?;
    visit_installed(site, "", async |browser| {
        browser.until_kept().await?;
        let (older, newer) = browser.another_tab("?open=start").await?;
        let next_program = publish_next(page.path())?;
        browser.look_for_new_version().await?;
        browser.click("reload").await?;
        until_version(browser, NEXT).await?;

        browser.go_to_tab(&older).await?;
        assert_eq!(browser.version().await?, first);
        browser.element("[data-testid=reload]").await?;
        until_kept(browser, &[&first, NEXT]).await?;
        // Its program is not on the server any more.
        open(browser, &sound_pack()).await?;
        browser.goto_section("deployment").await?;
        browser.element("[data-testid=object]").await?;
        let script = "return performance.getEntriesByType('resource').map(one => one.name).join()";
        let names = browser.script(script, Vec::new()).await?;
        let names = names.as_str().unwrap_or_default();
        ensure!(
            names.contains(&program) && !names.contains(&next_program),
            "{names}"
        );
        browser.saved().await?;

        browser.reload().await?;
        until_version(browser, NEXT).await?;
        browser.in_editor().await?;
        until_kept(browser, &[NEXT]).await?;
        browser.go_to_tab(&newer).await?;
        assert_eq!(browser.version().await?, NEXT);
        Ok(())
    })
}

#[test]
fn a_page_that_changes_while_it_is_kept_is_not_mixed() -> Result<()> {
    let Some(page) = released_page()? else {
        return Ok(());
    };
    fs::write(page.path().join("rescue.js"), "// of another version")?;
    let site = FileServer::serve(page.path(), "/")?;
    visit_installed(site, "", async |browser| {
        browser
            .until("for the page not to be kept", async || {
                let script = "const done = arguments[arguments.length - 1];
                    navigator.serviceWorker.getRegistration().then(one => done(one === undefined));";
                // Once by the page, and once to be kept.
                let asked = browser.site().requests().into_iter();
                let is_asked = asked.filter(|one| one.path == "/rescue.js").count() > 1;
                let is_gone = browser.script_that_waits(script).await? == serde_json::Value::Bool(true);
                Ok((is_asked && is_gone).then_some(()))
            })
            .await?;
        open(browser, &sound_pack()).await?;
        assert!(
            !browser
                .kept_versions()
                .await?
                .contains(&version_of(page.path())?)
        );
        browser.expected_errors().await.map(|_| ())
    })
}
