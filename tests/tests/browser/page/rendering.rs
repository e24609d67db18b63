//! What is rendered of an opened pack is judged after its texts: values change its findings, and a pack is
//! checked without it where the renderer is not there.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, built_page, visit, visit_page};
use pack_tests::file_server::FileServer;
use pack_tests::packs::chart;
use pack_tests::packs::fixture::{Fixture, manifest};
use serde_json::json;

use crate::{copy_without, open, open_only};

/// The file with the renderer. A development build is one piece, and has none.
const RENDERER: &str = "split_renderer.wasm";

const TEMPLATE: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  host: {{ .Values.ingress.host | quote }}
";

const FAILS: &str = "chart-does-not-render";

/// In the worker that renders, makes something of each answer that nobody can read, but for the first, which
/// says that it listens.
const UNREADABLE: &str = "\
if (self.name === 'renderer') {
    const post = self.postMessage.bind(self);
    let listens = false;
    self.postMessage = (answer) => {
        post(listens ? Uint8Array.of(255) : answer);
        listens = true;
    };
}
";

/// A pack with a chart that needs `ingress`, which its own values lack.
fn pack(values: &str) -> Fixture {
    let text = manifest("web-shop", "1.0.0")
        .replace("kubeManifests", "charts")
        .replace("manifests/app.yaml", "charts/web-1.2.0.tgz");
    let templates = [("config.yaml", TEMPLATE)];
    Fixture::addon("web-shop", "1.0.0")
        .without("manifests/app.yaml")
        .with("pack.json", text.as_bytes())
        .with(
            "charts/web-1.2.0.tgz",
            chart::packed_of("web", "1.2.0", "ingress: {}\n", &templates),
        )
        .with("values.yaml", values.as_bytes())
}

const VALUES: &str =
    "pack:\n  namespace: web\ncharts:\n  web:\n    ingress:\n      host: a.example.org\n";

fn without_ingress() -> String {
    VALUES.replace("ingress:\n      host: a.example.org", "ingress: null")
}

/// The revision that an attribute of the page names.
async fn revision(browser: &Browser, name: &str) -> Result<Option<String>> {
    let script = "return document.documentElement.getAttribute(arguments[0]);";
    let value = browser.script(script, vec![json!(name)]).await?;
    Ok(value.as_str().map(str::to_owned))
}

#[test]
fn values_that_are_typed_change_the_findings_about_what_is_rendered() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        browser.rendered().await?;
        let rules = browser.rules().await?;
        ensure!(!rules.contains(&FAILS.to_owned()), "{rules:?}");
        browser.goto_section("values").await?;
        browser.view_code().await?;
        browser.set_code(&without_ingress()).await?;
        browser.rendered().await?;
        browser.until_rule(FAILS, true).await?;
        browser.undo().await?;
        browser.rendered().await?;
        browser.until_rule(FAILS, false).await?;
        Ok(())
    })
}

#[test]
fn a_pack_without_charts_and_manifests_counts_as_rendered() -> Result<()> {
    visit(async |browser| {
        let pack = Fixture::addon("web-shop", "1.0.0").without("manifests/app.yaml");
        let text = manifest("web-shop", "1.0.0").replace("\"manifests/app.yaml\"", "");
        open(browser, &pack.with("pack.json", text.as_bytes())).await?;
        browser.rendered().await?;
        let rendered = revision(browser, "data-rendered").await?;
        ensure!(rendered == revision(browser, "data-checked").await?);
        Ok(())
    })
}

#[test]
fn texts_are_checked_before_the_renderer_is_there() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    if !is_split(&page)? {
        return Ok(());
    }
    let site = FileServer::serve(&page, "/")?;
    site.hold(RENDERER);
    visit_page(site, (1440, 900), async |browser| {
        open_only(browser, &pack(&without_ingress())).await?;
        browser.set_field("version", "v1.0.0").await?;
        browser.until_rule("version-leading-v", true).await?;
        ensure!(revision(browser, "data-rendered").await?.is_none());
        browser.site().release();
        browser.rendered().await?;
        browser.until_rule(FAILS, true).await?;
        Ok(())
    })
}

#[test]
fn a_renderer_that_is_missing_is_told_once() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    if !is_split(&page)? {
        return Ok(());
    }
    let place = tempfile::tempdir()?;
    copy_without(&page, place.path(), RENDERER)?;
    let site = FileServer::serve(place.path(), "/")?;
    visit_page(site, (1440, 900), async |browser| {
        open_only(browser, &pack(&without_ingress())).await?;
        let message = browser.message("error").await?;
        ensure!(message.text.contains("renderer could not be loaded"));
        browser.set_field("version", "v1.0.0").await?;
        browser.until_rule("version-leading-v", true).await?;
        let told = browser.messages().await?;
        ensure!(told.len() == 1, "it is told again: {told:?}");
        let errors = browser.expected_errors().await?;
        ensure!(!errors.is_empty(), "the console has the reason");
        Ok(())
    })
}

#[test]
fn a_renderer_whose_answer_cannot_be_read_counts_as_stopped() -> Result<()> {
    let Some(page) = built_page() else {
        return Ok(());
    };
    let site = FileServer::serve_with_prefix(&page, "/", "checker.js", UNREADABLE)?;
    visit_page(site, (1440, 900), async |browser| {
        open_only(browser, &pack(VALUES)).await?;
        let message = browser.message("error").await?;
        ensure!(message.text.contains("renderer has stopped"), "{message:?}");
        ensure!(revision(browser, "data-rendered").await?.is_none());
        Ok(())
    })
}

/// Whether a page has the renderer in a file of its own.
fn is_split(page: &std::path::Path) -> Result<bool> {
    for folder in std::fs::read_dir(page)? {
        if folder?.path().join(RENDERER).is_file() {
            return Ok(true);
        }
    }
    Ok(false)
}
