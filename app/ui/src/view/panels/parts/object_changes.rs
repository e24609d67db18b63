//! The objects of a deployment that differ, line by line.

use leptos::prelude::*;
use pack_model::Deployment;
use pack_model::deployment::effect::{Effect as ObjectEffect, effects};
use pack_once::view::CollectView;

use crate::view::components::finding::difference::text_difference;

/// So many objects are shown; the others are counted.
const SHOWN: usize = 20;

/// The objects that differ between a deployment without something and the one with it.
pub(in crate::view::panels) fn changes(
    without: &Deployment,
    with: &Deployment,
    // What it is called: "it" or "them".
    it: &str,
    // What is told where nothing differs.
    nothing: &str,
) -> AnyView {
    let found = effects(without, with);
    let failures = without.failures.iter();
    let failures = failures.filter(|failure| !with.failures.contains(failure));
    let failures = failures.map(|failure| {
        let text = format!(
            "Without {it} {} does not render: {}",
            failure.file, failure.message
        );
        view! { <p class="form__hint">{text}</p> }
    });
    let failures = failures.collect_view();
    let summary = match found.len() {
        0 => nothing.to_owned(),
        1 => format!("1 object is different with {it}."),
        count => format!("{count} objects are different with {it}."),
    };
    let more = found.len().saturating_sub(SHOWN);
    let more = (more > 0)
        .then(|| view! { <p class="form__hint">{format!("And {more} more.")}</p> }.into_any());
    let one = |effect: ObjectEffect<'_>| {
        let object = effect.object();
        let (kind, word) = match effect {
            ObjectEffect::Added(_) => ("added", "added: "),
            ObjectEffect::Removed(_) => ("removed", "removed: "),
            ObjectEffect::Changed { .. } => ("changed", ""),
        };
        let title = format!("{word}{} {}", object.kind, object.name);
        view! {
            <section class="values__changed" data-testid="value-effect-object" data-kind=kind data-name=object.name.clone()>
                <h4 class="difference__file">{title}</h4>
                {text_difference(effect.before(), effect.after())}
            </section>
        }
    };
    view! {
        <p class="form__hint" role="status">{summary}</p>
        {failures}
        {found.into_iter().take(SHOWN).map(one).collect_view()}
        {more}
    }
    .into_any()
}
