//! Parsed templates, kept from one rendering of a chart to the next: what is typed into values changes no
//! template.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::parser::{Trees, parse};
use crate::value::Text;

/// A file that was parsed.
pub(super) struct Parsed {
    pub(super) path: Text,
    pub(super) trees: Rc<Trees>,
}

/// The parsed templates of a chart's last rendering.
#[derive(Debug, Default)]
pub struct Kept {
    trees: RefCell<HashMap<(Text, Text), Rc<Trees>>>,
}

impl Kept {
    /// Parses files, or takes what is kept of them, and forgets all others. An error is Go's, with the path
    /// of the file.
    pub(super) fn parse<'f>(
        &self,
        files: impl Iterator<Item = (&'f Text, &'f Text)>,
    ) -> Result<Vec<Parsed>, (Text, Vec<u8>)> {
        let mut before = self.trees.take();
        let mut parsed = Vec::new();
        for (path, text) in files {
            let key = (path.clone(), text.clone());
            let trees = match before.remove(&key) {
                Some(trees) => trees,
                None => match parse(path, text.clone()) {
                    Ok(trees) => Rc::new(trees),
                    Err(message) => return Err((path.clone(), message)),
                },
            };
            self.trees.borrow_mut().insert(key, trees.clone());
            let path = path.clone();
            parsed.push(Parsed { path, trees });
        }
        Ok(parsed)
    }
}
