//! Builds the pages of the code editors that the page is measured beside: CodeMirror alone, and Monaco.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::repository::Repository;
use crate::{prerequisites, run};

/// The scripts of each page: what is bundled, from our folder or a package, and into which file.
const PAGES: &[(&str, &[(&str, &str)])] = &[
    ("codemirror", &[("./codemirror.js", "page.js")]),
    (
        "monaco",
        &[
            ("./monaco.js", "page.js"),
            (
                "monaco-editor/esm/vs/editor/editor.worker.js",
                "editor.worker.js",
            ),
            ("monaco-yaml/yaml.worker.js", "yaml.worker.js"),
        ],
    ),
];

/// Writes a folder for each page, and gives the folder of them all. The packages must be installed.
pub(super) fn build(repository: &Repository) -> Result<PathBuf> {
    let sources = prerequisites::contestants_folder(repository);
    let built = repository.target().join("contestants");
    if built.is_dir() {
        fs::remove_dir_all(&built)?;
    }
    for (name, scripts) in PAGES {
        let page = built.join(name);
        fs::create_dir_all(&page)?;
        fs::copy(sources.join("index.html"), page.join("index.html"))?;
        for (from, to) in *scripts {
            let mut bundle = prerequisites::esbuild(repository);
            bundle
                .arg(from)
                .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
                .arg("--loader:.ttf=file")
                .arg(format!("--outfile={}", page.join(to).display()))
                .current_dir(&sources);
            run::shown(&mut bundle)?;
        }
    }
    Ok(built)
}
