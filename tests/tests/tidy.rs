//! The order of the repository: what ARCHITECTURE.md promises, asked of cargo and of the files.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use pack_tests::repository::{Source, dependencies, root, sources};

/// Lines of a source file without its tests.
const LONGEST: usize = 400;

#[test]
fn crates_know_only_what_is_below_them() -> Result<()> {
    // Each crate with the crates of ours that it may know.
    let below: &[(&str, &[&str])] = &[
        ("pack-syntax", &[]),
        ("pack-archive", &[]),
        ("pack-model", &["pack-syntax", "pack-archive"]),
        ("pack-lint", &["pack-syntax", "pack-archive", "pack-model"]),
        ("pack-check", &["pack-archive", "pack-model", "pack-lint"]),
        ("pack-checker", &["pack-syntax", "pack-model", "pack-lint"]),
        (
            "pack-editor",
            &["pack-syntax", "pack-archive", "pack-model"],
        ),
        (
            "pack-ui",
            &["pack-syntax", "pack-archive", "pack-model", "pack-editor"],
        ),
        ("pack-page", &["pack-checker", "pack-ui"]),
        (
            "pack-fuzz",
            &["pack-syntax", "pack-archive", "pack-model", "pack-lint"],
        ),
        (
            "pack-tests",
            &[
                "pack-syntax",
                "pack-archive",
                "pack-model",
                "pack-lint",
                "pack-check",
                "pack-fuzz",
            ],
        ),
        ("xtask", &[]),
    ];
    let dependencies = dependencies()?;
    let ours: BTreeSet<_> = dependencies.keys().cloned().collect();
    let listed: BTreeSet<_> = below.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(
        ours, listed,
        "a crate is missing from this table, or from the workspace"
    );
    for (name, allowed) in below {
        let known = dependencies[*name].intersection(&ours);
        let wrong: Vec<_> = known
            .filter(|known| !allowed.contains(&known.as_str()))
            .collect();
        assert!(wrong.is_empty(), "{name} must not know {wrong:?}");
    }
    Ok(())
}

#[test]
fn libraries_stay_in_their_rooms() -> Result<()> {
    // Libraries by the beginning of their names, and the crates that may use them.
    let rooms: &[(&str, &[&str])] = &[
        ("leptos", &["pack-ui", "pack-page"]),
        ("gloo", &["pack-ui"]),
        ("web-sys", &["pack-ui", "pack-checker", "pack-page"]),
        ("js-sys", &["pack-ui", "pack-checker"]),
        ("wasm-bindgen", &["pack-ui", "pack-checker", "pack-page"]),
        ("jsonschema", &["pack-lint"]),
        ("imagesize", &["pack-model"]),
        ("png", &["pack-model"]),
        ("zip", &["pack-archive"]),
        ("tar", &["pack-archive"]),
        ("flate2", &["pack-archive"]),
    ];
    for (name, dependencies) in dependencies()? {
        for (library, allowed) in rooms {
            let uses = dependencies
                .iter()
                .any(|used| used == library || used.starts_with(&format!("{library}-")));
            assert!(
                !uses || allowed.contains(&name.as_str()),
                "{name} must not use {library}"
            );
        }
    }
    Ok(())
}

#[test]
fn unsafe_code_is_allowed_only_where_the_program_is_split() -> Result<()> {
    let allowed: Vec<_> = sources()?
        .into_iter()
        .filter(|source| source.path.ends_with(".rs") && source.path != "tests/tests/tidy.rs")
        .filter(|source| {
            let text = source.text.as_deref().unwrap_or_default();
            text.contains("unsafe_code")
        })
        .map(|source| source.path)
        .collect();
    assert_eq!(allowed, ["app/page/src/judge.rs", "app/ui/src/lazy.rs"]);
    Ok(())
}

#[test]
fn every_module_says_what_it_is_and_keeps_short() -> Result<()> {
    let mut wrong = Vec::new();
    for Source { path, text } in sources()?
        .iter()
        .filter(|source| source.path.ends_with(".rs"))
    {
        let text = text
            .as_deref()
            .with_context(|| format!("{path} is no UTF-8"))?;
        if !text.starts_with("//! ") {
            wrong.push(format!("{path} does not open with //!"));
        }
        let lines = lines_without_tests(text);
        if lines > LONGEST && !path.ends_with("tests.rs") {
            wrong.push(format!("{path} has {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

/// The lines before the tests, which stand at the end.
fn lines_without_tests(text: &str) -> usize {
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .count()
}

#[test]
fn paths_in_the_documents_exist() -> Result<()> {
    let sources = sources()?;
    for document in ["ARCHITECTURE.md", "README.md"] {
        let text = std::fs::read_to_string(root().join(document)).context(document)?;
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
    const FOLDERS: &[&str] = &["app/", "docs/", "public/", "tests/", "xtask/", ".ci/"];
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

#[test]
fn nothing_names_a_machine() -> Result<()> {
    // Put together here, so that this file does not contain them.
    let folders = ["work", "root", "tmp"].map(|folder| format!("/{folder}/"));
    let allowed = |text: &str, at: usize| {
        // A part of a longer path or address is no folder of a machine.
        text[..at].ends_with(|before: char| before.is_alphanumeric() || "._-~$}>)".contains(before))
    };
    let mut wrong = Vec::new();
    for Source { path, text } in sources()? {
        for text in text.iter().filter(|_| !path.ends_with(".lock")) {
            for folder in &folders {
                for (at, _) in text
                    .match_indices(folder.as_str())
                    .filter(|(at, _)| !allowed(text, *at))
                {
                    let line = text[..at].lines().count();
                    wrong.push(format!("{path}:{line} names {folder}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}
