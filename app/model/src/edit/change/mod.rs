//! What a form, a fix or a file command wants, said without spans, and how it becomes edits.
//!
//! A change names its place by path, so it still means the same after other edits; it is made
//! concrete against the pack of the moment.

mod carried;
mod moved;

use pack_syntax::yaml::Tab;
use pack_syntax::{Json, Pointer, TextEdit, Yaml, json, yaml};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::file_edit::Edit;
use super::typing::{self, Stroke};
use crate::file::File;
use crate::manifest::KEY_ORDER;
use crate::pack::Pack;
use crate::path::{FilePath, PACK_JSON};

/// One intended change of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Give an entry a value; what is missing on the way is created.
    Set {
        /// The document.
        file: FilePath,
        /// The entry.
        pointer: Pointer,
        /// Its new value.
        value: Value,
    },
    /// Put an item into a list; a list that is missing is created.
    Insert {
        /// The document.
        file: FilePath,
        /// The list.
        pointer: Pointer,
        /// Where in the list; behind its end means at its end.
        index: usize,
        /// The item.
        value: Value,
    },
    /// Put an entry into a map of YAML from its own text, with the comments in it; maps that are
    /// missing are created.
    InsertText {
        /// The document.
        file: FilePath,
        /// The map.
        pointer: Pointer,
        /// The entry's key, which the map does not have.
        key: String,
        /// The lines of the entry, from its comments or key on.
        text: String,
    },
    /// Move an entry of a map in YAML into another map, with its comments; maps that are missing are
    /// created.
    MoveInto {
        /// The document.
        file: FilePath,
        /// The entry.
        pointer: Pointer,
        /// How many lines above its own move along: what stood between it and an entry that moves too.
        lines_above: usize,
        /// The map.
        map: Pointer,
    },
    /// Put the entries of a map in YAML in the place of the map itself, with all that stands between
    /// them.
    Unwrap {
        /// The document.
        file: FilePath,
        /// The map.
        pointer: Pointer,
    },
    /// Put a scalar of YAML into quotes, so that every reader takes it for a text.
    Quote {
        /// The document.
        file: FilePath,
        /// The scalar.
        pointer: Pointer,
    },
    /// Remove an entry.
    Remove {
        /// The document.
        file: FilePath,
        /// The entry.
        pointer: Pointer,
    },
    /// Call an entry by another key.
    RenameKey {
        /// The document.
        file: FilePath,
        /// The entry.
        pointer: Pointer,
        /// Its new key.
        key: String,
    },
    /// Move an item within its list.
    Move {
        /// The document.
        file: FilePath,
        /// The list.
        pointer: Pointer,
        /// The item's index.
        from: usize,
        /// Its index afterwards.
        to: usize,
    },
    /// Of a key that stands several times in one object, keep the last.
    KeepLast {
        /// The document.
        file: FilePath,
        /// The entry.
        pointer: Pointer,
    },
    /// Remove trailing commas and comments from JSON.
    MakeStrict {
        /// The document.
        file: FilePath,
    },
    /// Replace tabs in the indentation of YAML by blanks.
    ExpandTabs {
        /// The document.
        file: FilePath,
        /// How a tab is read.
        tab: Tab,
    },
    /// Give a file another text, as it was typed. A text without CR keeps the file's own line ends:
    /// what people type into speaks of lines alone.
    SetText {
        /// The file.
        file: FilePath,
        /// The whole text.
        text: String,
    },
    /// Make strokes in a file's text, as they are made in a code editor.
    Type {
        /// The file.
        file: FilePath,
        /// The strokes, in order and apart from each other.
        strokes: Vec<Stroke>,
    },
    /// Add or replace a file.
    PutFile {
        /// The file.
        path: FilePath,
        /// Its content.
        file: File,
    },
    /// Remove a file.
    RemoveFile {
        /// The file.
        path: FilePath,
    },
    /// Call a file by another path.
    RenameFile {
        /// The file.
        from: FilePath,
        /// Its new path, where nothing may lie yet.
        to: FilePath,
    },
}

/// Why a change was not made. The pack is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file is not there.
    #[error("There is no {0} in this pack. Add the file first.")]
    NoFile(FilePath),
    /// The file is no text.
    #[error("{0} is not text, so it cannot be edited here. Replace the file instead.")]
    NotText(FilePath),
    /// A file lies where another one should go.
    #[error("{0} is there already. Choose another name, or remove that file first.")]
    Exists(FilePath),
    /// The document's format cannot be edited by path.
    #[error("{0} cannot be edited by form. Edit its text in the Code view.")]
    NoForm(FilePath),
    /// The text does not allow it.
    #[error("{file} was left as it is: {reason}")]
    Document {
        /// The document.
        file: FilePath,
        /// Why, in words.
        reason: pack_syntax::Refusal,
    },
}

