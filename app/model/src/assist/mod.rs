//! Completion, explanations and the indentation of the next line in the code editor.
//!
//! All of it works on the current text, however broken, because a document is broken most of the time
//! while someone types.

mod json;
mod known;
mod macros;
mod paths;
mod spot;
mod taken;
mod within;
mod yaml;

use std::ops::Range;

use pack_syntax::{Pointer, Yaml};
use serde::Serialize;

use crate::chart::Chart;
use crate::facts::files::is_yaml_name;
use crate::pack::Pack;
use crate::pack::path::{FilePath, PACK_JSON, VALUES_YAML};
pub use paths::value_paths;
use spot::{ITEM, Spot, Written};

/// One completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The label, which is matched with what is typed.
    pub label: String,
    /// More about it, on the same line.
    pub detail: String,
    /// An explanation, in a sentence.
    pub info: String,
    /// The text to insert.
    pub apply: String,
}

/// The completions of the word before a caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The byte at which the word starts.
    pub from: usize,
    /// The completions.
    pub offers: Vec<Offer>,
}

/// An explanation of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The word, in bytes of the text.
    pub range: Range<usize>,
    /// The explanation, in sentences.
    pub text: String,
}

/// A file of a pack in an editor.
#[derive(Debug, Clone, Copy)]
pub struct Assistant<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The charts that it lists.
    pub charts: &'a [Chart],
    /// The file.
    pub file: &'a FilePath,
    /// The file's text.
    pub text: &'a str,
}

