//! Finishes the page that Trunk built: names that change with their content, small scripts, and
//! the content security policy.
//!
//! Trunk calls this as a hook after a build, while the page still lies in its staging folder.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::place::Place;
use crate::{ensure, run};

/// The worker's files as Trunk names them.
const CHECKER: &[&str] = &["pack-checker.js", "pack-checker_bg.wasm"];

/// The script that starts the worker; index.html names it.
const LOADER: &str = "pack-checker_loader.js";

/// Trunk could write a loader of its own, but that one calls wasm-bindgen in a deprecated way,
/// about which every start would complain in the console.
const LOADER_SCRIPT: &str = "importScripts(\"pack-checker.js\");\n\
    wasm_bindgen({ module_or_path: \"pack-checker_bg.wasm\" });\n";

/// The code editor, by the name that index.html and [`crate::assets`] give it.
const CODE_EDITOR: &str = "code/editor.js";

/// Stands in index.html where the policy goes: early, before anything is loaded.
const POLICY_PLACE: &str = "<meta charset=\"utf-8\">";

pub(crate) fn run(place: &Place) -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("`seal` is a hook of Trunk: run `cargo xtask build` instead")?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        minify(place, &folder)?;
    }
    let checker = name_checker(&folder)?;
    let code_editor = name_code_editor(&folder)?;
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path)?;
    fs::write(&path, sealed(&page, &checker, &code_editor)?)?;
    Ok(())
}

/// Shortens the scripts at the root of the page, in place.
fn minify(place: &Place, folder: &Path) -> Result<()> {
    let mut esbuild = ensure::esbuild(place);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            esbuild.arg(path);
        }
    }
    esbuild
        .args(["--minify", "--allow-overwrite", "--target=es2022"])
        .arg(format!("--outdir={}", folder.display()));
    run::shown(&mut esbuild)
}

/// Moves the worker into a folder named after its content, because Trunk gives its files fixed
/// names: a browser that kept an old worker would pair it with a new page. Returns the address of
/// the script that starts it, relative to the page.
fn name_checker(folder: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(LOADER_SCRIPT.as_bytes());
    for name in CHECKER {
        let content = fs::read(folder.join(name))
            .with_context(|| format!("Trunk built no {name} for the worker"))?;
        hasher.write(&content);
    }
    let name = format!("checker-{:016x}", hasher.finish());
    fs::create_dir_all(folder.join(&name))?;
    for file in CHECKER {
        fs::rename(folder.join(file), folder.join(&name).join(file))?;
    }
    fs::write(folder.join(&name).join(LOADER), LOADER_SCRIPT)?;
    Ok(format!("{name}/{LOADER}"))
}

/// Moves the code editor into a folder named after its content, and returns its address relative to
/// the page: one that is a release older would not fit the page's own code.
fn name_code_editor(folder: &Path) -> Result<String> {
    let (from, file) = CODE_EDITOR.split_once('/').context("a file in a folder")?;
    let mut hasher = DefaultHasher::new();
    let content = fs::read(folder.join(CODE_EDITOR)).context("the code editor was not bundled")?;
    hasher.write(&content);
    let name = format!("{from}-{:016x}", hasher.finish());
    fs::rename(folder.join(from), folder.join(&name))?;
    Ok(format!("{name}/{file}"))
}

/// The page with the two addresses and the policy in it.
fn sealed(page: &str, checker: &str, code_editor: &str) -> Result<String> {
    for named in [POLICY_PLACE, LOADER, CODE_EDITOR] {
        ensure!(
            page.contains(named),
            "index.html has lost its mention of `{named}`"
        );
    }
    let policy = policy(has_inline_script(page));
    let meta = format!(
        "{POLICY_PLACE}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
    );
    Ok(page
        .replacen(LOADER, checker, 1)
        .replacen(CODE_EDITOR, code_editor, 1)
        .replacen(POLICY_PLACE, &meta, 1))
}

/// Only the page's own files, and nothing inline. `trunk serve` adds an inline script that reloads
/// the page over a socket, so a served page lets both pass.
fn policy(served: bool) -> String {
    let (script, connect) = match served {
        true => (" 'unsafe-inline'", " ws: wss:"),
        false => ("", ""),
    };
    [
        "default-src 'self'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{script}"),
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        &format!("connect-src 'self'{connect}"),
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    .join("; ")
}

fn has_inline_script(page: &str) -> bool {
    page.split("<script").skip(1).any(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        !tag.contains("src=")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta charset=\"utf-8\">\
        <meta name=\"pack-checker\" content=\"pack-checker_loader.js\">\
        <meta name=\"pack-code-editor\" content=\"code/editor.js\">\
        <script type=\"module\" src=\"./boot.js\"></script></head>";

    const NAMES: [&str; 2] = ["checker-1/pack-checker_loader.js", "code-1/editor.js"];

    fn seal(page: &str) -> Result<String> {
        sealed(page, NAMES[0], NAMES[1])
    }

    #[test]
    fn a_built_page_gets_the_strict_policy_and_the_addresses() {
        let page = seal(PAGE).expect("a page");
        assert!(
            page.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{page}"
        );
        for name in NAMES {
            assert!(page.contains(&format!("content=\"{name}\"")), "{page}");
        }
    }

    #[test]
    fn a_served_page_may_reload_itself() {
        let served = PAGE.replace("</head>", "<script>reload()</script></head>");
        let page = seal(&served).expect("a page");
        assert!(
            page.contains("'unsafe-inline'; style-src 'self';"),
            "{page}"
        );
        assert!(page.contains("connect-src 'self' ws: wss:"), "{page}");
    }

    #[test]
    fn a_page_that_cannot_be_sealed_is_refused() {
        assert!(seal("<head></head>").is_err());
    }
}