impl Change {
    /// The file that changes.
    pub fn file(&self) -> &FilePath {
        match self {
            Self::Set { file, .. }
            | Self::Insert { file, .. }
            | Self::InsertText { file, .. }
            | Self::MoveInto { file, .. }
            | Self::Unwrap { file, .. }
            | Self::Quote { file, .. }
            | Self::Remove { file, .. }
            | Self::RenameKey { file, .. }
            | Self::Move { file, .. }
            | Self::KeepLast { file, .. }
            | Self::MakeStrict { file }
            | Self::ExpandTabs { file, .. }
            | Self::SetText { file, .. }
            | Self::Type { file, .. } => file,
            Self::PutFile { path, .. } | Self::RemoveFile { path } => path,
            Self::RenameFile { to, .. } => to,
        }
    }

    /// The edits that make this change in a pack; none where it is so already.
    pub(crate) fn edits(&self, pack: &Pack) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::PutFile { path, file } if pack.file(path.as_str()) == Some(file) => {
                Ok(Vec::new())
            }
            Self::PutFile { path, file } => Ok(vec![Edit::Put {
                path: path.clone(),
                file: Some(file.clone()),
            }]),
            Self::RemoveFile { path } => {
                existing(pack, path)?;
                Ok(vec![Edit::Put {
                    path: path.clone(),
                    file: None,
                }])
            }
            Self::RenameFile { from, to } if from == to => Ok(Vec::new()),
            Self::RenameFile { from, to } => {
                let file = existing(pack, from)?.clone();
                if pack.file(to.as_str()).is_some() {
                    return Err(Refusal::Exists(to.clone()));
                }
                let removed = Edit::Put {
                    path: from.clone(),
                    file: None,
                };
                Ok(vec![
                    removed,
                    Edit::Put {
                        path: to.clone(),
                        file: Some(file),
                    },
                ])
            }
            Self::MoveInto {
                file,
                pointer,
                lines_above,
                map,
            } => {
                let text = text_of(pack, file)?;
                let refused = |reason| Refusal::Document {
                    file: file.clone(),
                    reason,
                };
                let [insert, remove] =
                    moved::edits(text, pointer, *lines_above, map).map_err(refused)?;
                let edit = |edits| Edit::Text {
                    path: file.clone(),
                    edits,
                };
                Ok(vec![edit(insert), edit(remove)])
            }
            _ => {
                let path = self.file();
                let text = text_of(pack, path)?;
                let edits = self.text_edits(path, text)?;
                if edits.is_empty() {
                    return Ok(Vec::new());
                }
                Ok(vec![Edit::Text {
                    path: path.clone(),
                    edits,
                }])
            }
        }
    }

    /// The edits of a document's text.
    fn text_edits(&self, path: &FilePath, text: &str) -> Result<Vec<TextEdit>, Refusal> {
        match self {
            Self::SetText { text: typed, .. } => return Ok(typing::difference(text, typed)),
            Self::Type { strokes, .. } => return Ok(typing::edits(text, strokes)),
            Self::ExpandTabs { tab, .. } => return Ok(Yaml::read(text).expand_tabs(*tab)),
            _ => {}
        }
        let edits = match path.extension().as_str() {
            "json" => self.json_edits(path, text),
            "yaml" | "yml" => self.yaml_edits(text),
            _ => None,
        };
        let edits = edits.ok_or_else(|| Refusal::NoForm(path.clone()))?;
        edits.map_err(|reason| Refusal::Document {
            file: path.clone(),
            reason,
        })
    }

    /// The edits of a JSON text; nothing where it knows no such change.
    fn json_edits(&self, path: &FilePath, text: &str) -> Option<DocumentEdits> {
        let json = Json::read(text);
        Some(match self {
            Self::Set { pointer, value, .. } if path == PACK_JSON => {
                json.set_with_order(pointer, value, KEY_ORDER)
            }
            Self::Set { pointer, value, .. } => json.set(pointer, value),
            Self::Insert { pointer, value, .. } if json.get(pointer).is_none() => {
                json.set_with_order(pointer, &Value::Array(vec![value.clone()]), KEY_ORDER)
            }
            Self::Insert {
                pointer,
                index,
                value,
                ..
            } => {
                let end = json
                    .get(pointer)
                    .and_then(json::Node::items)
                    .map_or(0, <[json::Node]>::len);
                json.insert_item(pointer, end.min(*index), value)
            }
            Self::Remove { pointer, .. } => json.remove(pointer),
            Self::RenameKey { pointer, key, .. } => json.rename_key(pointer, key),
            Self::Move {
                pointer, from, to, ..
            } => json.move_item(pointer, *from, *to),
            Self::KeepLast { pointer, .. } => json.remove_duplicates(pointer),
            Self::MakeStrict { .. } => json.make_strict(),
            _ => return None,
        })
    }

    /// The edits of a YAML text; nothing where it knows no such change.
    fn yaml_edits(&self, text: &str) -> Option<DocumentEdits> {
        let yaml = Yaml::read(text);
        Some(match self {
            Self::Set { pointer, value, .. } => yaml.set(pointer, value),
            Self::Insert {
                pointer,
                index,
                value,
                ..
            } => match yaml.get(pointer).and_then(yaml::Node::items) {
                Some(items) => yaml.insert_item(pointer, items.len().min(*index), value),
                None => yaml.append(pointer, value),
            },
            Self::InsertText {
                pointer, key, text, ..
            } => yaml.insert_text(pointer, key, text.trim_start_matches(['\r', '\n'])),
            Self::Unwrap { pointer, .. } => yaml.unwrap_map(pointer),
            Self::Quote { pointer, .. } => yaml.quote(pointer),
            Self::Remove { pointer, .. } => yaml.remove(pointer),
            Self::RenameKey { pointer, key, .. } => yaml.rename_key(pointer, key),
            Self::Move {
                pointer, from, to, ..
            } => yaml.move_item(pointer, *from, *to),
            Self::KeepLast { pointer, .. } => yaml.remove_duplicates(pointer),
            _ => return None,
        })
    }
}

