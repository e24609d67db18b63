//! A system macro that Palette does not know.

use pack_model::{Change, FilePath, Place};

use crate::context::Context;
use crate::findings::Findings;
use crate::macros::{MENDED, WORD, macros, paths, system_macros, texts};
use crate::nearest::nearest;
use crate::rule::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a macro `.spectro.system...` in values.yaml or presets.yaml that is not documented, and
    /// one whose first word is written in another case.
    ///
    /// ## Why is this bad
    /// Palette does not resolve it. The text of the macro stays, or the cluster is not deployed.
    ///
    /// ## Example
    /// ```yaml
    /// clusterName: "{{ .spectro.system.cluster.nmae }}"
    /// ```
    ///
    /// ## How to fix
    /// Use a documented name. Where one is near, the fix writes it.
    ///
    /// ## Source
    /// Vendor documentation on macros.
    "unknown-system-macro", Warning
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (path, text) in texts(context) {
        let mut told = 0;
        for (range, name) in macros(text).iter().flat_map(paths) {
            let lower = format!("{WORD}{}", name.get(WORD.len()..).unwrap_or_default());
            let known = system_macros().any(|known| known == lower);
            let (near, fault) = if !lower.starts_with(".spectro.system.") || known {
                if name == lower {
                    continue;
                }
                (Some(lower.as_str()), "is not written in lower case")
            } else {
                let near = (told < MENDED).then(|| nearest(&lower, system_macros()));
                (near.flatten(), "is not documented")
            };
            told += 1;
            let advice =
                near.map_or_else(String::new, |near| format!(" Probably {near} is meant."));
            let message =
                format!("The macro {name} {fault}, so Palette does not resolve it.{advice}");
            let file = FilePath::of(path);
            let report = findings.report(Place::text(file.clone(), range.clone()), message);
            if let Some(near) = near.filter(|_| told <= MENDED) {
                let mut text = text.to_owned();
                text.replace_range(range, near);
                let change = Change::SetText { file, text };
                report.safe("replace", format!("Change to {near}"), vec![change]);
            }
        }
    }
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
        ] {
            let values = |name: &str| {
                format!(
                    "pack:\n  namespace: sample\n  content: {{images: []}}\nreadinessCheck:\n  a: \"{{{{ {name} | quote }}}}\"\n"
                )
            };
            let sample = Sample::addon().file("values.yaml", &values(wrong));
            let mended = sample
                .fires(RULE.id, &["values.yaml:5:10"])
                .mended(RULE.id, "replace")
                .clean();
            assert_eq!(mended.text("values.yaml"), values(right));
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
