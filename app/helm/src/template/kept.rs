//! Parsed templates, kept from one rendering of a chart to the next: what is typed into values changes no
//! template.

use std::cell::RefCell;
use std::collections::VecDeque;
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
    /// The path and the text of each, with what it was parsed to, in the order in which Helm parses them.
    trees: RefCell<VecDeque<(Text, Text, Rc<Trees>)>>,
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
            let known = before.iter().position(|(known, ..)| known == path);
            let known = known.and_then(|index| before.remove(index));
            let trees = match known {
                Some((_, known, trees)) if known == *text => trees,
                _ => match parse(path, text.clone()) {
                    Ok(trees) => Rc::new(trees),
                    Err(message) => return Err((path.clone(), message)),
                },
            };
            let path = path.clone();
            let kept = (path.clone(), text.clone(), trees.clone());
            self.trees.borrow_mut().push_back(kept);
            parsed.push(Parsed { path, trees });
        }
        Ok(parsed)
    }
}
