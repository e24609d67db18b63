//! The keys that a map already has, which completion leaves out.

use std::ops::Range;

use pack_syntax::{Json, Pointer, Yaml, json, yaml};

use super::ITEM;

/// The longest text, in bytes, that is parsed to find the keys of a map.
const READ: usize = 32 << 10;

/// A document as far as it is needed here.
trait Document {
    /// The ranges of the items of a list.
    fn items(&self, list: &Pointer) -> Vec<Range<usize>>;
    /// The keys of a map, and their ranges.
    fn keys(&self, map: &Pointer) -> Vec<(String, Range<usize>)>;
}

impl Document for Yaml {
    fn items(&self, list: &Pointer) -> Vec<Range<usize>> {
        let items = self.get(list).and_then(yaml::Node::items);
        let items = items.unwrap_or_default().iter();
        items.map(yaml::Node::span).collect()
    }

    fn keys(&self, map: &Pointer) -> Vec<(String, Range<usize>)> {
        let entries = self.get(map).and_then(yaml::Node::entries);
        let entries = entries.unwrap_or_default().iter();
        entries
            .filter_map(|entry| Some((entry.key()?.to_owned(), entry.key_span())))
            .collect()
    }
}

impl Document for Json {
    fn items(&self, list: &Pointer) -> Vec<Range<usize>> {
        let items = self.get(list).and_then(json::Node::items);
        let items = items.unwrap_or_default().iter();
        items.map(json::Node::span).collect()
    }

    fn keys(&self, map: &Pointer) -> Vec<(String, Range<usize>)> {
        let members = self.get(map).and_then(json::Node::members);
        let members = members.unwrap_or_default().iter();
        members
            .map(|member| (member.key().to_owned(), member.key_span()))
            .collect()
    }
}

/// The keys that the map at a path has, as far as it can be read, without the one that is being typed.
/// Empty for long texts.
pub(super) fn taken(text: &str, is_yaml: bool, path: &[&str], word: &Range<usize>) -> Vec<String> {
    if text.len() > READ {
        return Vec::new();
    }
    let document: Box<dyn Document> = if is_yaml {
        Box::new(read(text, word))
    } else {
        Box::new(Json::read(text))
    };
    let map = path.iter().fold(Pointer::root(), |above, key| match *key {
        ITEM => {
            let items = document.items(&above).into_iter();
            let begun = items.filter(|item| item.start <= word.start);
            above.item(begun.count().saturating_sub(1))
        }
        key => above.child(key),
    });
    let keys = document.keys(&map).into_iter();
    keys.filter(|(_, span)| !(span.start..=span.end).contains(&word.start))
        .map(|(key, _)| key)
        .collect()
}

/// A YAML text. While someone types, it is mostly broken by a key without its colon.
fn read(text: &str, word: &Range<usize>) -> Yaml {
    let yaml = Yaml::read(text);
    if !yaml.is_broken() {
        return yaml;
    }
    let mut text = text.to_owned();
    text.replace_range(word.clone(), &" ".repeat(word.len()));
    Yaml::read(text)
}
