//! Changes of a file's text, whatever the text is.

use pack_syntax::TextEdit;
use serde::{Deserialize, Serialize};

use super::Change;
use crate::edit::typing::{self, Stroke};
use crate::pack::path::FilePath;

/// A change of a file's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextChange {
    /// Give the file another text, as it was typed. A text without CR keeps the file's own line ends,
    /// because text areas know no others than LF.
    Set {
        /// The whole text.
        text: String,
    },
    /// Make strokes, as they are made in a code editor.
    Type {
        /// The strokes, in order and without overlap.
        strokes: Vec<Stroke>,
    },
    /// Replace bytes of the text as it was when the change was planned.
    Replace {
        /// The bytes, and what comes in their place.
        edit: TextEdit,
    },
}

impl Change {
    /// Give a file another text, as it was typed. A text without CR keeps the file's own line ends.
    pub fn set_text(file: FilePath, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Text(file, TextChange::Set { text })
    }

    /// Make strokes in a file's text, in order and without overlap.
    pub fn type_in(file: FilePath, strokes: Vec<Stroke>) -> Self {
        Self::Text(file, TextChange::Type { strokes })
    }

    /// Replace bytes of a file's text, which is as it is now. Unlike the whole text, it costs nothing to plan.
    pub fn edit_text(file: FilePath, edit: TextEdit) -> Self {
        Self::Text(file, TextChange::Replace { edit })
    }
}

impl TextChange {
    /// The edits of the text.
    pub(super) fn edits(&self, text: &str) -> Vec<TextEdit> {
        match self {
            Self::Set { text: typed } => typing::difference(text, typed),
            Self::Type { strokes } => typing::edits(text, strokes),
            Self::Replace { edit } => vec![edit.clone()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::triple;
    use super::*;

    #[test]
    fn texts_keep_their_line_ends() {
        let file = FilePath::of("README.md");
        let before = "a\r\nb\r\n";
        let stroke = Stroke {
            from: 1,
            to: 1,
            insert: "\n".to_owned(),
        };
        for (change, after) in [
            (Change::set_text(file.clone(), "a\nc\n"), "a\r\nc\r\n"),
            (Change::set_text(file.clone(), "a\nb\n"), before),
            (
                Change::type_in(file.clone(), vec![stroke]),
                "a\r\n\r\nb\r\n",
            ),
            (
                Change::edit_text(file.clone(), TextEdit::replace(3..4, "c")),
                "a\r\nc\r\n",
            ),
        ] {
            triple::check(before, change, after);
        }
    }

    #[test]
    fn what_is_not_text_cannot_be_typed_in() {
        let file = FilePath::of("logo.png");
        let mut pack = crate::Pack::default();
        pack.put(file.clone(), Some(crate::File::new(vec![0xff])));
        let refusal = Change::set_text(file, "a").edits(&pack).unwrap_err();
        let expected =
            "logo.png is not text, so it cannot be edited here. Replace the file instead.";
        assert_eq!(refusal.to_string(), expected);
    }
}
