//! How many entries a folder has: a folder with too many should be divided.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use pack_tests::repository::sources;

/// The most entries of a folder, files and folders together.
const MOST: usize = 16;

/// Folders that have more, and why.
const LARGER: &[(&str, &str)] = &[
    (
        "",
        "git, cargo, Trunk and readers look for their files at the top",
    ),
    (
        "app/model/src",
        "the folders of the model, beside what page and worker exchange",
    ),
    ("docs/rules", "one page for each rule"),
];

#[test]
fn folders_have_few_entries() -> Result<()> {
    let mut folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources()? {
        let names: Vec<_> = source.path.split('/').collect();
        for (depth, name) in names.iter().enumerate() {
            let folder = names[..depth].join("/");
            folders
                .entry(folder)
                .or_default()
                .insert((*name).to_owned());
        }
    }
    let is_listed = |folder: &str| LARGER.iter().any(|(listed, _)| *listed == folder);
    let too_many: Vec<_> = folders
        .iter()
        .filter(|(folder, entries)| entries.len() > MOST && !is_listed(folder))
        .map(|(folder, entries)| format!("{folder} has {} entries", entries.len()))
        .collect();
    assert!(too_many.is_empty(), "make rooms in them: {too_many:#?}");
    for (folder, _) in LARGER {
        let entries = folders.get(*folder).map_or(0, BTreeSet::len);
        assert!(
            entries > MOST,
            "'{folder}' has {entries} entries and needs no exception"
        );
    }
    Ok(())
}
