//! A macro without quotes that is a whole value.

use pack_model::{Change, FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::text::macros::{MOST_FIXED, bare};

declare_rule! {
    /// ## What it does
    /// Reports a value in values.yaml or presets.yaml that is a Palette macro and nothing else,
    /// without quotes.
    ///
    /// ## Why is this bad
    /// YAML reads `{{ ... }}` without quotes as a map, so Palette does not see the macro, or
    /// cannot read the file.
    ///
    /// ## Example
    /// ```yaml
    /// clusterName: {{ .spectro.system.cluster.name }}
    /// ```
    ///
    /// ## How to fix
    /// Put it in quotes: `"{{ .spectro.system.cluster.name }}"`.
    ///
    /// ## Source
    /// Vendor documentation on macros.
    "macro-not-quoted", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (path, text) in context.texts_with_macros() {
        for (index, range) in bare(text).into_iter().enumerate() {
            let spelled = text.get(range.clone()).unwrap_or_default();
            let message = format!(
                "The macro {spelled} has no quotes, so YAML reads it as a map. Put it in quotes."
            );
            let quote = if spelled.contains('"') { '\'' } else { '"' };
            let can_be_quoted = !spelled.contains(quote);
            let file = FilePath::of(path);
            let report = findings.report(Place::text(file.clone(), range.clone()), message);
            if can_be_quoted && index < MOST_FIXED {
                let mut text = text.to_owned();
                text.replace_range(range.clone(), &format!("{quote}{spelled}{quote}"));
                let change = Change::set_text(file, text);
                report.safe("quote", "Put in quotes", vec![change]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn macros_are_quoted() {
        for (bare, quoted) in [
            (
                "{{ .spectro.system.cluster.name }}",
                "\"{{ .spectro.system.cluster.name }}\"",
            ),
            (
                "{{.spectro.var.a | default \"x\"}} # y",
                "'{{.spectro.var.a | default \"x\"}}' # y",
            ),
        ] {
            let values = |value: &str| {
                format!(
                    "pack:\n  namespace: sample\n  content: {{images: []}}\nreadinessCheck:\n  a: {value}\n"
                )
            };
            let sample = Sample::addon().file("values.yaml", &values(bare));
            let sample = sample.fires(RULE.id, &["values.yaml:5:6"]);
            assert_eq!(sample.findings().len(), 1, "{:#?}", sample.findings());
            let fixed = sample.fixed(RULE.id, "quote").clean();
            assert_eq!(fixed.text("values.yaml"), values(quoted));
        }
    }

    #[test]
    fn other_templates_are_left() {
        let values = "a: \"{{ .spectro.var.a }}\"\nb: x{{ .spectro.var.a }}\nc: {{ .Values.x }}\n# d: {{ .spectro.var.a }}\n";
        Sample::addon().file("values.yaml", values).silent(RULE.id);
    }
}