impl Assistant<'_> {
    /// The completions at a caret, in bytes. Before the first letter there are none unless the user asks:
    /// after a comma people go on to the next line.
    pub fn complete(self, at: usize, is_asked: bool) -> Option<Completion> {
        if let Some(found) = macros::complete(self.file, self.text, at) {
            return Some(found);
        }
        if let Some(found) = within::complete(&self, at, is_asked) {
            return Some(found);
        }
        let spot = self.spot(at, false)?;
        if !is_asked && spot.word.is_empty() && spot.quote.is_none() {
            return None;
        }
        let path = spot.path();
        let mut offers = Vec::new();
        if spot.part == Written::Value {
            offers = self.values(&path, self.typed(&spot));
        }
        let may_be_key = spot.part == Written::Key || path.last() == Some(&ITEM);
        if may_be_key && (spot.part == Written::Key || self.is_yaml()) {
            let taken = taken::taken(self.text, self.is_yaml(), &path, &spot.word);
            let keys = self.keys(&path, self.typed(&spot)).into_iter();
            offers.extend(keys.filter(|offer| !taken.contains(&offer.label)));
        }
        for offer in &mut offers {
            offer.apply = self.written(offer, &spot, at);
        }
        (!offers.is_empty()).then_some(Completion {
            from: spot.word.start,
            offers,
        })
    }

    /// The explanation of the word at a byte.
    pub fn explain(self, at: usize) -> Option<Explanation> {
        if let Some(found) = macros::explain(self.file, self.text, at) {
            return Some(found);
        }
        if let Some(found) = within::explain(&self, at) {
            return Some(found);
        }
        let spot = self.spot(at, true)?;
        if !(spot.word.start..=spot.word.end).contains(&at) {
            return None;
        }
        let word = self.text.get(spot.word.clone())?;
        let mut path = spot.path();
        let text = if spot.part == Written::Key {
            path.push(word);
            self.about(&path)?
        } else {
            let value = word.trim_end_matches(['"', '\'']);
            let choices = known::values(self.file.as_str(), &path);
            let choice = choices.iter().find(|choice| choice.value == value)?;
            format!("{}: {}", choice.value, choice.label)
        };
        Some(Explanation {
            range: spot.word,
            text,
        })
    }

    /// The column at which the next line begins after a line break at a byte; `None` if the editor's own
    /// rules for the language apply.
    pub fn indent(self, at: usize) -> Option<usize> {
        within::indent(&self, at).or_else(|| {
            self.is_yaml()
                .then(|| yaml::indent(self.text, at))
                .flatten()
        })
    }

    fn is_yaml(&self) -> bool {
        is_yaml_name(self.file.name())
    }

    fn spot(&self, at: usize, whole: bool) -> Option<Spot> {
        if self.is_yaml() {
            yaml::spot(self.text, at, whole)
        } else if self.file == PACK_JSON {
            json::spot(self.text, at, whole)
        } else {
            None
        }
    }

    /// What is typed of a word so far.
    fn typed(&self, spot: &Spot) -> &str {
        self.text.get(spot.word.clone()).unwrap_or_default()
    }

    /// The completions of the value at a path, for what is typed of it.
    fn values(&self, path: &[&str], typed: &str) -> Vec<Offer> {
        let choices = known::values(self.file.as_str(), path)
            .iter()
            .map(|choice| offer(choice.value, choice.label, ""));
        choices.chain(paths::values(self, path, typed)).collect()
    }

    /// The completions of a key in the map at a path, for what is typed of it.
    fn keys(&self, path: &[&str], typed: &str) -> Vec<Offer> {
        let known = known::keys(self.file.as_str(), path);
        let known = known.iter().map(|property| {
            let label = Some(property.label).filter(|label| *label != property.key);
            offer(property.key, label.unwrap_or_default(), property.help)
        });
        known.chain(paths::keys(self, path, typed)).collect()
    }

    /// What the key at a path is for.
    fn about(&self, path: &[&str]) -> Option<String> {
        if let Some(text) = paths::of_chart(self, path) {
            return Some(text);
        }
        known::about(self.file.as_str(), path)
    }

    /// The text to insert, with the quotes and the colon that are missing.
    fn written(&self, offer: &Offer, spot: &Spot, at: usize) -> String {
        let label = &offer.label;
        let is_key = self.is_key(offer, spot);
        let after = self.text.get(at..).unwrap_or_default();
        let rest = after.split(['\n', '\r']).next().unwrap_or_default();
        let colon = if is_key && !rest.contains(':') {
            ": "
        } else {
            ""
        };
        if self.is_yaml() {
            return match spot.quote {
                Some(quote) if !rest.contains(quote) => format!("{label}{quote}{colon}"),
                Some(_) => label.clone(),
                None => format!("{label}{colon}"),
            };
        }
        match spot.quote {
            Some(_) if rest.contains('"') => label.clone(),
            Some(_) => format!("{label}\"{colon}"),
            None => format!("\"{label}\"{colon}"),
        }
    }

    /// Whether a completion is a key. An item of a list may be a value or a map with keys.
    fn is_key(&self, offer: &Offer, spot: &Spot) -> bool {
        spot.part == Written::Key
            || (self.is_yaml()
                && spot.path.last().is_some_and(|last| last == ITEM)
                && !self
                    .values(&spot.path(), self.typed(spot))
                    .iter()
                    .any(|value| value.label == offer.label))
    }

    /// The values of the pack, read as far as they can be.
    fn read_values(&self) -> Yaml {
        let text = self.pack.text(VALUES_YAML);
        self.pack.read_yaml(text.unwrap_or_default())
    }
}

/// The keys above and on the line of a byte in a YAML text, by its indentation, down to the first list.
pub(crate) fn place_in_yaml(text: &str, at: usize) -> Pointer {
    let Some(spot) = yaml::spot(text, at, true) else {
        return Pointer::root();
    };
    let word = text.get(spot.word.clone()).unwrap_or_default();
    let last = (spot.part == Written::Key && !word.is_empty()).then_some(word);
    let keys = spot.path().into_iter().chain(last);
    keys.take_while(|key| *key != ITEM).collect()
}

fn offer(label: &str, detail: &str, info: &str) -> Offer {
    Offer {
        label: label.to_owned(),
        detail: detail.to_owned(),
        info: info.to_owned(),
        apply: label.to_owned(),
    }
}

#[cfg(test)]
mod tests;
