//! What the tests of changes share: a text before, a change, and the text after.

use super::Change;
use crate::edit::{Session, Transaction};
use crate::pack::Pack;
use crate::pack::file::File;

/// Makes a change in a file with this text, expects another text, and takes the change back.
#[track_caller]
pub(super) fn check(before: &str, change: Change, after: &str) {
    check_all(before, vec![change], after);
}

/// The same with several changes, one after the other.
#[track_caller]
pub(super) fn check_all(before: &str, changes: Vec<Change>, after: &str) {
    let file = changes[0].file().clone();
    let said = format!("{changes:?}");
    let mut session = opened(before, &changes[0]);
    session.apply(Transaction::new("Change", changes)).unwrap();
    assert_eq!(session.pack().text(file.as_str()), Some(after), "{said}");
    session.undo();
    assert_eq!(session.pack().text(file.as_str()), Some(before), "{said}");
}

/// Why a change of a file with this text is refused, in words.
#[track_caller]
pub(super) fn refused(before: &str, change: Change) -> String {
    let session = opened(before, &change);
    session.tried(&[change]).unwrap_err().to_string()
}

fn opened(text: &str, change: &Change) -> Session {
    let mut pack = Pack::default();
    pack.put(change.file().clone(), Some(File::of_text(text)));
    Session::open(pack)
}
