//! The page works under the headers that its documentation recommends, and the host sends them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use pack_tests::browser::visit_installed;
use pack_tests::file_server::{FileServer, Headers};
use pack_tests::repository::root;
use serde_json::json;

use super::released_page;
use crate::{open, sound_pack};

/// The headers of the configuration of nginx that the documentation has.
fn recommended() -> Result<Headers> {
    Headers::read(&fs::read_to_string(root().join("docs/hosting/nginx.conf"))?)
}

/// The paths of the pieces of the program in a page.
fn pieces(page: &Path) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(page)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        match name.split_once('-') {
            Some(("lazy", _)) => paths.push(format!("{name}/load.js")),
            Some(("code", _)) => paths.push(format!("{name}/editor.js")),
            Some(("main" | "pack", _)) => paths.push(name),
            _ => {}
        }
    }
    Ok(paths)
}

#[test]
fn the_page_works_under_the_recommended_headers() -> Result<()> {
    let Some(page) = released_page()? else {
        return Ok(());
    };
    let pieces = pieces(page.path())?;
    assert_eq!(pieces.len(), 5, "{pieces:?}");
    let site = FileServer::serve_with_headers(page.path(), "/some/where/", recommended()?)?;
    visit_installed(site, "", async |browser| {
        open(browser, &sound_pack()).await?;
        browser.goto_section("deployment").await?;
        browser.element("[data-testid=object]").await?;
        browser.goto_section("readme").await?;
        browser.element(".cm-editor .cm-line").await?;
        browser.until_kept().await?;

        let seen = async |path: &str| {
            // What the browser has kept of the page has the headers that it came with.
            let script = "const done = arguments[arguments.length - 1];
                fetch('PATH', { cache: 'reload' }).then(answer => done([...answer.headers]), error => done(`${error}`));";
            browser
                .script_that_waits(&script.replace("PATH", path))
                .await
        };
        for path in ["./", "service-worker.js", "boot.js", "manifest.webmanifest"] {
            let headers = seen(path).await?;
            let has = |name: &str, value: &str| {
                let header = json!([name, value]);
                assert!(
                    headers.as_array().is_some_and(|all| all.contains(&header)),
                    "{path}: {headers}"
                );
            };
            has("cache-control", "no-cache");
            has("cross-origin-opener-policy", "same-origin");
            has("cross-origin-resource-policy", "same-origin");
            has("referrer-policy", "no-referrer");
            has("x-content-type-options", "nosniff");
        }
        for path in pieces {
            let headers = seen(&path).await?;
            let caching = json!(["cache-control", "public, max-age=31536000, immutable"]);
            assert!(
                headers.as_array().is_some_and(|all| all.contains(&caching)),
                "{path}: {headers}"
            );
        }
        Ok(())
    })
}

#[test]
fn no_other_page_can_frame_this_one_under_these_headers() -> Result<()> {
    let Some(page) = released_page()? else {
        return Ok(());
    };
    let headers = recommended()?;
    let sent = headers.of("/", true);
    let policy = sent
        .iter()
        .find(|(name, _)| *name == "Content-Security-Policy");
    let (_, policy) = policy.context("a policy")?;
    let own = fs::read_to_string(page.path().join("index.html"))?;
    let own = own
        .split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let (own, _) = own.context("the policy of the page")?;
    assert_eq!(*policy, format!("{own}; frame-ancestors 'none'"));
    Ok(())
}
