//! The pages under `docs/rules/` are written from the rules; `UPDATE=1` writes them anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

#[test]
fn pages_stand_as_the_rules_explain_themselves() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wanted = BTreeSet::new();
    for rule in pack_lint::rules() {
        let path = folder().join(format!("{}.md", rule.id));
        if update {
            std::fs::create_dir_all(folder()).unwrap();
            std::fs::write(&path, rule.page()).unwrap();
        }
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            page,
            rule.page(),
            "{} differs from its rule: run with UPDATE=1",
            path.display()
        );
        wanted.insert(format!("{}.md", rule.id));
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            wanted.contains(&name),
            "docs/rules/{name} is the page of no rule"
        );
    }
}
