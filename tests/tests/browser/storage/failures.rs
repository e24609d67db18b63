//! What goes wrong around the page: storage that is refused, full, older or newer, a program that
//! stops. Each is told, nothing is lost, and there is a way on.

use anyhow::Result;
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::fixture::Fixture;
use serde_json::json;

use crate::{TestFiles, open, sound_pack};

/// Makes the page's database of another version, with what `upgrade` does to it.
fn database(version: u32, upgrade: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1];
        const opening = indexedDB.open('pack-editor', {version});
        opening.onupgradeneeded = () => {{ const database = opening.result; {upgrade} }};
        opening.onsuccess = () => {{ opening.result.close(); done('opened'); }};
        opening.onerror = event => done(event.type);"
    )
}

/// The same after deleting the page's database. The browser does one after the other, so the page
/// opens none of its own in between.
fn fresh_database(version: u32, upgrade: &str) -> String {
    format!(
        "indexedDB.deleteDatabase('pack-editor'); {}",
        database(version, upgrade)
    )
}

/// Opens the start page in a browser that refuses its storage.
async fn without_storage(browser: &Browser) -> Result<()> {
    let refuse = "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError'); }";
    browser.before_pages(refuse).await?;
    browser.open_page("").await
}

#[test]
fn storage_that_is_refused_is_told_and_the_pack_can_be_taken_away() -> Result<()> {
    visit(async |browser| {
        without_storage(browser).await?;
        let start = browser.text_of(".start__note").await?;
        assert!(start.contains("cannot save drafts"), "{start}");
        browser.accessible("start page without storage").await?;
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("download the pack"), "{said}");
        assert!(browser.text("saved").await?.starts_with("Not saved"));
        assert!(browser.asks_before_leaving().await?);
        let taken = browser.export(Format::Zip).await?;
        assert!(String::from_utf8(taken.file("pack.json")?)?.contains("Turner"));
        Ok(())
    })
}

#[test]
fn storage_that_does_not_answer_is_told_and_the_pack_can_be_worked_on() -> Result<()> {
    // As of WebKit, which keeps the database for a page that was left while it wrote.
    let hold = "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function () { return open.call(this, `nothing-${Math.random()}`); };
        for (const event of ['onsuccess', 'onerror', 'onupgradeneeded'])
            Object.defineProperty(IDBOpenDBRequest.prototype, event, { set() {} });
        IDBOpenDBRequest.prototype.addEventListener = () => {};";
    visit(async |browser| {
        browser.before_pages(hold).await?;
        browser.open_page("").await?;
        let told = browser.text_of(".start__note").await?;
        assert!(told.contains("does not answer. Close all tabs"), "{told}");
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("Download the pack"), "{said}");
        let taken = browser.export(Format::Zip).await?;
        assert!(String::from_utf8(taken.file("pack.json")?)?.contains("Turner"));
        Ok(())
    })
}

#[test]
fn a_pack_that_cannot_be_saved_is_left_only_by_choice() -> Result<()> {
    visit(async |browser| {
        without_storage(browser).await?;
        open(browser, &sound_pack()).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.click_on(".bar__home").await?;
        browser.accessible_as_it_is("leaving a pack").await?;
        browser.click("question-stay").await?;
        browser.until_field("displayName", "Turner").await?;
        assert!(browser.asks_before_leaving().await?);

        let files = TestFiles::new()?;
        let other = Fixture::addon("whirler", "1.0.0");
        let path = files.archive(&other, Format::Zip)?;
        browser
            .drop_files(&[("whirler.zip", &std::fs::read(path)?)])
            .await?;
        browser.click("question-yes").await?;
        browser.click("question-leave").await?;
        browser.until_field("name", "whirler").await?;

        browser.set_field("displayName", "Whirler").await?;
        browser.click_on(".bar__home").await?;
        let taken = browser
            .download(async || browser.click("question-download").await)
            .await?;
        assert!(String::from_utf8(taken.file("pack.json")?)?.contains("Whirler"));
        browser.element("[data-testid=new-helm]").await?;
        assert!(!browser.asks_before_leaving().await?);
        Ok(())
    })
}

