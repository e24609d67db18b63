//! Marks the findings that the pack ignores. They stay in the list, so that who asks can see them.

use pack_model::{Action, Diagnostic, Fix, Part, Place, Safety};

use crate::judge::order;
use crate::reading::context::Context;

/// Gives the findings that the pack ignores their reason, and offers to check them again instead of
/// their fixes.
pub(crate) fn mark(diagnostics: &mut [Diagnostic], context: &Context<'_>) {
    let ignores = context.ignores();
    for found in diagnostics {
        let covering = ignores.covering(found, || start(&found.place, context));
        let first = covering.first().and_then(|index| ignores.list.get(*index));
        if let Some(ignore) = first {
            found.ignored = Some(ignore.reason.clone());
            found.fixes = vec![Fix {
                id: "check-again".to_owned(),
                label: "Check again".to_owned(),
                safety: Safety::Safe,
                action: Action::Changes(ignore.removal.clone()),
            }];
        }
    }
}

/// The byte at which a finding's place starts where it is shown. A whole YAML file starts at its first
/// value.
pub(crate) fn start(place: &Place, context: &Context<'_>) -> usize {
    let is_whole = place.pointer.is_root() && !matches!(place.part, Part::Text { .. });
    let yaml = context.yaml(place.file.as_str()).filter(|_| is_whole);
    match yaml.and_then(|yaml| yaml.root()) {
        Some(root) => root.span().start,
        None => order::start(place, context),
    }
}
