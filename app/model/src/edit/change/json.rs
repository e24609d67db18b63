//! Changes that only JSON needs.

use pack_syntax::{Json, Refusal, TextEdit};
use serde::{Deserialize, Serialize};

use super::Change;
use crate::pack::document::JsonFile;

/// A change that only JSON needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JsonChange {
    /// Remove trailing commas and comments.
    MakeStrict,
}

impl Change {
    /// Remove trailing commas and comments from JSON.
    pub fn make_strict(file: JsonFile) -> Self {
        Self::Json(file, JsonChange::MakeStrict)
    }
}

impl JsonChange {
    /// The edits of the document's text.
    pub(super) fn edits(&self, text: &str) -> Result<Vec<TextEdit>, Refusal> {
        match self {
            Self::MakeStrict => Json::read(text).make_strict(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::triple;
    use super::*;

    #[test]
    fn trailing_commas_and_comments_go() {
        triple::check(
            "{ // why\n  \"a\": [1, 2,],\n}\n",
            Change::make_strict(JsonFile::pack()),
            "{\n  \"a\": [1, 2]\n}\n",
        );
    }
}
