//! Which crate may use which, as cargo sees it.

use std::collections::BTreeSet;

use anyhow::Result;
use pack_tests::repository::{dependencies, users_of_feature};

#[test]
fn crates_know_only_what_is_below_them() -> Result<()> {
    // Each crate with the crates of ours that it may know.
    let below: &[(&str, &[&str])] = &[
        ("pack-once", &[]),
        ("pack-syntax", &["pack-once"]),
        ("pack-archive", &["pack-once", "pack-syntax"]),
        ("pack-helm", &["pack-once"]),
        ("pack-model", &["pack-once", "pack-syntax", "pack-archive"]),
        (
            "pack-lint",
            &[
                "pack-once",
                "pack-syntax",
                "pack-archive",
                "pack-helm",
                "pack-model",
            ],
        ),
        (
            "pack-check",
            &["pack-archive", "pack-helm", "pack-model", "pack-lint"],
        ),
        ("pack-checker", &["pack-syntax", "pack-model", "pack-lint"]),
        (
            "pack-editor",
            &["pack-once", "pack-syntax", "pack-archive", "pack-model"],
        ),
        (
            "pack-ui",
            &[
                "pack-once",
                "pack-syntax",
                "pack-archive",
                "pack-model",
                "pack-editor",
            ],
        ),
        ("pack-page", &["pack-lint", "pack-checker", "pack-ui"]),
        (
            "pack-fuzz",
            &[
                "pack-syntax",
                "pack-archive",
                "pack-helm",
                "pack-model",
                "pack-lint",
            ],
        ),
        (
            "pack-tests",
            &[
                "pack-syntax",
                "pack-archive",
                "pack-helm",
                "pack-model",
                "pack-lint",
                "pack-check",
                "pack-editor",
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
        ("leptos", &["pack-once", "pack-ui", "pack-page"]),
        ("gloo", &["pack-ui"]),
        ("web-sys", &["pack-ui", "pack-checker", "pack-page"]),
        ("js-sys", &["pack-ui", "pack-checker"]),
        ("wasm-bindgen", &["pack-ui", "pack-checker", "pack-page"]),
        ("jsonschema", &["pack-lint"]),
        ("imagesize", &["pack-model"]),
        ("png", &["pack-model", "pack-tests"]),
        ("zip", &["pack-archive"]),
        ("tar", &["pack-archive", "pack-helm", "pack-tests"]),
        (
            "flate2",
            &["pack-archive", "pack-helm", "pack-tests", "xtask"],
        ),
        ("glob", &["pack-check", "pack-tests"]),
        ("quick-junit", &["pack-check"]),
        ("serde-sarif", &["pack-check"]),
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

/// Cargo gives a crate the features that any other asks for: then every crate of the page would have Leptos.
#[test]
fn only_views_are_made_with_leptos() -> Result<()> {
    let users = users_of_feature("pack-once", "leptos")?;
    assert_eq!(users, BTreeSet::from(["pack-ui".to_owned()]));
    Ok(())
}
