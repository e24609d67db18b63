//! Prepares what the page needs besides Rust, before Trunk builds it.
//!
//! The style sheets under `app/ui` become one file and the code editor another, and the font files
//! are copied from their npm package. Trunk calls this as a hook, so plain `trunk serve` works too.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::repository::Repository;
use crate::{prerequisites, run};

/// The weight of Poppins that headings and the preview use, and its licence, which must come with it.
/// The browser makes bolder text from it: another weight would add 8 kB to the page.
const FONTS: &[(&str, &str)] = &[
    ("files/poppins-latin-500-normal.woff2", "poppins-500.woff2"),
    ("LICENSE", "LICENSE.txt"),
];

/// The code editor: our binding, into which its npm packages are bundled.
const CODE_EDITOR: &str = "app/ui/src/view/code/binding.js";

/// What the code editor loads with the first text: search, completion and Markdown.
const MORE: &str = "app/ui/src/view/code/more.js";

/// The packages that both files need, of which there must be one. What the second takes of them, the
/// first has to export.
const SHARED: &[&str] = &[
    "@codemirror/language",
    "@codemirror/state",
    "@codemirror/view",
    "@lezer/common",
    "@lezer/highlight",
];

/// Writes `target/assets`: `main.css`, `fonts/` and `code/`.
pub(crate) fn gather(repository: &Repository) -> Result<()> {
    prerequisites::npm_packages(repository)?;
    let assets = repository.assets();
    let fonts = assets.join("fonts");
    // Files of an earlier build would become part of the page.
    for folder in [&fonts, &assets.join("code")] {
        if folder.is_dir() {
            fs::remove_dir_all(folder)?;
        }
    }
    fs::create_dir_all(&fonts)?;
    let poppins = prerequisites::package(repository, "@fontsource/poppins");
    for (from, to) in FONTS {
        fs::copy(poppins.join(from), fonts.join(to))
            .with_context(|| format!("the font package has no {from}"))?;
    }
    // Fonts and the icon are named relative to the bundle, which lies at the root of the page.
    let mut bundle = prerequisites::esbuild(repository);
    bundle
        .arg("app/ui/style/main.css")
        .args([
            "--bundle",
            "--minify",
            "--external:*.woff2",
            "--external:*.svg",
        ])
        .arg(format!("--outfile={}", assets.join("main.css").display()));
    run::shown(&mut bundle)?;
    run::shown(&mut module(repository, CODE_EDITOR, "code/editor.js"))?;
    let mut more = module(repository, MORE, "code/more.js");
    more.arg("--external:./editor.js");
    more.args(
        SHARED
            .iter()
            .map(|name| format!("--alias:{name}=./editor.js")),
    );
    run::shown(&mut more)?;
    fs::write(assets.join("code/LICENSE.txt"), licences(repository)?)?;
    Ok(())
}

/// The command that bundles a module with its npm packages into a file of the assets.
fn module(repository: &Repository, from: &str, to: &str) -> Command {
    let mut bundle = prerequisites::esbuild(repository);
    bundle
        .arg(from)
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
        .env("NODE_PATH", prerequisites::packages_folder(repository))
        .arg(format!(
            "--outfile={}",
            repository.assets().join(to).display()
        ));
    bundle
}

/// The licences of the packages in the code editor, which must come with it; each text once.
fn licences(repository: &Repository) -> Result<String> {
    let packages = prerequisites::packages_folder(repository);
    let mut folders: Vec<_> = ["style-mod", "w3c-keyname", "crelt"]
        .map(|name| packages.join(name))
        .into();
    for scope in ["@codemirror", "@lezer", "@marijn"] {
        for folder in fs::read_dir(packages.join(scope))? {
            folders.push(folder?.path());
        }
    }
    let mut texts = BTreeSet::new();
    for folder in folders {
        let text = fs::read_to_string(folder.join("LICENSE"));
        texts.insert(text.with_context(|| format!("{} has no licence", folder.display()))?);
    }
    Ok(texts.into_iter().collect::<Vec<_>>().join("\n\n"))
}
