//! The images that values.yaml lists at `pack.content.images`, and the changes to that list.
//!
//! An entry is a map `image: name`, as in all published packs, or the name alone, as in the
//! documentation. Both are read; maps are written.

use std::collections::HashSet;

use pack_syntax::yaml::{Node, NodeKind};
use pack_syntax::{Pointer, Yaml};
use serde_json::json;

use super::Values;
use crate::edit::Change;
use crate::pack::document::YamlFile;

/// The key of an entry that names its image.
const IMAGE: &str = "image";

/// The id of the rule that reports that there is no list of images.
pub const MISSING: &str = "images-missing";

/// The id of the rule that reports images that are used and not listed.
pub const NOT_LISTED: &str = "image-not-listed";

/// The id of the rule that reports images that are listed and not used.
pub const UNUSED: &str = "image-unused";

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedImage {
    /// The image's name, or the text of the entry if it has none.
    pub name: String,
    /// How the entry is written.
    pub form: Form,
}

/// How an entry of the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As a map whose `image` is the name; the name is empty where the map has none.
    Map,
    /// As the name alone.
    Text,
    /// As something else.
    Other,
}

/// The path of the list.
pub const PATH: &[&str] = &["pack", "content", "images"];

/// The place of the list.
pub fn list() -> Pointer {
    Pointer::from_iter(PATH.iter().copied())
}

/// The entries of the list, which may be absent; `None` if there is something else in its place.
pub fn listed(values: &Values) -> Option<Vec<ListedImage>> {
    let Some(node) = values.yaml().get(&list()) else {
        return is_free(values.yaml()).then(Vec::new);
    };
    match node.kind() {
        NodeKind::Seq(items) => Some(items.iter().map(|item| image(values, item)).collect()),
        NodeKind::Scalar { .. } if is_nothing(values, node) => Some(Vec::new()),
        _ => None,
    }
}

/// Whether the list can be created: everything on the way to it is a map, empty or absent.
fn is_free(yaml: &Yaml) -> bool {
    let mut above = std::iter::successors(Some(list()), Pointer::parent);
    let nearest = above.find_map(|pointer| yaml.get(&pointer));
    nearest.is_none_or(|node| match node.kind() {
        NodeKind::Map(_) => true,
        NodeKind::Scalar { value, .. } => matches!(value.as_str(), "" | "~" | "null"),
        _ => false,
    })
}

/// Whether a scalar is empty or null.
fn is_nothing(values: &Values, node: &Node) -> bool {
    matches!(values.spelled(node), "" | "~" | "null")
}

fn image(values: &Values, item: &Node) -> ListedImage {
    let named = match item.kind() {
        NodeKind::Scalar { value, .. } => Some((Form::Text, value.clone())),
        NodeKind::Map(_) => match item.entry(IMAGE).map(|entry| entry.value().kind()) {
            None => Some((Form::Map, String::new())),
            Some(NodeKind::Scalar { value, .. }) => Some((Form::Map, value.clone())),
            Some(_) => None,
        },
        _ => None,
    };
    let (form, name) =
        named.unwrap_or_else(|| (Form::Other, values.spelled(item).trim_end().to_owned()));
    ListedImage { name, form }
}

/// Adds an image at the end of the list, which is created if it is missing.
pub fn add(name: &str) -> Change {
    Change::append(YamlFile::values(), list(), json!({ IMAGE: name }))
}

/// Gives an entry another name. The rest of its map stays; anything else becomes a map.
pub fn rename(index: usize, form: Form, name: &str) -> Change {
    let entry = list().item(index);
    let (pointer, value) = match form {
        Form::Map => (entry.child(IMAGE), json!(name)),
        Form::Text | Form::Other => (entry, json!({ IMAGE: name })),
    };
    Change::set(YamlFile::values(), pointer, value)
}

/// Removes an entry from the list.
pub fn remove(index: usize) -> Change {
    Change::remove(YamlFile::values(), list().item(index))
}

/// Moves an entry within the list.
pub fn shift(from: usize, to: usize) -> Change {
    Change::move_item(YamlFile::values(), list(), from, to)
}

