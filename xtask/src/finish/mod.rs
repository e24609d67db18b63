//! Finishes the page that Trunk built: splits the program, shortens the scripts, and adds the
//! content security policy and the service worker.
//!
//! Trunk calls this as a hook after a build, while the page is still in Trunk's staging folder.

mod function_order;
pub(crate) mod hash;
mod merge;
mod names;
pub(crate) mod offline;
pub(crate) mod policy;
mod shrink;
pub(crate) mod split;
mod tables;

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::repository::Repository;
use crate::{prerequisites, run};

/// The scripts in `public`, which are written for the page.
const OWN_SCRIPTS: &[&str] = &["boot.js", "checker.js", "offline.js", "rescue.js"];

/// The page itself.
pub(crate) const PAGE: &str = "index.html";

/// The code editor, by the name that index.html and [`crate::assets`] give it.
const CODE_EDITOR: &str = "code/editor.js";

/// What the code editor loads from beside it.
const MORE: &str = "code/more.js";

pub(crate) fn run(repository: &Repository) -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("`finish` is a hook of Trunk: run `cargo xtask build` instead")?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if is_release {
        for script in split::split(repository, &folder)? {
            minify(repository, &script)?;
        }
        for name in OWN_SCRIPTS {
            minify(repository, &folder.join(name))?;
        }
        for module in [CODE_EDITOR, MORE] {
            minify_further(repository, &folder.join(module))?;
        }
    }
    let code_editor = rename_code_editor(&folder)?;
    let path = folder.join(PAGE);
    let page = fs::read_to_string(&path)?;
    let page = with_code_editor(&page, &code_editor)?;
    fs::write(&path, policy::add(&page)?)?;
    // A page that is being developed changes all the time, and must not be kept.
    if is_release && !policy::is_served(&page) {
        offline::add(&folder)?;
        minify(repository, &folder.join(offline::SERVICE_WORKER))?;
    }
    Ok(())
}

/// Shortens a script and writes it over itself.
fn minify(repository: &Repository, script: &Path) -> Result<()> {
    let mut esbuild = prerequisites::esbuild(repository);
    esbuild
        .arg(script)
        .args(["--minify", "--allow-overwrite", "--target=es2022"])
        // wasm-bindgen names the same import once for each of its functions.
        .arg("--log-override:duplicate-object-key=silent")
        .arg(format!("--outfile={}", script.display()));
    run::shown(&mut esbuild)
}

/// Shortens a module that esbuild has shortened already, and writes it over itself. terser takes
/// several passes and puts what is used once where it is used.
fn minify_further(repository: &Repository, module: &Path) -> Result<()> {
    let mut terser = prerequisites::terser(repository);
    terser
        .arg(module)
        .args(["--module", "--ecma=2020", "--mangle"])
        .args(["--compress", "passes=3,inline=1"])
        .arg("--output")
        .arg(module);
    run::shown(&mut terser)
}

/// Renames the code editor's folder after its content, and returns the new address relative to the
/// page. So a page never loads the code editor of another release from the browser's cache.
fn rename_code_editor(folder: &Path) -> Result<String> {
    let (from, file) = CODE_EDITOR.split_once('/').context("a file in a folder")?;
    let mut hasher = DefaultHasher::new();
    for module in [CODE_EDITOR, MORE] {
        let content = fs::read(folder.join(module)).context("the code editor was not bundled")?;
        hasher.write(&content);
    }
    let name = format!("{from}-{:016x}", hasher.finish());
    fs::rename(folder.join(from), folder.join(&name))?;
    Ok(format!("{name}/{file}"))
}

/// The page with the address of the code editor in it.
fn with_code_editor(page: &str, address: &str) -> Result<String> {
    ensure!(
        page.contains(CODE_EDITOR),
        "index.html no longer names {CODE_EDITOR}"
    );
    Ok(page.replacen(CODE_EDITOR, address, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_gets_the_address_of_the_code_editor() {
        let page = "<meta name=\"pack-code-editor\" content=\"code/editor.js\">";
        let expected = "<meta name=\"pack-code-editor\" content=\"code-1/editor.js\">";
        assert_eq!(
            with_code_editor(page, "code-1/editor.js").expect("a page"),
            expected
        );
        assert!(with_code_editor("<head></head>", "code-1/editor.js").is_err());
    }
}
