//! What was typed is there again after a reload or a kill a moment later, before the draft was saved.

use anyhow::Result;
use pack_tests::browser::{Browser, visit};
use serde_json::json;

use crate::{open, sound_pack};

/// Has the browser save nothing of drafts until the page is loaded anew; journals are written as ever.
const SAVE_NOTHING: &str = "const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode) {
        if (mode === 'readwrite' && [stores].flat().includes('files'))
            throw new DOMException('not now', 'UnknownError');
        return begin.call(this, stores, mode);
    };";

/// Types a display name, and waits for 300 milliseconds.
async fn type_and_wait(browser: &Browser, name: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector('[data-testid=field-displayName]');
        field.value = '{name}';
        field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        setTimeout(arguments[arguments.length - 1], 300)"
    );
    browser.script_that_waits(&script).await.map(|_| ())
}

#[test]
fn a_reload_shortly_after_a_key_loses_nothing() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.script(SAVE_NOTHING, Vec::new()).await?;
        type_and_wait(browser, "Turner").await?;
        assert!(!browser.asks_before_leaving().await?);
        browser.reload().await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Turner").await?;
        browser.undo().await?;
        browser.until_field("displayName", "Disc Spinner").await?;
        browser.redo().await?;
        browser.saved().await?;
        browser.expected_errors().await?;
        Ok(())
    })
}

#[test]
fn a_kill_shortly_after_a_key_loses_nothing() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.script(SAVE_NOTHING, Vec::new()).await?;
        type_and_wait(browser, "Turner").await?;
        type_and_wait(browser, "Turner 2").await?;
        browser.kill_tab().await?;
        browser.in_editor().await?;
        browser.until_field("displayName", "Turner 2").await
    })
}

#[test]
fn a_journal_that_fits_nothing_is_offered_and_stops_nothing() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        let damage = "const done = arguments[arguments.length - 1];
            const opening = indexedDB.open('pack-editor');
            opening.onsuccess = () => {
                const database = opening.result;
                const begun = database.transaction(['drafts', 'journals'], 'readwrite');
                const all = begun.objectStore('drafts').getAllKeys();
                all.onsuccess = () => begun.objectStore('journals')
                    .put({ draft: all.result[0], tab: 7, entries: 'what I typed' });
                begun.oncomplete = () => { database.close(); done(true); };
            };";
        assert_eq!(browser.script_that_waits(damage).await?, json!(true));
        browser.reload().await?;
        browser.in_editor().await?;
        browser
            .accessible_as_it_is("changes that do not fit")
            .await?;
        let taken = browser
            .download(async || browser.click("question-download").await)
            .await?;
        assert_eq!(taken.name, "disc-spinner-changes.txt");
        let text = String::from_utf8(taken.bytes)?;
        assert!(text.contains("what I typed"), "{text}");
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        assert!(!browser.has("question-download").await?);
        Ok(())
    })
}
