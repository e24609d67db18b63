//! Texts of tests with the lists that the parser gives for them. The browser tests see to it that
//! it does.

use super::tree::{self, Node};

/// Each text stands between a line of `=` and a line of `-`, and its list below.
const LISTED: &str = include_str!("listed.txt");

/// The tree of a text, by its list.
pub(super) fn read(text: &str) -> Vec<Node> {
    let mut listed = LISTED
        .split("======\n")
        .filter_map(|one| one.split_once("------\n"));
    let found = listed.find(|(listed, _)| *listed == text);
    let (text, list) = found.unwrap_or_else(|| panic!("listed.txt lacks {text:?}"));
    tree::read(text, list)
}
