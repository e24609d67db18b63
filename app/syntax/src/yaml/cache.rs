//! A cache of the long texts that were read last.
//!
//! One change of a long text in a form reads the same texts several times: the change looks up
//! values in the text, the check of the change reads the text after it, the form shows that text,
//! and the next change starts from it.

use std::cell::RefCell;
use std::rc::Rc;

use super::Yaml;
use super::typed::Data;

/// The length in bytes from which a text is cached: shorter ones are fast to read again.
const MIN_LENGTH: usize = 4 << 10;

/// The number of cached texts: a file, the file after a change, and those that it is compared with.
const CAPACITY: usize = 4;

/// A text with what was read from it.
struct CachedText {
    yaml: Yaml,
    /// The typed reader's data, if it was read.
    data: Option<Rc<Vec<Data>>>,
}

thread_local! {
    /// The most recent text is the last one.
    static CACHE: RefCell<Vec<CachedText>> = const { RefCell::new(Vec::new()) };
}

/// The cached index of a text.
pub(super) fn yaml(text: &str) -> Option<Yaml> {
    of(text, |cached| Some(cached.yaml.clone()))
}

/// The cached data of a text.
pub(super) fn data(text: &str) -> Option<Rc<Vec<Data>>> {
    of(text, |cached| cached.data.clone())
}

fn of<T>(text: &str, found: impl FnOnce(&CachedText) -> Option<T>) -> Option<T> {
    if text.len() < MIN_LENGTH {
        return None;
    }
    CACHE.with_borrow(|all| {
        let mut all = all.iter().rev();
        found(all.find(|cached| &**cached.yaml.text() == text)?)
    })
}

/// Caches a text. If the cache is full, drops the oldest one.
pub(super) fn store(yaml: &Yaml, data: Option<Vec<Data>>) {
    if yaml.text().len() < MIN_LENGTH {
        return;
    }
    CACHE.with_borrow_mut(|all| {
        all.retain(|cached| cached.yaml.text() != yaml.text());
        if all.len() == CAPACITY {
            all.remove(0);
        }
        all.push(CachedText {
            yaml: yaml.clone(),
            data: data.map(Rc::new),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_remembered_for_a_while() {
        let long = |key: usize| format!("key{key}: {}\n", "x".repeat(MIN_LENGTH));
        assert!(yaml(&long(0)).is_none());
        for key in 0..=CAPACITY {
            Yaml::read(long(key));
        }
        let known: Vec<_> = (0..=CAPACITY)
            .map(|key| yaml(&long(key)).is_some())
            .collect();
        assert_eq!(known, [false, true, true, true, true]);
        assert_eq!(yaml(&long(1)).unwrap().root(), Yaml::read(long(1)).root());
        Yaml::read("short: 1\n");
        assert!(yaml("short: 1\n").is_none());
    }

    #[test]
    fn a_change_leaves_its_text_read() {
        let text = format!("a: 1\nb: {}\n", "x".repeat(MIN_LENGTH));
        let edits = Yaml::read(text.as_str())
            .set(&"/a".parse().unwrap(), &2.into())
            .unwrap();
        let after = crate::apply(&text, &edits).unwrap();
        assert!(yaml(&after).is_some() && data(&after).is_some());
    }
}
