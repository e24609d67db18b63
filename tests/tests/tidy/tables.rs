//! Tables are not copied: what is in one is not listed again elsewhere.

use std::collections::BTreeSet;

use anyhow::Result;
use pack_archive::Format;
use pack_editor::sections::SECTIONS;
use pack_model::format::vocabulary;
use pack_model::template::TEMPLATES;
use pack_tests::repository::{Source, root, sources};

/// A table of the program, by the file that it is in and the ids of its rows.
struct Table {
    file: &'static str,
    ids: Vec<&'static str>,
}

/// Files that name every row of a table, and why they do.
const ALLOWED: &[(&str, &str)] = &[
    (
        "tests/src/community/mod.rs",
        "states the schema of the community repository's check without anything of the program",
    ),
    (
        "app/lint/src/reading/pack_json/addon_type.rs",
        "has the words that suggest each add-on type, and its test asks the table for all of them",
    ),
    (
        "app/ui/src/view/components/icon/category.rs",
        "draws one icon for each add-on type, and its test asks the table for all of them",
    ),
    (
        "app/ui/src/view/panels/mod.rs",
        "has the form of each section, and its test asks the table for all that have one",
    ),
];

fn tables() -> Vec<Table> {
    let vocabulary = "app/model/src/format/vocabulary.rs";
    vec![
        Table {
            file: vocabulary,
            ids: vocabulary::CLOUD_TYPE.values().collect(),
        },
        Table {
            file: vocabulary,
            ids: vocabulary::ADDON_TYPE.values().collect(),
        },
        Table {
            file: "app/editor/src/place/sections.rs",
            ids: SECTIONS.iter().map(|section| section.id).collect(),
        },
        Table {
            file: "app/archive/src/write/format.rs",
            ids: Format::ALL.iter().map(|format| format.id()).collect(),
        },
        Table {
            file: "app/model/src/template/mod.rs",
            ids: TEMPLATES.iter().map(|template| template.id).collect(),
        },
        Table {
            file: "app/lint/src/rules",
            ids: pack_lint::rules().map(|rule| rule.id).collect(),
        },
    ]
}

#[test]
fn no_file_copies_a_table() -> Result<()> {
    let sources = sources()?;
    let mut copies = Vec::new();
    for table in tables() {
        for Source { path, text } in &sources {
            let is_code = [".rs", ".js"].iter().any(|ending| path.ends_with(ending));
            let text = text.as_deref().unwrap_or_default();
            let names_all = || {
                table
                    .ids
                    .iter()
                    .all(|id| text.contains(&format!("\"{id}\"")))
            };
            if is_code && !path.starts_with(table.file) && names_all() {
                copies.push(path.as_str());
            }
        }
    }
    let allowed: Vec<_> = ALLOWED.iter().map(|(path, _)| *path).collect();
    assert_eq!(
        copies, allowed,
        "derive lists from the tables of the program; ALLOWED lists the exceptions"
    );
    Ok(())
}

#[test]
fn every_fuzz_target_has_a_program() -> Result<()> {
    let text = std::fs::read_to_string(root().join("fuzz/Cargo.toml"))?;
    let programs = text.split("[[bin]]").skip(1);
    let names: BTreeSet<_> = programs
        .filter_map(|program| program.split('"').nth(1))
        .collect();
    let targets: BTreeSet<_> = pack_fuzz::TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, targets);
    Ok(())
}
