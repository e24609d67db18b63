//! A cache of the long texts that were read last.
//!
//! One change of a long text in a form reads the same texts several times: the change looks up
//! values in the text, the check of the change reads the text after it, the form shows that text,
//! and the next change starts from it. Whoever keeps a text for long keeps a cache with it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Yaml;

/// The length in bytes from which a text is cached: shorter ones are fast to read again.
const MIN_LENGTH: usize = 4 << 10;

/// The number of cached texts: a file, the file after a change, and those that it is compared with.
const CAPACITY: usize = 4;

/// The long texts that were read last. Clones share them. A cache changes no result, so all are
/// equal.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    /// The most recent text is the last one. None of them holds a cache.
    texts: Arc<Mutex<Vec<Yaml>>>,
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
        let yaml = self.known(&text).unwrap_or_else(|| {
            let yaml = Yaml::read(text);
            self.store(yaml.clone());
            yaml
        });
        Yaml {
            cache: Some(self.clone()),
            ..yaml
        }
    }

    /// The cached reading of a text.
    fn known(&self, text: &str) -> Option<Yaml> {
        if text.len() < MIN_LENGTH {
            return None;
        }
        let texts = self.texts();
        texts
            .iter()
            .rev()
            .find(|known| **known.text() == *text)
            .cloned()
    }

    /// Caches a text. If the cache is full, drops the oldest one.
    pub(super) fn store(&self, yaml: Yaml) {
        if yaml.text().len() < MIN_LENGTH {
            return;
        }
        let mut texts = self.texts();
        texts.retain(|known| known.text() != yaml.text());
        if texts.len() == CAPACITY {
            texts.remove(0);
        }
        texts.push(Yaml {
            cache: None,
            ..yaml
        });
    }

    fn texts(&self) -> MutexGuard<'_, Vec<Yaml>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_remembered_for_a_while() {
        let cache = Cache::default();
        let long = |key: usize| format!("key{key}: {}\n", "x".repeat(MIN_LENGTH));
        assert!(cache.known(&long(0)).is_none());
        for key in 0..=CAPACITY {
            let _ = cache.read(long(key));
        }
        let known: Vec<_> = (0..=CAPACITY)
            .map(|key| cache.known(&long(key)).is_some())
            .collect();
        assert_eq!(known, [false, true, true, true, true]);
        assert_eq!(
            cache.known(&long(1)).unwrap().root(),
            Yaml::read(long(1)).root()
        );
        let _ = cache.read("short: 1\n");
        assert!(cache.known("short: 1\n").is_none());
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
        assert!(cache.known(&after).is_some_and(|yaml| yaml.data.is_some()));
    }
}