#[test]
fn a_draft_that_was_not_judged_says_nothing_of_problems() -> Result<()> {
    visit(async |browser| {
        let silent = "Worker.prototype.postMessage = () => {}";
        browser.before_pages(silent).await?;
        browser.open_page("").await?;
        browser.click("new-helm").await?;
        browser.saved().await?;
        browser.click_on(".bar__home").await?;
        browser.until_drafts(1).await?;
        assert_eq!(browser.count(".draft__problems .badge").await?, 0);
        Ok(())
    })
}

#[test]
fn a_full_storage_is_told_and_the_next_change_is_tried_again() -> Result<()> {
    let files = TestFiles::new()?;
    // What does not repeat itself cannot be made smaller by the browser either.
    let mut state = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    })
    .take(3 << 20)
    .collect();
    let path = files.file("big.bin", &noise)?;
    visit(async |browser| {
        browser.limit_storage(1 << 20).await?;
        browser.open_page("?open=start").await?;
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.goto_section("files").await?;
        browser.choose_files("files-input", &[&path]).await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("storage is full"), "{said}");
        assert!(browser.asks_before_leaving().await?);
        browser.click_on(".bar__home").await?;
        browser.click("question-stay").await?;
        browser.limit_storage(1 << 30).await?;
        browser.goto_section("overview").await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        assert!(!browser.asks_before_leaving().await?);
        browser.open_page("").await?;
        browser.in_editor().await?;
        let taken = browser.export(Format::Zip).await?;
        assert!(taken.file("big.bin")? == noise, "the file is not as it was");
        Ok(())
    })
}

#[test]
fn drafts_of_a_newer_page_are_left_alone() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        let opened = browser.script_that_waits(&database(99, "")).await?;
        assert_eq!(opened, json!("opened"));
        browser.reload().await?;
        let start = browser.text_of(".start__note").await?;
        assert!(start.contains("newer version of this page"), "{start}");
        open(browser, &sound_pack()).await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("newer version"), "{said}");
        let taken = browser.export(Format::Zip).await?;
        assert_eq!(taken.file("pack.json")?, sound_pack().bytes("pack.json"));
        Ok(())
    })
}

#[test]
fn drafts_of_the_first_version_are_kept() -> Result<()> {
    let first = "
        database.createObjectStore('drafts', { keyPath: 'id' })
            .put({ id: 'a', title: 'Old', name: 'old', version: '1', problems: [0, 0], changed: 1 });
        const files = database.createObjectStore('files', { keyPath: ['draft', 'path'] });
        files.createIndex('draft', 'draft');
        const bytes = new TextEncoder().encode('{\"name\": \"old\", \"version\": \"1\"}');
        files.put({ draft: 'a', path: 'pack.json', file: { bytes, executable: false } });";
    visit(async |browser| {
        browser.element("[data-testid=new-helm]").await?;
        let opened = browser.script_that_waits(&fresh_database(1, first)).await?;
        assert_eq!(opened, json!("opened"));
        browser.reload().await?;
        browser.click_on("[data-name=old] h3 button").await?;
        browser.in_editor().await?;
        browser.set_field("displayName", "New").await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        browser.undo().await?;
        browser.until_field("displayName", "").await
    })
}

