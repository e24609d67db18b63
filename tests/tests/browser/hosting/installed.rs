//! The page as an app of the system: its manifest, and the files that the system opens with it.

use anyhow::{Context, Result};
use pack_archive::Format;
use pack_tests::browser::{built_page, visit, visit_installed};
use pack_tests::file_server::FileServer;
use serde_json::{Value, json};

use crate::sound_pack;

#[test]
fn the_browser_finds_nothing_wrong_in_the_manifest() -> Result<()> {
    visit(async |browser| {
        let (manifest, errors) = browser.manifest().await?;
        assert_eq!(errors, json!([]));
        assert_eq!(manifest["display"], "standalone");
        let accepted = manifest["file_handlers"][0]["accept"].as_object();
        let endings = accepted.context("the files that it opens")?.values();
        let mut endings: Vec<_> = endings.filter_map(Value::as_array).flatten().collect();
        endings.sort_by_key(|ending| ending.to_string());
        assert_eq!(json!(endings), json!([".tar", ".tar.gz", ".tgz", ".zip"]));
        let script = "const done = arguments[arguments.length - 1];
            const load = ({ src, purpose }) => new Promise((resolve, reject) => {
                const image = Object.assign(new Image(), { src });
                image.onload = () => resolve(purpose ?? 'any');
                image.onerror = () => reject(src);
            });
            fetch('manifest.webmanifest').then(answer => answer.json())
                .then(({ icons }) => Promise.all(icons.map(load))).then(done, done);";
        let icons = browser.script_that_waits(script).await?;
        assert_eq!(icons, json!(["any", "maskable"]));
        Ok(())
    })
}

#[test]
fn a_file_that_the_system_opens_with_the_page_comes_in_as_if_dropped() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    // Stands in for the queue of the browser, in which the system puts files.
    let queue = "delete Navigator.prototype.serviceWorker;
        Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer(consumer) { globalThis.launch = consumer; } } });";
    let site = FileServer::serve(&page, "/")?;
    let place = tempfile::tempdir()?;
    let archive = sound_pack().write_archive(Format::TarGz, place.path())?;
    let bytes = std::fs::read(archive)?;
    visit_installed(site, queue, async |browser| {
        let script = "if (!globalThis.launch) return false;
            launch({ files: [] });
            launch({ files: [{ getFile: async () => new File([new Uint8Array(arguments[0])], 'web.tar.gz') }] });
            return true;";
        browser
            .until("for files to be taken", async || {
                let is_taken = browser.script(script, vec![json!(bytes)]).await?;
                Ok((is_taken == json!(true)).then_some(()))
            })
            .await?;
        browser.in_editor().await?;
        browser.until_field("name", "disc-spinner").await
    })
}
