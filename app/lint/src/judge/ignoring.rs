//! Marks the findings that the pack ignores. They stay in the list, so that who asks can see them.

use pack_model::{Action, Diagnostic, Fix, Safety};

use crate::judge::order::start;
use crate::reading::context::Context;

/// Gives the findings that the pack ignores their reason, and offers to check them again instead of
/// their fixes.
pub(crate) fn mark(diagnostics: &mut [Diagnostic], context: &Context<'_>) {
    for found in diagnostics {
        let mut ignores = context.ignores().list.iter();
        let ignore = ignores.find(|ignore| ignore.covers(found, || start(&found.place, context)));
        if let Some(ignore) = ignore {
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
