//! Remembers the texts that were read last.
//!
//! One change of a long text in a form reads the same texts several times: the change looks up
//! values in the text, the check of the change reads the text after it, the form shows that text,
//! and the next change starts from it. Whoever keeps a text for long keeps a cache with it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Json, Yaml};

/// The length in bytes from which a text is cached: shorter ones are fast to read again.
const MIN_LENGTH: usize = 4 << 10;

/// The number of cached texts of a format: a file, the file after a change, and those that it is
/// compared with.
const CAPACITY: usize = 4;

/// The long texts that were read last. Clones share them. A cache changes no result, so all are
/// equal.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    /// None of them holds a cache.
    yaml: Recent<Yaml>,
    json: Recent<Json>,
}

impl PartialEq for Cache {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Cache {}

impl Cache {
    /// Reads a text as [`Yaml::read`] does. The cache also keeps the texts that edits of it lead to.
    #[must_use]
    pub fn read(&self, text: impl Into<Arc<str>>) -> Yaml {
        let text = text.into();
        let yaml = self.yaml.known(&text).unwrap_or_else(|| {
            let yaml = Yaml::read(text);
            self.store(yaml.clone());
            yaml
        });
        yaml.with_cache(Some(self.clone()))
    }

    /// Reads a text as [`Json::read`] does. The cache also keeps the texts that edits of it lead to.
    #[must_use]
    pub fn read_json(&self, text: &str) -> Json {
        let json = self.json.known(text).unwrap_or_else(|| {
            let json = Json::read(text);
            self.store_json(json.clone());
            json
        });
        json.with_cache(Some(self.clone()))
    }

    /// Caches a text.
    pub(crate) fn store(&self, yaml: Yaml) {
        self.yaml.store(yaml.with_cache(None));
    }

    /// Caches a text.
    pub(crate) fn store_json(&self, json: Json) {
        self.json.store(json.with_cache(None));
    }
}

/// A text that was read.
trait Read: Clone {
    fn text(&self) -> &str;
}

impl Read for Yaml {
    fn text(&self) -> &str {
        Yaml::text(self)
    }
}

impl Read for Json {
    fn text(&self) -> &str {
        Json::text(self)
    }
}

/// The long texts of one format that were read last, the most recent one at the end.
#[derive(Debug)]
struct Recent<T>(Arc<Mutex<Vec<T>>>);

impl<T> Clone for Recent<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Read> Recent<T> {
    /// The cached reading of a text.
    fn known(&self, text: &str) -> Option<T> {
        if text.len() < MIN_LENGTH {
            return None;
        }
        let texts = self.texts();
        let mut texts = texts.iter().rev();
        texts.find(|known| known.text() == text).cloned()
    }

    /// Caches a text. If the cache is full, drops the oldest one.
    fn store(&self, read: T) {
        if read.text().len() < MIN_LENGTH {
            return;
        }
        let mut texts = self.texts();
        texts.retain(|known| known.text() != read.text());
        if texts.len() == CAPACITY {
            texts.remove(0);
        }
        texts.push(read);
    }

    fn texts(&self) -> MutexGuard<'_, Vec<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_remembered_for_a_while() {
        let cache = Cache::default();
        let long = |key: usize| format!("key{key}: {}\n", "x".repeat(MIN_LENGTH));
        assert!(cache.yaml.known(&long(0)).is_none());
        for key in 0..=CAPACITY {
            let _ = cache.read(long(key));
        }
        let known: Vec<_> = (0..=CAPACITY)
            .map(|key| cache.yaml.known(&long(key)).is_some())
            .collect();
        assert_eq!(known, [false, true, true, true, true]);
        assert_eq!(
            cache.yaml.known(&long(1)).unwrap().root(),
            Yaml::read(long(1)).root()
        );
        let _ = cache.read("short: 1\n");
        assert!(cache.yaml.known("short: 1\n").is_none());
    }

    #[test]
    fn a_change_leaves_its_text_read() {
        let cache = Cache::default();
        let text = format!("a: 1\nb: {}\n", "x".repeat(MIN_LENGTH));
        let edits = cache
            .read(text.as_str())
            .set(&"/a".parse().unwrap(), &2.into())
            .unwrap();
        let after = crate::apply(&text, &edits).unwrap();
        assert!(cache.yaml.known(&after).is_some_and(|yaml| yaml.is_typed()));
    }

    #[test]
    fn a_change_of_json_leaves_its_text_read() {
        let cache = Cache::default();
        let text = format!("{{\"a\": 1, \"b\": \"{}\"}}\n", "x".repeat(MIN_LENGTH));
        let edits = cache
            .read_json(&text)
            .set(&"/a".parse().unwrap(), &2.into())
            .unwrap();
        let after = crate::apply(&text, &edits).unwrap();
        let known = cache.json.known(&after).unwrap();
        assert_eq!(known.root(), Json::read(after.as_str()).root());
        assert!(cache.json.known(&text).is_some());
    }
}
