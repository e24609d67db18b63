//! Words for the errors of decoders.

use std::io;

/// A decoder's error as the end of a sentence: in lower case, without a full stop.
pub(super) fn describe(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return "its end is missing".to_owned();
    }
    let text = error.to_string();
    let mut letters = text.trim_end_matches('.').chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "its bytes cannot be unpacked".to_owned(),
    }
}
