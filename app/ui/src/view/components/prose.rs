//! Sentences with names of properties and values between backticks.

use leptos::prelude::*;

/// The text, with what stands between backticks set apart as code.
pub(crate) fn prose(text: &str) -> Vec<AnyView> {
    pieces(text)
        .map(|(piece, is_code)| {
            let piece = piece.to_owned();
            if is_code {
                view! { <code>{piece}</code> }.into_any()
            } else {
                piece.into_any()
            }
        })
        .collect()
}

/// The pieces of a text, each with whether it is code. A backtick without its pair stays.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let paired = text.matches('`').count() / 2 * 2;
    let parts = text.splitn(paired + 1, '`').enumerate();
    parts
        .map(|(index, piece)| (piece, index % 2 == 1))
        .filter(|(piece, _)| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, bool)]) {
        assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn code_stands_between_pairs_of_backticks() {
        check("plain", &[("plain", false)]);
        check(
            "the key `eol` is",
            &[("the key ", false), ("eol", true), (" is", false)],
        );
        check("`a` and `b`", &[("a", true), (" and ", false), ("b", true)]);
        check("one ` alone", &[("one ` alone", false)]);
        check("`a` then `", &[("a", true), (" then `", false)]);
    }
}
