//! The steps that use the built page in a browser.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Session;
use crate::engine::Engine;
use crate::finish::offline::SERVICE_WORKER;
use crate::{prerequisites, run, single_file};

/// What runs in every engine, as the starts of the tests' names: a pack's way through the page, and
/// what is known to differ between engines, such as storage, files, focus and pictures.
const CORE: &[&str] = &[
    "code::editor::",
    "import_export::exporting::",
    "import_export::opening::",
    "page::focus::",
    "sections::logo::",
    "storage::drafts::",
    "storage::tabs::",
];

/// All tests in Chromium, or in the engine that is asked for.
pub(super) fn everything(session: &mut Session<'_>) -> Result<()> {
    let engine = session.options.engine.unwrap_or(Engine::Chromium);
    tests(session, engine, &[])
}

/// The core of the tests in the other engines.
pub(super) fn core(session: &mut Session<'_>) -> Result<()> {
    if let Some(engine) = session.options.engine {
        println!("Not run: only {} is asked for.", engine.id());
        return Ok(());
    }
    Engine::FURTHER.into_iter().try_for_each(|engine| {
        println!("-- {}", engine.id());
        tests(session, engine, CORE)
    })
}

/// The tests whose names contain one of `filters`; all without one.
fn tests(session: &mut Session<'_>, engine: Engine, filters: &[&str]) -> Result<()> {
    let dist = built_page(session)?;
    // Only a page that was built for release has pieces that fit into one file.
    let file = match dist.join(SERVICE_WORKER).is_file() {
        true => Some(single_file::write(session.repository, &dist)?),
        false => None,
    };
    let axe = prerequisites::package(session.repository, "axe-core").join("axe.min.js");
    let mut cargo = run::command(session.repository, "cargo");
    session
        .select_all(&mut cargo)
        .args(["--test", "browser", "--"])
        .args(filters)
        .env("PACK_EDITOR_DIST", dist)
        .env("PACK_EDITOR_ENGINE", engine.id())
        .envs(file.map(|file| ("PACK_EDITOR_FILE", file)))
        .env("AXE", axe)
        // A failed wait says what it was for; the stack of the asynchronous runtime would bury that.
        .env("RUST_BACKTRACE", "0");
    session.counted(&mut cargo)
}

fn built_page(session: &Session<'_>) -> Result<PathBuf> {
    let dist = session.dist();
    dist.canonicalize()
        .ok()
        .filter(|dist| dist.join("index.html").is_file())
        .with_context(|| {
            format!(
                "{} holds no built page; the step 'build' makes one",
                dist.display()
            )
        })
}