/// The text edits of a document, or why it is left as it is.
type DocumentEdits = Result<Vec<TextEdit>, pack_syntax::Refusal>;

/// The file at a path, or the refusal that it is missing.
fn existing<'a>(pack: &'a Pack, path: &FilePath) -> Result<&'a File, Refusal> {
    pack.file(path.as_str())
        .ok_or_else(|| Refusal::NoFile(path.clone()))
}

/// The text of the file at a path, or why there is none.
fn text_of<'a>(pack: &'a Pack, path: &FilePath) -> Result<&'a str, Refusal> {
    existing(pack, path)?
        .text()
        .ok_or_else(|| Refusal::NotText(path.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changes_yaml_by_path() {
        let file = || FilePath::new("values.yaml").unwrap();
        let at = |pointer: &str| pointer.parse::<Pointer>().unwrap();
        let insert = |pointer, index| Change::Insert {
            file: file(),
            pointer: at(pointer),
            index,
            value: json!("z"),
        };
        let table = [
            (
                Change::Set {
                    file: file(),
                    pointer: at("/pack/a"),
                    value: json!(2),
                },
                "# top\npack:\n  a: 2 # one\n  l:\n  - x\n  - w\n",
            ),
            (
                insert("/pack/l", 0),
                "# top\npack:\n  a: 1 # one\n  l:\n  - z\n  - x\n  - w\n",
            ),
            (
                Change::Quote {
                    file: file(),
                    pointer: at("/pack/a"),
                },
                "# top\npack:\n  a: \"1\" # one\n  l:\n  - x\n  - w\n",
            ),
            (
                Change::InsertText {
                    file: file(),
                    pointer: at("/pack"),
                    key: "m".into(),
                    text: "# why\nm:\n    n: 1\n".into(),
                },
                "# top\npack:\n  a: 1 # one\n  l:\n  - x\n  - w\n  # why\n  m:\n      n: 1\n",
            ),
            (
                insert("/pack/l", 9),
                "# top\npack:\n  a: 1 # one\n  l:\n  - x\n  - w\n  - z\n",
            ),
            (
                insert("/list", 0),
                "# top\npack:\n  a: 1 # one\n  l:\n  - x\n  - w\nlist:\n- z\n",
            ),
            (
                Change::Remove {
                    file: file(),
                    pointer: at("/pack/a"),
                },
                "# top\npack:\n  l:\n  - x\n  - w\n",
            ),
            (
                Change::RenameKey {
                    file: file(),
                    pointer: at("/pack/a"),
                    key: "b".into(),
                },
                "# top\npack:\n  b: 1 # one\n  l:\n  - x\n  - w\n",
            ),
            (
                Change::Move {
                    file: file(),
                    pointer: at("/pack/l"),
                    from: 1,
                    to: 0,
                },
                "# top\npack:\n  a: 1 # one\n  l:\n  - w\n  - x\n",
            ),
        ];
        let before = "# top\npack:\n  a: 1 # one\n  l:\n  - x\n  - w\n";
        for (change, after) in table {
            let edits = change.text_edits(&file(), before).unwrap();
            assert_eq!(
                pack_syntax::apply(before, &edits).unwrap(),
                after,
                "{change:?}"
            );
        }
        let strict = Change::MakeStrict { file: file() };
        let refusal = strict.text_edits(&file(), before).unwrap_err();
        assert_eq!(refusal, Refusal::NoForm(file()));
        let missing = Change::Remove {
            file: file(),
            pointer: at("/x"),
        };
        let refusal = missing.text_edits(&file(), before).unwrap_err();
        assert!(
            refusal.to_string().contains("no value at `/x`"),
            "{refusal}"
        );
    }
}
