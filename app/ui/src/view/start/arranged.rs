//! In what order drafts are shown: those of one pack together, the pack that was changed last first; and
//! which of them a search finds.

use std::collections::BTreeMap;

use pack_editor::{Draft, DraftRow};

/// A place in the list that is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// What follows are drafts of this pack, or of several packs where there is no name.
    Group {
        /// The pack's name.
        name: String,
        /// How many drafts there are of it.
        count: usize,
    },
    /// A row, and its number among drafts of the same title and version, from 1 for the oldest.
    Row(Box<DraftRow>, usize),
}

impl Item {
    /// The row, if it is one.
    pub(super) fn row(&self) -> Option<&DraftRow> {
        match self {
            Self::Group { .. } => None,
            Self::Row(row, _) => Some(row),
        }
    }

    /// What makes a row another one, so that it is drawn anew.
    pub(super) fn key(&self) -> (String, (bool, bool), u64, usize) {
        match self {
            Self::Group { name, count } => (format!("/{name}"), (false, false), 0, *count),
            Self::Row(row, number) => {
                let draft = row.draft();
                let is_deleted = matches!(**row, DraftRow::Deleted(_));
                let state = (is_deleted, draft.is_damaged);
                (draft.id.clone(), state, draft.changed.to_bits(), *number)
            }
        }
    }
}

/// The rows that have all words of a query, in groups. Several drafts of a pack have its name above them.
pub(super) fn arranged(rows: &[DraftRow], query: &str) -> Vec<Item> {
    let query = query.to_ascii_lowercase();
    let fits = |draft: &Draft| {
        let text = format!("{} {} {}", draft.title, draft.name, draft.version);
        let text = text.to_ascii_lowercase();
        query.split_whitespace().all(|word| text.contains(word))
    };
    let mut places = BTreeMap::new();
    let mut groups: Vec<Vec<&DraftRow>> = Vec::new();
    for row in rows.iter().filter(|row| fits(row.draft())) {
        let draft = row.draft();
        let name = if draft.name.is_empty() {
            &draft.id
        } else {
            &draft.name
        };
        let place = *places.entry(name).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(row);
    }
    let mut items = Vec::new();
    let mut is_after_group = false;
    for group in groups {
        let count = group.len();
        if count > 1 {
            let name = group[0].draft().name.clone();
            items.push(Item::Group { name, count });
        } else if is_after_group {
            items.push(Item::Group {
                name: String::new(),
                count: items.len(),
            });
        }
        is_after_group = count > 1;
        let numbered = |row: &DraftRow| Item::Row(Box::new(row.clone()), number(rows, row.draft()));
        items.extend(group.into_iter().map(numbered));
    }
    items
}

/// The number of a draft among those of the same title and version.
fn number(rows: &[DraftRow], of: &Draft) -> usize {
    let older = rows
        .iter()
        .map(DraftRow::draft)
        .filter(|draft| draft.title == of.title && draft.version == of.version && draft.id < of.id);
    older.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(drafts: &[(&str, &str, &str)]) -> Vec<DraftRow> {
        let row = |(id, name, version): &(&str, &str, &str)| {
            let text = |text: &str| text.to_owned();
            let draft = Draft::damaged(text(id), text(name), text(name), text(version));
            DraftRow::Stored(Draft {
                is_damaged: false,
                ..draft
            })
        };
        drafts.iter().map(row).collect()
    }

    /// The items, each in a word.
    fn words(items: &[Item]) -> Vec<String> {
        let word = |item: &Item| match item {
            Item::Group { name, .. } => format!("[{name}]"),
            Item::Row(row, number) => format!("{}({number})", row.draft().id),
        };
        items.iter().map(word).collect()
    }

    #[test]
    fn drafts_of_a_pack_stand_together_and_copies_are_numbered_from_the_oldest() {
        let rows = rows(&[
            ("6", "c", "1"),
            ("4", "a", "1"),
            ("5", "b", "1"),
            ("1", "a", "1"),
            ("2", "a", "2"),
        ]);
        let found = words(&arranged(&rows, ""));
        assert_eq!(found, ["6(1)", "[a]", "4(2)", "1(1)", "2(1)", "[]", "5(1)"]);
    }

    #[test]
    fn a_search_finds_drafts_that_have_all_its_words() {
        let rows = rows(&[
            ("1", "Spinner", "1.0"),
            ("2", "spinner", "2.0"),
            ("3", "b", "2.0"),
        ]);
        assert_eq!(words(&arranged(&rows, "SPIN 2")), ["2(1)"]);
        assert!(arranged(&rows, "none").is_empty());
    }
}
