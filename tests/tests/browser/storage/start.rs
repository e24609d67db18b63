//! The drafts on the start page: found among hundreds, deleted together and put back, and one that
//! cannot be read costs itself only.

use anyhow::Result;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::fixture::Fixture;
use serde_json::json;

use crate::{open, sound_pack};

/// Writes rows of drafts into the page's database, and loads the start page anew.
async fn with_drafts(browser: &Browser, rows: &str) -> Result<()> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
        const opening = indexedDB.open('pack-editor');
        opening.onsuccess = () => {{
            const database = opening.result;
            const begun = database.transaction(['drafts', 'files'], 'readwrite');
            const drafts = begun.objectStore('drafts'), files = begun.objectStore('files');
            {rows}
            begun.oncomplete = () => {{ database.close(); done(true); }};
            begun.onabort = () => done(String(begun.error));
        }};"
    );
    assert_eq!(browser.script_that_waits(&script).await?, json!(true));
    browser.open_page("?open=start").await
}

/// Makes 300 drafts of 100 packs.
const MANY: &str = "for (let number = 0; number < 300; number++) {
        const id = `draft-${number}`, name = `pack-${number % 100}`, version = `1.${Math.floor(number / 100)}.0`;
        drafts.put({ id, title: `Pack ${number % 100}`, name, version, problems: [number % 3, 0], changed: 1e12 + number });
        const bytes = new TextEncoder().encode(JSON.stringify({ name, version }));
        files.put({ draft: id, path: 'pack.json', file: { bytes, executable: false } });
    }";

#[test]
fn one_of_hundreds_of_drafts_is_found() -> Result<()> {
    visit(async |browser| {
        browser.element("[data-testid=new-helm]").await?;
        with_drafts(browser, MANY).await?;
        browser.element("[data-testid=drafts-more]").await?;
        let shown = browser.count("[data-testid=draft]").await?;
        assert!((20..100).contains(&shown), "{shown} drafts are drawn");
        let first = browser.element("[data-testid=draft]").await?;
        assert_eq!(first.attr("data-name").await?.as_deref(), Some("pack-99"));
        assert_eq!(first.attr("data-version").await?.as_deref(), Some("1.2.0"));
        browser.accessible("start page with many drafts").await?;
        browser
            .fill("[data-testid=drafts-search]", "pack-42")
            .await?;
        browser.until_drafts(3).await?;
        let groups = browser.text_of(".drafts__group").await?;
        assert!(groups.contains("pack-42"), "{groups}");
        browser
            .fill("[data-testid=drafts-search]", "pack-42 1.1")
            .await?;
        browser.until_drafts(1).await?;
        browser.click_on("[data-testid=draft] h3 button").await?;
        browser.in_editor().await?;
        browser.until_field("name", "pack-42").await
    })
}

#[test]
fn selected_drafts_are_deleted_together_and_put_back_together() -> Result<()> {
    visit(async |browser| {
        browser.element("[data-testid=new-helm]").await?;
        with_drafts(browser, MANY).await?;
        browser
            .fill("[data-testid=drafts-search]", "pack-7 ")
            .await?;
        browser.until_drafts(33).await?;
        browser.click("draft-choose").await?;
        browser.click("drafts-all").await?;
        browser.click("drafts-delete").await?;
        browser.until_drafts(0).await?;
        browser.click("drafts-undo").await?;
        browser.until_drafts(33).await
    })
}

