//! What the user does with the files of the pack, as the panel's views report it.

use pack_model::FilePath;
use pack_once::view::Callback;

/// Called with what is to be done. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    /// Picked files are to be added.
    pub(super) add: Callback<Vec<web_sys::File>>,
    /// A file is to be added at the path that was typed and opened, unless that cannot be.
    pub(super) create: Callback<String, Result<(), String>>,
    /// A file is to be opened.
    pub(super) open: Callback<FilePath>,
    /// The open file is to be closed.
    pub(super) close: Callback<()>,
    /// A file is to have the path that was typed, unless that cannot be. Gives its path then.
    pub(super) rename: Callback<(FilePath, String), Result<FilePath, String>>,
    /// A file is to have the content of one that was picked.
    pub(super) replace: Callback<(FilePath, Vec<web_sys::File>)>,
    /// A file is to be removed.
    pub(super) remove: Callback<FilePath>,
    /// A file is to be downloaded.
    pub(super) download: Callback<FilePath>,
    /// The section that changes the logo is to be opened.
    pub(super) change_logo: Callback<()>,
}
