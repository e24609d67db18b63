//! The findings that are only counted: a list of thousands helps nobody, and would keep the page from
//! answering.

use leptos::prelude::*;
use pack_model::findings::More;
use pack_once::view::{CollectView, live};

use crate::view::findings::use_findings;

/// How many findings of each rule are not listed.
#[component]
pub(super) fn Counted() -> impl IntoView {
    let judged = use_findings().judged;
    live(move || judged.with(|judged| judged.more().map(counted).collect_view()))
}

fn counted(more: &More) -> AnyView {
    let count = in_words(more.count);
    view! {
        <p class="problems__empty" data-testid="problems-unlisted" data-rule=more.rule.clone() data-severity=more.severity.id()>
            {format!("and {count} more of ")}
            <code>{more.rule.clone()}</code>
            ". They are listed once those above are fixed."
        </p>
    }
    .into_any()
}

/// A number with commas between its thousands.
pub(super) fn in_words(count: usize) -> String {
    let digits = count.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        for (count, expected) in [
            (7, "7"),
            (980, "980"),
            (19_980, "19,980"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(in_words(count), expected);
        }
    }
}
