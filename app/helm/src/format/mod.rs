//! How Go prints: `fmt` with its verbs and its texts for wrong ones, `strconv`'s quoting and its
//! numbers. Templates print every value this way, so a float of a million reads `1e+06`.

mod float;
mod pad;
mod print;
mod printf;
mod quote;
mod unquote;
mod verbs;

pub use float::{FloatForm, float};
pub use print::{print, print_in_place, print_line, sprint};
pub use printf::printf;
pub use quote::{can_backquote, is_print, quote, quote_ascii, quote_rune};
pub use unquote::{Unquoted, unquote, unquote_char};
