//! What the documents of this repository say about its files is true.

use std::fs;

use anyhow::{Context, Result};
use pack_tests::repository::{root, sources};

#[test]
fn paths_in_the_documents_exist() -> Result<()> {
    let sources = sources()?;
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let text = fs::read_to_string(root().join(document)).context(document)?;
        let missing: Vec<_> = named_paths(&text)
            .into_iter()
            .filter(|path| {
                let folder = format!("{}/", path.trim_end_matches('/'));
                !sources
                    .iter()
                    .any(|source| source.path == *path || source.path.starts_with(&folder))
            })
            .collect();
        assert!(
            missing.is_empty(),
            "{document} names what is not there: {missing:?}"
        );
    }
    Ok(())
}

/// What stands in backticks or link targets and looks like a path of this repository: it begins
/// with one of the top folders, or is a file at the top.
fn named_paths(text: &str) -> Vec<&str> {
    const FOLDERS: &[&str] = &[
        ".ci/", ".github/", "app/", "docs/", "fuzz/", "public/", "tests/", "xtask/",
    ];
    const ENDINGS: &[&str] = &[".md", ".toml", ".html", ".lock"];
    let quoted = text.split('`').skip(1).step_by(2);
    let linked = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next());
    quoted
        .chain(linked)
        .filter(|named| !named.contains([' ', '*', '<', '{', ':']))
        .filter(|named| {
            let at_top =
                !named.contains('/') && named.starts_with(|c: char| c.is_ascii_uppercase());
            FOLDERS.iter().any(|folder| named.starts_with(folder))
                || (at_top && ENDINGS.iter().any(|ending| named.ends_with(ending)))
        })
        .collect()
}
