//! A misspelled key under `pack` in values.yaml.

use pack_model::Severity;

use crate::judge::changes::values::{remove, rename_key};
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::values::at_key;
use crate::reading::values::misspelt_keys::{Misspelt, misspelt};

declare_rule! {
    /// ## What it does
    /// Reports a key under `pack` or `pack.content` in values.yaml that is not documented and
    /// differs from a documented one only by case, hyphens or one or two letters. It is a **warning**
    /// if the documented key exists as well.
    ///
    /// ## Why is this bad
    /// Palette only reads values with their exact keys. It ignores a misspelt one.
    ///
    /// ## Example
    /// ```yaml
    /// pack:
    ///   nameSpace: web
    /// ```
    ///
    /// ## How to fix
    /// Rename the key. If the correct one exists as well, decide which value to keep and remove
    /// the other.
    ///
    /// ## Source
    /// Vendor documentation on values of packs.
    "misspelt-pack-value", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(values) = context.values() else {
        return;
    };
    let all = misspelt(&values);
    // Keys at the root are reported by another rule.
    for found in all.iter().filter(|found| !found.map.is_empty()) {
        let (key, meant) = (found.key, found.meant);
        let at = found.pointer();
        let is_second = found.is_second(&values);
        let message = if is_second {
            format!(
                "`{key}` looks like a second `{meant}`, and Palette reads only `{meant}`. Remove `{key}` if it means the same."
            )
        } else {
            format!(
                "`{key}` is probably a misspelling of `{meant}`, so Palette ignores it. Rename it."
            )
        };
        let report = findings
            .report(at_key(at.clone()), message)
            .severity(match is_second {
                true => Severity::Warning,
                false => Severity::Error,
            });
        if !values.yaml.owns(&at) {
            continue;
        }
        if is_second {
            let label = format!("Remove `{key}` and its value");
            report.ask("remove", label, vec![remove(at)]);
            continue;
        }
        let label = format!("Rename to {meant}");
        let change = vec![rename_key(at, meant)];
        let means_same = |other: &&Misspelt<'_>| other.map == found.map && other.meant == meant;
        match all.iter().filter(means_same).count() {
            1 => report.safe("rename", label, change),
            _ => report.ask("rename", label, change),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn check(before: &str, at: &str, fix: &str, after: &str) {
        let fixed = Sample::addon()
            .file("values.yaml", before)
            .fires(RULE.id, &[at])
            .silent("images-missing")
            .silent("namespace-missing")
            .fixed(RULE.id, fix)
            .clean();
        assert_eq!(fixed.text("values.yaml"), after);
    }

    #[test]
    fn keys_are_renamed_in_their_place() {
        let right = "pack:\n  namespace: sample # here\n  content:\n    images: []\n";
        for (name, wrong, pointer) in [
            ("namespace", "nameSpace", "pack/nameSpace"),
            ("content:", "contents:", "pack/contents"),
            ("images", "image", "pack/content/image"),
        ] {
            let before = right.replace(name, wrong);
            check(&before, &format!("values.yaml/{pointer}"), "rename", right);
        }
    }

    #[test]
    fn the_second_of_two_spellings_goes() {
        check(
            "pack:\n  namespace: sample\n  name-space: other\n  content: {images: []}\n",
            "values.yaml/pack/name-space",
            "remove",
            "pack:\n  namespace: sample\n  content: {images: []}\n",
        );
    }

    #[test]
    fn keys_of_other_kinds_and_names_are_left() {
        for values in [
            "pack:\n  namespaces: [a, b]\n",
            "pack:\n  releaseName: a\n  spectrocloud.com/other: b\n",
            "charts:\n  pack:\n    nameSpace: a\n",
            "base: &a {nameSpace: x}\npack:\n  releaseNameOverride: *a\n",
        ] {
            Sample::addon().file("values.yaml", values).silent(RULE.id);
        }
        let merged = "base: &a {nameSpace: x}\npack:\n  <<: *a\n";
        let sample = Sample::addon().file("values.yaml", merged);
        assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
    }
}
