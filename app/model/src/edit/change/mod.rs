//! What a form, a fix or a file command wants to change, and how it becomes edits.
//!
//! A change names entries by path, without spans, so it still means the same after other changes. It
//! becomes edits against the pack as it is when the change is made. Each kind of change has a file of
//! its own here, with the constructors of [`Change`] that callers use.

mod carried;
mod entry;
mod file;
mod json;
mod move_into;
mod refusal;
mod text;
#[cfg(test)]
mod triple;
mod yaml;

use pack_syntax::{Json, Pointer, TextEdit, Yaml};
use serde::{Deserialize, Serialize};

use super::file_edit::Edit;
use crate::pack::Pack;
use crate::pack::document::{DocumentFile, JsonFile, YamlFile};
use crate::pack::path::FilePath;

pub use entry::EntryChange;
pub use file::FileChange;
pub use json::JsonChange;
pub use refusal::Refusal;
pub use text::TextChange;
pub use yaml::YamlChange;

/// One intended change of a pack: a file, and what is done to it. The type of the file tells what can
/// be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A file as a whole: it is added, replaced, removed or renamed.
    File(FileChange),
    /// The text of any text file.
    Text(FilePath, TextChange),
    /// An entry of a document, in either format.
    Entry(DocumentFile, EntryChange),
    /// What only JSON needs.
    Json(JsonFile, JsonChange),
    /// What only YAML can do.
    Yaml(YamlFile, YamlChange),
}

/// The edits of a file's text in steps, each for the text that the step before left; or why the text
/// is not changed.
type Steps = Result<Vec<Vec<TextEdit>>, pack_syntax::Refusal>;

impl Change {
    /// The file that changes; of a file that is renamed, the new path.
    pub fn file(&self) -> &FilePath {
        match self {
            Self::File(change) => change.path(),
            Self::Text(file, _) => file,
            Self::Entry(file, _) => file.path(),
            Self::Json(file, _) => file.path(),
            Self::Yaml(file, _) => file.path(),
        }
    }

    /// Whether what it writes anew is no longer as it was when the change was planned: another text, or another
    /// value of the entry.
    pub fn is_overtaken(&self, before: &Pack, now: &Pack) -> bool {
        match self {
            Self::File(_) | Self::Text(..) => {
                let file = before.file(self.file().as_str());
                file.is_some() && file != now.file(self.file().as_str())
            }
            Self::Entry(file, EntryChange::Set { pointer, .. }) => {
                written(before, file, pointer) != written(now, file, pointer)
            }
            Self::Entry(..) | Self::Json(..) | Self::Yaml(..) => false,
        }
    }

    /// The edits that make this change in a pack; none if the pack is like that already.
    pub(crate) fn edits(&self, pack: &Pack) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::File(change) => change.edits(pack),
            Self::Text(file, change) => in_text(pack, file, |text| Ok(vec![change.edits(text)])),
            Self::Entry(file, change) => in_text(pack, file.path(), |text| {
                Ok(vec![change.edits(file, text, pack)?])
            }),
            Self::Json(file, change) => {
                in_text(pack, file.path(), |text| Ok(vec![change.edits(text)?]))
            }
            Self::Yaml(file, change) => in_text(pack, file.path(), |text| change.steps(text, pack)),
        }
    }
}

/// How the value of an entry is written in a pack.
fn written(pack: &Pack, file: &DocumentFile, pointer: &Pointer) -> Option<String> {
    let text = pack.text(file.path().as_str())?;
    let span = match file {
        DocumentFile::Json(_) => Json::read(text).get(pointer)?.span(),
        DocumentFile::Yaml(_) => Yaml::read(text).get(pointer)?.span(),
    };
    Some(text.get(span)?.to_owned())
}

/// The edits of a text file, by the steps that its text needs.
fn in_text(
    pack: &Pack,
    path: &FilePath,
    steps: impl FnOnce(&str) -> Steps,
) -> Result<Vec<Edit>, Refusal> {
    let text = file::existing(pack, path)?
        .text()
        .ok_or_else(|| Refusal::NotText(path.clone()))?;
    let steps = steps(text).map_err(|reason| Refusal::Document {
        file: path.clone(),
        reason,
    })?;
    let edits = steps.into_iter().filter(|edits| !edits.is_empty());
    let edit = |edits| Edit::Text {
        path: path.clone(),
        edits,
    };
    Ok(edits.map(edit).collect())
}
