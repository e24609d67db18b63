//! Tests of the browser harness itself: its guards must notice what they guard against.
//!
//! A page of a few lines stands in for the real one. Runs where the browser tests run, which the
//! environment's PACK_EDITOR_DIST says.

use std::fs;

use anyhow::Result;
use pack_archive::Format;
use pack_tests::browser::{Browser, Engine, built_page, visit_page};
use pack_tests::file_server::FileServer;
use pack_tests::packs::fixture::Fixture;

/// The parts of the real page that the harness holds on to, without any sense.
const PAGE: &str = r#"<!doctype html><html lang="en" data-ready data-revision="1" data-checked="1"><title>FocusPosition-in</title>
<body style="background:#fff"><main><h1>FocusPosition-in</h1>
<input type="file" data-testid="open-files" aria-label="files" multiple>
<input type="file" data-testid="open-folder" aria-label="folder" webkitdirectory multiple>
<nav><button data-testid="section-overview">Overview</button></nav>
<input data-testid="field-name" aria-label="name" value="before">
<input data-testid="field-eol" aria-label="end of life" type="date">
<select data-testid="field-layer" aria-label="layer"><option value="os">OS</option><option value="addon">Add-on</option></select>
<button data-testid="export-zip">Zip</button>
<button data-testid="theme">Theme</button>
<p data-testid="message" data-kind="info"></p></main>
<script>
const named = name => document.querySelector(`[data-testid=${name}]`);
for (const name of ['open-files', 'open-folder']) named(name).onchange = event => {
    named('message').textContent = [...event.target.files].map(file => file.webkitRelativePath || file.name).sort().join();
};
named('export-zip').onclick = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([named('field-name').value]));
    link.download = 'stand-in.zip';
    link.click();
};
let dark = false;
named('theme').onclick = () => { dark = !dark; document.body.style = dark ? 'background:#000;color:#fff' : 'background:#fff'; };
/*MORE*/
</script>"#;

fn visit(more: &str, flow: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
    if built_page().is_none() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    fs::write(
        folder.path().join("index.html"),
        PAGE.replace("/*MORE*/", more),
    )?;
    visit_page(FileServer::serve(folder.path(), "/")?, (1000, 700), flow)
}

#[test]
fn a_person_can_do_everything() -> Result<()> {
    let place = tempfile::tempdir()?;
    let pack = Fixture::addon("a", "1.0.0");
    let folder = pack.write_folder(place.path())?;
    let zip = pack.write_archive(Format::Zip, place.path())?;
    visit("", async |browser| {
        browser.open_files(&[&zip]).await?;
        assert_eq!(browser.message("info").await?.text, "a-1.0.0.zip");
        browser.open_folder(&folder).await?;
        assert!(
            browser
                .message("info")
                .await?
                .text
                .starts_with("a-1.0.0/README.md,")
        );
        browser.set_field("name", "after").await?;
        browser.until_field("name", "after").await?;
        browser.set_field("eol", "2031-02-28").await?;
        browser.until_field("eol", "2031-02-28").await?;
        browser.set_field("eol", "").await?;
        browser.until_field("eol", "").await?;
        browser.choose("layer", "addon").await?;
        browser.until_field("layer", "addon").await?;
        let taken = browser.export(Format::Zip).await?;
        assert_eq!(
            (taken.name.as_str(), taken.bytes.as_slice()),
            ("stand-in.zip", b"after".as_slice())
        );
        browser.tab_to("section-overview").await?;
        browser.accessible("the stand-in").await
    })
}

#[test]
fn a_request_to_elsewhere_is_noticed() {
    check_refused(
        "fetch('http://127.0.0.2/elsewhere', { mode: 'no-cors' }).catch(() => {});",
        OUTSIDE,
    );
}

#[test]
fn a_request_of_a_worker_to_elsewhere_is_noticed() {
    let worker = "const text = \"fetch('http://127.0.0.2/hidden', { mode: 'no-cors' }).catch(() => {}).then(() => postMessage(0))\";
        document.documentElement.removeAttribute('data-ready');
        new Worker(URL.createObjectURL(new Blob([text]))).onmessage = () => { document.documentElement.dataset.ready = ''; };";
    check_refused(worker, OUTSIDE);
}

#[test]
fn an_error_in_the_console_is_noticed() {
    check_refused("console.error('broken');", "the console has errors");
}

/// What is said of a request to elsewhere.
const OUTSIDE: &str = "outside its own origin";

fn check_refused(more: &str, expected: &str) {
    let is_recorded = expected != OUTSIDE || Engine::chosen().is_ok_and(Engine::records_requests);
    if built_page().is_none() || !is_recorded {
        return;
    }
    let noticed = visit(more, async |_| Ok(()))
        .err()
        .map(|error| format!("{error:#}"));
    assert!(
        noticed
            .as_ref()
            .is_some_and(|noticed| noticed.contains(expected)),
        "{noticed:?}"
    );
}
