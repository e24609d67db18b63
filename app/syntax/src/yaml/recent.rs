//! The long texts that were read last, with what was read of them.
//!
//! A change of a long text by a form reads it over and over: the change is made in what was read, is
//! proven by reading the text after it, the form shows what is read of that, and the next change
//! begins there.

use std::cell::RefCell;
use std::rc::Rc;

use super::Yaml;
use super::data::Data;

/// Shorter texts, in bytes, are read again in no time.
const LONG: usize = 4 << 10;

/// So many texts are remembered: a file, the file after a change, and what they are compared with.
const MOST: usize = 4;

/// A text that was read.
struct Recent {
    yaml: Yaml,
    /// The typed reader's data, where it was asked for.
    data: Option<Rc<Vec<Data>>>,
}

thread_local! {
    /// The last one last.
    static RECENT: RefCell<Vec<Recent>> = const { RefCell::new(Vec::new()) };
}

/// What was read of a text lately.
pub(super) fn yaml(text: &str) -> Option<Yaml> {
    of(text, |recent| Some(recent.yaml.clone()))
}

/// The data of a text that was read lately.
pub(super) fn data(text: &str) -> Option<Rc<Vec<Data>>> {
    of(text, |recent| recent.data.clone())
}

fn of<T>(text: &str, found: impl FnOnce(&Recent) -> Option<T>) -> Option<T> {
    if text.len() < LONG {
        return None;
    }
    RECENT.with_borrow(|all| {
        let mut all = all.iter().rev();
        found(all.find(|recent| &**recent.yaml.text() == text)?)
    })
}

/// Remembers what was read of a text, in place of what was read longest ago.
pub(super) fn keep(yaml: &Yaml, data: Option<Vec<Data>>) {
    if yaml.text().len() < LONG {
        return;
    }
    RECENT.with_borrow_mut(|all| {
        all.retain(|recent| recent.yaml.text() != yaml.text());
        if all.len() == MOST {
            all.remove(0);
        }
        all.push(Recent {
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
        let long = |key: usize| format!("key{key}: {}\n", "x".repeat(LONG));
        assert!(yaml(&long(0)).is_none());
        for key in 0..=MOST {
            Yaml::read(long(key));
        }
        let known: Vec<_> = (0..=MOST).map(|key| yaml(&long(key)).is_some()).collect();
        assert_eq!(known, [false, true, true, true, true]);
        assert_eq!(yaml(&long(1)).unwrap().root(), Yaml::read(long(1)).root());
        Yaml::read("short: 1\n");
        assert!(yaml("short: 1\n").is_none());
    }

    #[test]
    fn a_change_leaves_its_text_read() {
        let text = format!("a: 1\nb: {}\n", "x".repeat(LONG));
        let edits = Yaml::read(text.as_str())
            .set(&"/a".parse().unwrap(), &2.into())
            .unwrap();
        let after = crate::apply(&text, &edits).unwrap();
        assert!(yaml(&after).is_some() && data(&after).is_some());
    }
}
