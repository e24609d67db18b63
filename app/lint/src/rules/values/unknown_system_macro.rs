//! A system macro that Palette does not know.

use pack_model::{Change, FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::text::macros::{MOST_FIXED, WORD, macros, paths, system_macros};
use crate::reading::text::nearest::nearest;

declare_rule! {
    /// ## What it does
    /// Reports a macro `.spectro.system...` in values.yaml or presets.yaml that is not documented,
    /// is not in lower case or has no leading dot.
    ///
    /// ## Why is this bad
    /// Palette cannot resolve it. The macro stays in the text, or the deployment fails.
    ///
    /// ## Example
    /// ```yaml
    /// clusterName: "{{ .spectro.system.cluster.nmae }}"
    /// ```
    ///
    /// ## How to fix
    /// Use a documented name. If one is similar, the fix writes it.
    ///
    /// ## Source
    /// Vendor documentation on macros.
    "unknown-system-macro", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (path, text) in context.texts_with_macros() {
        let mut reported = 0;
        for (range, name) in macros(text).iter().flat_map(paths) {
            let can_be_fixed = reported < MOST_FIXED;
            let Some((problem, near)) = problem(name, can_be_fixed) else {
                continue;
            };
            reported += 1;
            let advice = match &near {
                Some(near) => format!(" Did you mean {near}?"),
                None => String::new(),
            };
            let message =
                format!("The macro {name} {problem}, so Palette cannot resolve it.{advice}");
            let file = FilePath::of(path);
            let report = findings.report(Place::text(file.clone(), range.clone()), message);
            if let Some(near) = near.filter(|_| can_be_fixed) {
                let mut text = text.to_owned();
                text.replace_range(range, &near);
                let change = Change::set_text(file, text);
                report.safe("replace", format!("Change to {near}"), vec![change]);
            }
        }
    }
}

/// What is wrong with the path of a macro, and the path that is probably meant, if it is asked for.
fn problem(name: &str, wants_meant: bool) -> Option<(&'static str, Option<String>)> {
    let lower = name.to_ascii_lowercase();
    let lower = format!(".{}", lower.trim_start_matches('.'));
    let rest = lower.strip_prefix(WORD)?.strip_prefix('.')?;
    let kind = rest.split('.').next().unwrap_or_default();
    if kind == "system" && !system_macros().any(|known| known == lower) {
        let near = wants_meant.then(|| nearest(&lower, system_macros()));
        return Some(("is not documented", near.flatten().map(str::to_owned)));
    }
    // The names of packs, values and variables keep their case.
    let path = rest.get(kind.len()..)?;
    let path = match kind {
        "system" => path,
        _ => name.get(name.len() - path.len()..)?,
    };
    let is_variable = matches!(kind, "vars" | "variable" | "variables");
    let right = format!("{WORD}.{}{path}", if is_variable { "var" } else { kind });
    let problem = match name.starts_with('.') {
        false => "has no leading dot",
        true if is_variable => "is not documented",
        true => "is not written in lower case",
    };
    (name != right).then_some((problem, Some(right)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn near_names_are_mended() {
        for (wrong, right) in [
            (
                ".spectro.system.cluster.nmae",
                ".spectro.system.cluster.name",
            ),
            (".Spectro.system.cluster.uid", ".spectro.system.cluster.uid"),
            (".Spectro.var.x", ".spectro.var.x"),
            (".Spectro.System.Cluster.UID", ".spectro.system.cluster.uid"),
            (".Spectro.var.theName", ".spectro.var.theName"),
            (".spectro.vars.theName", ".spectro.var.theName"),
            (
                "spectro.system.cluster.name",
                ".spectro.system.cluster.name",
            ),
        ] {
            let values = |name: &str| {
                format!(
                    "pack:\n  namespace: sample\n  content: {{images: []}}\nreadinessCheck:\n  a: \"{{{{ {name} | quote }}}}\"\n"
                )
            };
            let sample = Sample::addon().file("values.yaml", &values(wrong));
            let fixed = sample
                .fires(RULE.id, &["values.yaml:5:10"])
                .fixed(RULE.id, "replace")
                .clean();
            assert_eq!(fixed.text("values.yaml"), values(right));
        }
        let sample = Sample::addon().file("values.yaml", "a: \"{{ .spectro.system.moon }}\"\n");
        let sample = sample.fires(RULE.id, &["values.yaml:1:8"]);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }

    #[test]
    fn documented_names_and_others_are_left() {
        let values = "a: \"{{ .spectro.system.kubernetes.version | substr 0 4 }}\"\nb: \"{{ .spectro.pack.x.y }}\"\n";
        Sample::addon().file("values.yaml", values).silent(RULE.id);
    }
}