#[test]
fn a_draft_that_cannot_be_read_costs_only_itself() -> Result<()> {
    visit(async |browser| {
        open(browser, &Fixture::addon("whirler", "1.0.0")).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        let damage = "drafts.getAll().onsuccess = event => {
                const { id } = event.target.result.find(draft => draft.name === 'disc-spinner');
                files.put({ draft: id, path: 'README.md', file: 5 });
            };
            drafts.put({ id: 'x', title: 7, name: 'broken' });";
        with_drafts(browser, damage).await?;
        browser.until_drafts(3).await?;
        browser
            .element("[data-name=broken] [data-testid=draft-damaged]")
            .await?;
        browser
            .click_on("[data-name=disc-spinner] h3 button")
            .await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("cannot be read"), "{said}");
        browser
            .element("[data-name=disc-spinner] [data-testid=draft-damaged]")
            .await?;
        browser.accessible("drafts that cannot be read").await?;
        let download = "[data-name=disc-spinner] [data-testid=draft-download]";
        let taken = browser
            .download(async || browser.click_on(download).await)
            .await?;
        assert_eq!(taken.file("pack.json")?, sound_pack().bytes("pack.json"));
        assert!(taken.file("README.md").is_err());
        browser
            .click_on("[data-name=broken] [data-testid=draft-delete]")
            .await?;
        browser.until_drafts(2).await?;
        browser.click_on("[data-name=whirler] h3 button").await?;
        browser.in_editor().await?;
        browser.until_field("name", "whirler").await
    })
}

#[test]
fn a_file_of_all_drafts_brings_them_into_another_browser() -> Result<()> {
    let mut taken = Vec::new();
    visit(async |browser| {
        browser.element("[data-testid=new-helm]").await?;
        with_drafts(browser, &MANY.replace("< 300", "< 12")).await?;
        browser.until_drafts(12).await?;
        let export = async || browser.click("drafts-export-all").await;
        taken = browser.download(export).await?.bytes;
        browser.drop_files(&[("drafts.zip", &taken)]).await?;
        let said = browser.message("done").await?.text;
        assert!(said.contains("12 packs are in your drafts"), "{said}");
        browser.until_drafts(12).await
    })?;
    visit(async |browser| {
        browser.drop_files(&[("anything.bin", &taken)]).await?;
        browser.until_drafts(12).await?;
        browser.click_on("[data-name=pack-3] h3 button").await?;
        browser.in_editor().await?;
        browser.until_field("version", "1.0.0").await
    })
}

#[test]
fn a_pasted_manifest_becomes_a_pack() -> Result<()> {
    visit(async |browser| {
        browser.element("[data-testid=new-helm]").await?;
        let paste = "const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', 'apiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: mixer\\n');
            document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))";
        browser.script(paste, Vec::new()).await?;
        browser.in_editor().await?;
        browser.goto_section("manifests").await?;
        browser
            .element("[data-testid=section-manifests][aria-current]")
            .await
            .map(|_| ())
    })
}

#[test]
fn visits_to_the_start_page_leave_little_behind() -> Result<()> {
    let watch = "for (const name of ['instantiate', 'instantiateStreaming']) {
            const before = WebAssembly[name];
            WebAssembly[name] = async (...given) => {
                const made = await before.apply(WebAssembly, given);
                const { memory } = (made.instance ?? made).exports;
                if (memory) window.memory = memory;
                return made;
            };
        }";
    let size = "return window.memory.buffer.byteLength";
    visit(async |browser| {
        browser.before_pages(watch).await?;
        browser.element("[data-testid=new-helm]").await?;
        let some = MANY.replace("< 300", "< 12");
        with_drafts(browser, &some).await?;
        let mut sizes = Vec::new();
        for _ in 0..45 {
            browser.until_drafts(12).await?;
            browser.click_on("[data-testid=draft] h3 button").await?;
            browser.element("[data-testid=section-overview]").await?;
            browser.click_on(".bar__home").await?;
            let bytes = browser.script(size, Vec::new()).await?;
            sizes.push(bytes.as_u64().unwrap_or_default());
        }
        // A visit that leaves 5 kB behind takes more. The memory grows in steps of 64 kB.
        let grown = sizes[44] - sizes[14];
        assert!(grown <= 128 << 10, "{grown} bytes more: {sizes:?}");
        Ok(())
    })
}
