//! A macro without its closing braces.

use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::text::macros::macros;

declare_rule! {
    /// ## What it does
    /// Reports a Palette macro in values.yaml or presets.yaml whose `{{` has no `}}` on its line.
    ///
    /// ## Why is this bad
    /// Palette cannot resolve it, so the deployment fails.
    ///
    /// ## Example
    /// ```yaml
    /// clusterName: "{{ .spectro.system.cluster.name }"
    /// ```
    ///
    /// ## How to fix
    /// Add the missing brace.
    ///
    /// ## Source
    /// Vendor documentation on macros.
    "macro-not-closed", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (path, text) in context.texts_with_macros() {
        for found in macros(text).into_iter().filter(|found| !found.closed) {
            let spelled = text.get(found.range.clone()).unwrap_or_default();
            let message = format!(
                "The macro “{spelled}” has no closing }}}}, so Palette cannot resolve it. Add the braces."
            );
            findings.report(Place::text(FilePath::of(path), found.range), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn braces_come_in_pairs() {
        let values = "a: \"{{ .spectro.var.a }\"\nb: \"{{ .spectro.var.b\"\nc: \"{{ .spectro.var.c }}\"\nd: \"{{ x\"\n";
        Sample::addon()
            .file("values.yaml", values)
            .fires(RULE.id, &["values.yaml:1:5", "values.yaml:2:5"]);
    }
}