/// The names in a typed or pasted text, separated by spaces, commas or lines, with or without the
/// dashes, keys and quotes of YAML.
pub fn names(typed: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for word in typed.split(|c: char| c.is_whitespace() || c == ',') {
        let name = word.trim_matches(['"', '\'']);
        let is_mark = matches!(name, "" | "-" | "image:");
        if !is_mark && known.insert(name) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Session, Transaction};
    use crate::pack::Pack;
    use crate::pack::file::File;

    const TEXT: &str = "# Our pack.\npack:\n  content:\n    images:\n      # The server.\n      - image: x.io/a:1 # pinned\n      - x.io/b:2 # as text\n      - iamge: x.io/c:3\ncharts: {}\n";

    /// What values.yaml is after one change, and again after undo.
    fn check(before: &str, change: Change, after: &str) {
        let mut pack = Pack::default();
        pack.put(Values::file(), Some(File::of_text(before)));
        let mut session = Session::open(pack);
        session
            .apply(Transaction::new("Test", vec![change]))
            .unwrap();
        assert_eq!(session.pack().text("values.yaml"), Some(after));
        session.undo();
        assert_eq!(session.pack().text("values.yaml"), Some(before));
    }

    #[test]
    fn both_forms_are_read() {
        let found = listed(&Values::read(
            "pack: {content: {images: [{image: a:1, x: y}, b:2, {iamge: c}, {image: [d]}, [e], ~]}}",
        ));
        let found: Vec<_> = found
            .unwrap()
            .into_iter()
            .map(|image| (image.name, image.form))
            .collect();
        let expected = [
            ("a:1", Form::Map),
            ("b:2", Form::Text),
            ("", Form::Map),
            ("{image: [d]}", Form::Other),
            ("[e]", Form::Other),
            ("~", Form::Text),
        ];
        assert_eq!(found, expected.map(|(name, form)| (name.to_owned(), form)));
    }

    #[test]
    fn a_list_may_be_absent_but_nothing_else() {
        for (text, expected) in [
            ("", Some(0)),
            ("pack:\n", Some(0)),
            ("pack:\n  content:\n    images:\n", Some(0)),
            ("pack:\n  content: {}\n", Some(0)),
            ("pack:\n  content:\n    images: [a]\n", Some(1)),
            ("pack:\n  content:\n    images: {a: b}\n", None),
            ("pack:\n  content:\n    images: a:1\n", None),
            ("pack: text\n", None),
            ("- a\n", None),
        ] {
            assert_eq!(
                listed(&Values::read(text)).map(|images| images.len()),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn changes_keep_comments_and_write_maps() {
        check(
            TEXT,
            rename(0, Form::Map, "x.io/a:9"),
            &TEXT.replace("a:1", "a:9"),
        );
        check(
            TEXT,
            rename(1, Form::Text, "x.io/b:9"),
            &TEXT.replace(
                "- x.io/b:2 # as text",
                "- # as text\n        image: x.io/b:9",
            ),
        );
        check(
            TEXT,
            rename(2, Form::Map, "x.io/c:3"),
            &TEXT.replace(
                "- iamge: x.io/c:3\n",
                "- iamge: x.io/c:3\n        image: x.io/c:3\n",
            ),
        );
        check(
            TEXT,
            remove(0),
            &TEXT.replace(
                "      # The server.\n      - image: x.io/a:1 # pinned\n",
                "",
            ),
        );
        check(
            TEXT,
            add("x.io/d:4"),
            &TEXT.replace("c:3\n", "c:3\n      - image: x.io/d:4\n"),
        );
        check(
            TEXT,
            shift(0, 1),
            "# Our pack.\npack:\n  content:\n    images:\n      - x.io/b:2 # as text\n      # The server.\n      - image: x.io/a:1 # pinned\n      - iamge: x.io/c:3\ncharts: {}\n",
        );
    }

    #[test]
    fn a_list_is_made_and_emptied() {
        check(
            "charts: {}\n",
            add("a:1"),
            "charts: {}\npack:\n  content:\n    images:\n      - image: a:1\n",
        );
        check(
            "pack:\n  content:\n    images: [] # none\n",
            add("a:1"),
            "pack:\n  content:\n    images: # none\n      - image: a:1\n",
        );
        check(
            "pack:\n  content:\n    images:\n    - a:1\n",
            remove(0),
            "pack:\n  content:\n    images: []\n",
        );
    }

    #[test]
    fn names_are_found_in_what_is_pasted() {
        for (typed, expected) in [
            ("", &[][..]),
            ("  x.io/a:1 ", &["x.io/a:1"]),
            (
                "- image: x.io/a:1\n- image: \"b:2\"\n- b:2",
                &["x.io/a:1", "b:2"],
            ),
            ("a:1, 'b:2',c", &["a:1", "b:2", "c"]),
        ] {
            assert_eq!(names(typed), expected, "{typed:?}");
        }
    }
}