#[test]
fn an_older_tab_that_is_in_the_way_is_told_until_it_is_closed() -> Result<()> {
    // A page of the first version keeps its connection and hears of no newer one.
    let keep = "const done = arguments[arguments.length - 1];
        indexedDB.deleteDatabase('pack-editor');
        const opening = indexedDB.open('pack-editor', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('drafts', { keyPath: 'id' })
            .put({ id: 'a', title: 'Old', name: 'old', version: '1', problems: [0, 0], changed: 1 });
        opening.onsuccess = () => { window.kept = opening.result; done('kept'); };
        opening.onerror = event => done(event.type);";
    visit(async |browser| {
        browser.element("[data-testid=new-helm]").await?;
        assert_eq!(browser.script_that_waits(keep).await?, json!("kept"));
        let (older, newer) = browser.another_tab("?open=start").await?;
        let start = browser.text_of(".start__note").await?;
        assert!(start.contains("older version of this page"), "{start}");
        open(browser, &sound_pack()).await?;
        let said = browser.message("error").await?.text;
        assert!(said.contains("Close or reload that tab"), "{said}");
        browser.go_to_tab(&older).await?;
        browser.script("kept.close()", Vec::new()).await?;
        browser.go_to_tab(&newer).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        browser.open_page("?open=start").await?;
        browser.element("[data-name=old]").await?;
        browser
            .element("[data-name=disc-spinner]")
            .await
            .map(|_| ())
    })
}

#[test]
fn changes_on_their_way_are_asked_about_and_saved_ones_are_not() -> Result<()> {
    visit(async |browser| {
        assert!(!browser.asks_before_leaving().await?);
        open(browser, &sound_pack()).await?;
        browser.saved().await?;
        assert!(!browser.asks_before_leaving().await?);
        let script = "const field = document.querySelector('[data-testid=field-displayName]');
            field.value = 'Turner';
            field.dispatchEvent(new Event('input', { bubbles: true }));
            return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        assert_eq!(browser.script(script, Vec::new()).await?, json!(true));
        browser.saved().await?;
        assert!(!browser.asks_before_leaving().await?);
        Ok(())
    })
}

/// Takes the pack from the page of a program that has stopped, and starts anew.
async fn take_from_stopped(browser: &Browser) -> Result<()> {
    browser.element("[data-testid=stopped][open]").await?;
    browser
        .accessible_as_it_is("a program that has stopped")
        .await?;
    let taken = browser
        .download(async || browser.click("stopped-download").await)
        .await?;
    assert_eq!(taken.name, "disc-spinner-1.4.0.zip");
    let (folder, files) = taken.unpack()?;
    assert_eq!((folder.as_str(), files.len()), ("disc-spinner-1.4.0", 6));
    let run = files.iter().find(|file| file.path == "run.sh");
    assert!(
        run.is_some_and(|file| file.executable),
        "run.sh is not as it was"
    );
    assert!(String::from_utf8(taken.file("pack.json")?)?.contains("Turner"));
    browser.click("stopped-start").await?;
    browser.element("[data-testid=draft]").await?;
    browser.expected_errors().await?;
    Ok(())
}

#[test]
fn a_panic_lets_the_pack_be_taken_away() -> Result<()> {
    visit(async |browser| {
        open(
            browser,
            &sound_pack().with_executable("run.sh", *b"#!/bin/sh\n"),
        )
        .await?;
        browser.set_field("displayName", "Turner").await?;
        // A document that makes no elements is none that the program can work with.
        let script = "const make = Document.prototype.createElement;
            Document.prototype.createElement = function (...all) {
                Document.prototype.createElement = make;
                throw new DOMException('none left', 'NotSupportedError');
            };
            setTimeout(() => document.querySelector('[data-testid=section-files]').click())";
        browser.script(script, Vec::new()).await?;
        take_from_stopped(browser).await
    })
}

#[test]
fn a_program_that_stops_without_a_word_leaves_the_draft() -> Result<()> {
    visit(async |browser| {
        open(
            browser,
            &sound_pack().with_executable("run.sh", *b"#!/bin/sh\n"),
        )
        .await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        let script = "const error = new WebAssembly.RuntimeError('unreachable');
            dispatchEvent(new ErrorEvent('error', { error }))";
        browser.script(script, Vec::new()).await?;
        take_from_stopped(browser).await
    })
}
