//! The pages under `docs/rules/` and the list of them are written from the rules; `UPDATE=1` writes them
//! anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

/// What the folder must hold: a page a rule, and the list of all.
fn wanted() -> BTreeMap<String, String> {
    let page = |rule: &pack_lint::Rule| {
        let page = pack_lint::page(rule.id).unwrap_or_default();
        (format!("{}.md", rule.id), page)
    };
    let pages = pack_lint::rules().map(page);
    let index = ("README.md".to_owned(), pack_lint::index());
    pages.chain([index]).collect()
}

#[test]
fn pages_are_those_of_the_rules() {
    let wanted = wanted();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(folder()).unwrap();
        for (name, text) in &wanted {
            std::fs::write(folder().join(name), text).unwrap();
        }
    }
    for (name, text) in &wanted {
        let found = std::fs::read_to_string(folder().join(name)).unwrap_or_default();
        assert!(
            found == *text,
            "docs/rules/{name} differs from its rule: run `cargo xtask rules`"
        );
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            wanted.contains_key(&name),
            "docs/rules/{name} is the page of no rule"
        );
    }
}

#[test]
fn the_list_names_every_rule_once() {
    let index = pack_lint::index();
    for rule in pack_lint::rules() {
        let link = format!("]({}.md)", rule.id);
        assert_eq!(index.matches(&link).count(), 1, "{}", rule.id);
    }
}
