//! What a code editor offers while one types: completions, explanations, and the indentation of the
//! next line.
//!
//! All of it works on the text of the moment, however broken: nothing here waits for a document that
//! can be read.

mod json;
mod known;
mod macros;
mod paths;
mod spot;
mod taken;
mod yaml;

use std::ops::Range;

use pack_syntax::{Pointer, Yaml};
use serde::Serialize;

use crate::chart::Chart;
use crate::pack::Pack;
use crate::path::{FilePath, PACK_JSON, VALUES_YAML};
pub use known::documented_keys;
pub use paths::value_paths;
use spot::{ITEM, Spot, Written};

/// Something that may stand where a caret is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// What it is called, by which typing finds it.
    pub label: String,
    /// A word more about it, on the same line.
    pub detail: String,
    /// What it is, in a sentence.
    pub info: String,
    /// What is inserted.
    pub apply: String,
}

/// What may stand in place of the word before a caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The byte at which the word begins.
    pub from: usize,
    /// What it may become.
    pub offers: Vec<Offer>,
}

/// What a word is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The word, in bytes of the text.
    pub range: Range<usize>,
    /// What it is, in sentences.
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
    /// What may stand at a caret, in bytes. Unless it was asked for, nothing is offered before the
    /// first letter: who has written a comma wants to go on to the next line.
    pub fn complete(&self, at: usize, is_asked: bool) -> Option<Completion> {
        if let Some(found) = macros::complete(self.file, self.text, at) {
            return Some(found);
        }
        let spot = self.spot(at, false)?;
        if !is_asked && spot.word.is_empty() && spot.quote.is_none() {
            return None;
        }
        let path = spot.path();
        let mut offers = Vec::new();
        if spot.part == Written::Value {
            offers = self.values(&path);
        }
        let may_be_key = spot.part == Written::Key || path.last() == Some(&ITEM);
        if may_be_key && (spot.part == Written::Key || self.is_yaml()) {
            let taken = taken::taken(self.text, self.is_yaml(), &path, &spot.word);
            let keys = self.keys(&path).into_iter();
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

    /// What the word at a byte is.
    pub fn explain(&self, at: usize) -> Option<Explanation> {
        if let Some(found) = macros::explain(self.file, self.text, at) {
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
            let known = known::at(self.file.as_str(), &path)?;
            let choice = known.values.iter().find(|choice| choice.value == value)?;
            format!("{}: {}", choice.value, choice.label)
        };
        Some(Explanation {
            range: spot.word,
            text,
        })
    }

    /// The column at which the line begins that follows a break at a byte; nothing where the
    /// language's own rules do.
    pub fn indent(&self, at: usize) -> Option<usize> {
        self.is_yaml()
            .then(|| yaml::indent(self.text, at))
            .flatten()
    }

    fn is_yaml(&self) -> bool {
        matches!(self.file.extension().as_str(), "yaml" | "yml")
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

    /// What may stand as the value at a path.
    fn values(&self, path: &[&str]) -> Vec<Offer> {
        let choices = known::at(self.file.as_str(), path).map_or(&[][..], |known| known.values);
        let choices = choices
            .iter()
            .map(|choice| offer(choice.value, choice.label, ""));
        choices.chain(paths::values(self, path)).collect()
    }

    /// The keys that may stand in the map at a path.
    fn keys(&self, path: &[&str]) -> Vec<Offer> {
        let known = known::keys(self.file.as_str(), path);
        let known = known
            .iter()
            .map(|entry| offer(entry.key, entry.label, entry.help));
        known.chain(paths::keys(self, path)).collect()
    }

    /// What the key at a path is for.
    fn about(&self, path: &[&str]) -> Option<String> {
        if let Some(text) = paths::of_chart(self, path) {
            return Some(text);
        }
        let known = known::at(self.file.as_str(), path)?;
        let mut text = if known.label.is_empty() {
            known.help.to_owned()
        } else {
            format!("{}. {}", known.label, known.help)
        };
        if !known.values.is_empty() {
            let values: Vec<_> = known.values.iter().map(|choice| choice.value).collect();
            text.push_str(&format!("\nOne of: {}.", values.join(", ")));
        }
        Some(text)
    }

    /// An offer as it is inserted: with the quotes and the colon that are still to be written.
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

    /// Whether an offer is a key: in the item of a list both keys and values may stand.
    fn is_key(&self, offer: &Offer, spot: &Spot) -> bool {
        spot.part == Written::Key
            || (self.is_yaml()
                && spot.path.last().is_some_and(|last| last == ITEM)
                && !self
                    .values(&spot.path())
                    .iter()
                    .any(|value| value.label == offer.label))
    }

    /// The values of the pack, read as far as they can be.
    fn read_values(&self) -> Yaml {
        Yaml::read(self.pack.text(VALUES_YAML).unwrap_or_default())
    }
}

/// What the key at a place of a file is for, where packs in general have it.
pub fn help(file: &FilePath, pointer: &Pointer) -> Option<&'static str> {
    let is_index = |token: &str| token.bytes().all(|byte| byte.is_ascii_digit());
    let tokens = pointer.tokens().iter().map(String::as_str);
    let path: Vec<_> = tokens
        .map(|token| if is_index(token) { ITEM } else { token })
        .collect();
    known::at(file.as_str(), &path).map(|known| known.help)
}

/// The keys above and on the line of a byte in a text in YAML, told by its indentation, as far as they
/// lead to no list.
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
