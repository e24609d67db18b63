//! Names that are cut in their middle where there is no room for all of them: many begin alike, and differ in how
//! they end.

use leptos::prelude::*;

/// So many characters of the end stay.
const END: usize = 14;

/// A text that loses its middle, but not for screen readers.
pub(super) fn cut_middle(text: &str) -> AnyView {
    let (start, end) = parts(text);
    let whole = (!end.is_empty())
        .then(|| view! { <span class="visually-hidden">{text.to_owned()}</span> }.into_any());
    let is_hidden = whole.is_some().then_some("true");
    view! {
        <span class="cut-middle" aria-hidden=is_hidden>
            <span>{start.to_owned()}</span>
            <span>{end.to_owned()}</span>
        </span>
        {whole}
    }
    .into_any()
}

/// What may be cut, and what may not.
fn parts(text: &str) -> (&str, &str) {
    let mut from_end = text.char_indices().rev().skip(END - 1);
    let at = from_end.next().map(|(at, _)| at);
    // A short text is cut at its end.
    let has_more = from_end.nth(END).is_some();
    text.split_at(at.filter(|_| has_more).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_text_stays() {
        for (text, expected) in [
            (
                "consul-consul-gateway-cleanup",
                ("consul-consul-g", "ateway-cleanup"),
            ),
            ("consul-consul-server", ("consul-consul-server", "")),
            ("", ("", "")),
        ] {
            assert_eq!(parts(text), expected);
        }
    }
}
