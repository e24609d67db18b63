//! The differences between charts and manifests in their forms: their list, what is shown of a file,
//! and the texts.

use leptos::prelude::*;
use pack_archive::Entry;
use pack_model::import::AddedValues;
use pack_model::{Change, File, FileList, FilePath, Pack};
use pack_once::view::Signal;

/// A kind of listed files.
pub(crate) struct FileKind {
    /// The list in pack.json, and which files belong in it.
    pub(crate) list: &'static FileList,
    /// The id of the input that adds files.
    pub(crate) add_input: &'static str,
    /// The id of the input that replaces a file.
    pub(crate) replace_input: &'static str,
    /// What the list is for.
    pub(crate) hint: &'static str,
    /// What is shown while there are none.
    pub(crate) empty: &'static str,
    /// Where an added file goes, which its content decides, or why it cannot be added.
    pub(crate) place: fn(&Entry) -> Result<FilePath, String>,
    /// Whether replacing one moves it to the place of its new content.
    pub(crate) moves_when_replaced: bool,
    /// What is shown of a file.
    pub(crate) describe: fn(Signal<Option<File>>) -> AnyView,
    /// Whether the file is an archive whose files can be shown; otherwise it opens as text.
    pub(crate) is_archive: bool,
    /// A remark about the pack, if there is one to make.
    pub(crate) remark: fn(&Pack) -> Option<String>,
    /// What added files change in other files of the pack.
    pub(crate) added_values: fn(&Pack, &[Change]) -> AddedValues,
    /// The folder of the pack out of which a missing file can be made.
    pub(crate) source: fn(&Pack, &FilePath) -> Option<String>,
    /// Makes a file from such a folder.
    pub(crate) made: fn(&Pack, &str) -> Option<File>,
}
