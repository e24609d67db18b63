//! Finishes the page that Trunk built: the program in pieces, small scripts, and the content
//! security policy.
//!
//! Trunk calls this as a hook after a build, while the page still lies in its staging folder.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::place::Place;
use crate::{ensure, run, split};

/// The scripts that are written for the page, at its root.
const OWN_SCRIPTS: &[&str] = &["boot.js", "checker.js", "rescue.js"];

/// The code editor, by the name that index.html and [`crate::assets`] give it.
const CODE_EDITOR: &str = "code/editor.js";

/// Stands in index.html where the policy goes: early, before anything is loaded.
const POLICY_PLACE: &str = "<meta charset=\"utf-8\">";

pub(crate) fn run(place: &Place) -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("`seal` is a hook of Trunk: run `cargo xtask build` instead")?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        for script in split::split(place, &folder)? {
            minify(place, &script)?;
        }
        for name in OWN_SCRIPTS {
            minify(place, &folder.join(name))?;
        }
        squeeze(place, &folder.join(CODE_EDITOR))?;
    }
    let code_editor = name_code_editor(&folder)?;
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path)?;
    fs::write(&path, sealed(&page, &code_editor)?)?;
    Ok(())
}

/// Shortens a script in place.
fn minify(place: &Place, script: &Path) -> Result<()> {
    let mut esbuild = ensure::esbuild(place);
    esbuild
        .arg(script)
        .args(["--minify", "--allow-overwrite", "--target=es2022"])
        // wasm-bindgen names the same import once for each of its functions.
        .arg("--log-override:duplicate-object-key=silent")
        .arg(format!("--outfile={}", script.display()));
    run::shown(&mut esbuild)
}

/// Makes a module that is short already still shorter, in place: what is used once goes where it is
/// used, in several passes.
fn squeeze(place: &Place, module: &Path) -> Result<()> {
    let mut terser = ensure::terser(place);
    terser
        .arg(module)
        .args(["--module", "--ecma=2020", "--mangle"])
        .args(["--compress", "passes=3,inline=1"])
        .arg("--output")
        .arg(module);
    run::shown(&mut terser)
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

/// The page with the code editor's address and the policy in it.
fn sealed(page: &str, code_editor: &str) -> Result<String> {
    for named in [POLICY_PLACE, CODE_EDITOR] {
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
        <meta name=\"pack-code-editor\" content=\"code/editor.js\">\
        <script type=\"module\" src=\"./boot.js\"></script></head>";

    const NAME: &str = "code-1/editor.js";

    fn seal(page: &str) -> Result<String> {
        sealed(page, NAME)
    }

    #[test]
    fn a_built_page_gets_the_strict_policy_and_the_address() {
        let page = seal(PAGE).expect("a page");
        assert!(
            page.contains("script-src 'self' 'wasm-unsafe-eval';"),
            "{page}"
        );
        assert!(page.contains(&format!("content=\"{NAME}\"")), "{page}");
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
