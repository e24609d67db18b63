//! The page of a rule: what it does, why it is bad, an example and how to fix it.

use leptos::prelude::*;
use pack_once::view::{Callback, Show, Signal, memo};

use crate::browser::bundle::Bundle;
use crate::view::components::dialog::Modal;
use crate::view::components::markdown::Markdown;

/// The page of a rule, in a dialog.
#[component]
pub(super) fn RulePage(
    /// The code editor's JavaScript, which reads Markdown.
    bundle: Bundle,
    /// The rule's id.
    rule: String,
    /// The page that was asked for last, with its rule's id.
    explained: Signal<Option<(String, String)>>,
    /// Called when the dialog should close.
    on_close: Callback<()>,
) -> impl IntoView {
    let title = rule.clone();
    let page = memo(move || {
        explained.with(|explained| {
            let here = explained
                .as_ref()
                .filter(|(explained, _)| *explained == rule);
            here.map(|(_, page)| without_title(page).to_owned())
        })
    });
    let text = move || page.get().unwrap_or_default();
    view! {
        <Modal title close=on_close>
            <Show when=move || page.with(Option::is_some) fallback=|| view! { <p>"Loading…"</p> }>
                <Markdown bundle text=Signal::derive(text) prefix="rule-" />
            </Show>
        </Modal>
    }
}

/// A page without the heading that names the rule, which the dialog does.
fn without_title(page: &str) -> &str {
    match page.split_once('\n') {
        Some((title, rest)) if title.starts_with("# ") => rest,
        _ => page,
    }
}

#[cfg(test)]
mod tests {
    use super::without_title;

    #[test]
    fn the_dialog_names_the_rule_and_its_page_does_not() {
        assert_eq!(without_title("# id\n\n## What\n"), "\n## What\n");
        assert_eq!(without_title("## What\n# x\n"), "## What\n# x\n");
        assert_eq!(without_title(""), "");
    }
}
