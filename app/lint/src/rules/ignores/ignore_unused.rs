//! An ignore of something that is not found.

use pack_model::Deployment;

use crate::judge::findings::Findings;
use crate::judge::ignoring::start;
use crate::judge::rule::{Community, Rule, declare_rule};
use crate::reading::context::Context;
use crate::rules::rendered::value_without_effect;
use crate::rules::{IDS_OF_RENDERING, OF_TEXT};

declare_rule! {
    /// ## What it does
    /// Reports a `# pack-check: ignore[…]` comment or an entry of `.pack-check.yaml` that ignores nothing:
    /// its rule finds nothing there.
    ///
    /// ## Why is this bad
    /// What it ignored is gone, or stands elsewhere. It would hide a later finding, whose reason is another one.
    ///
    /// ## Example
    /// ```yaml
    /// # pack-check: ignore[image-tag-floating] Our registry pins it.
    /// tag: 1.27.0
    /// ```
    ///
    /// ## How to fix
    /// Remove it, or move it to the line of the finding or to the line above it.
    ///
    /// ## Source
    /// The format of Pack Editor, "Ignoring a finding" in its README.
    "ignore-unused", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    // What only the community repository wants is not looked for otherwise.
    let is_looked_for = |rule: &Rule| rule.community != Community::Only || context.for_community;
    let is_of_text = |id: &str| {
        let mut rules = OF_TEXT.iter().map(|checked| &checked.rule);
        id != RULE.id && rules.any(|rule| rule.id == id && is_looked_for(rule))
    };
    report(context, is_of_text, findings);
}

/// The same for the rules on what a cluster gets, once all of that is known.
pub(crate) fn check_rendered(
    context: &Context<'_>,
    deployment: &Deployment,
    findings: &mut Findings,
) {
    let is_explored = deployment.switched_off.is_some() && deployment.presets.is_some();
    if deployment.is_whole() && is_explored {
        let is_checked = |id: &str| {
            let needs_trials = id == value_without_effect::RULE.id;
            IDS_OF_RENDERING.contains(&id) && (!needs_trials || deployment.without_effect.is_some())
        };
        findings.start(RULE.id, RULE.severity);
        report(context, is_checked, findings);
    }
}

/// Reports what is ignored of some rules and was not found.
fn report(context: &Context<'_>, is_checked: impl Fn(&str) -> bool, findings: &mut Findings) {
    let ignores = context.ignores();
    let mut is_used = vec![false; ignores.list.len()];
    for found in findings.so_far() {
        for index in ignores.covering(found, || start(&found.place, context)) {
            is_used[index] = true;
        }
    }
    for (ignore, is_used) in ignores.list.iter().zip(is_used) {
        if is_used || !is_checked(&ignore.rule) {
            continue;
        }
        let rule = &ignore.rule;
        let message = format!("`{rule}` finds nothing here, so this ignores nothing. Remove it.");
        findings.report(ignore.place.clone(), message).ask(
            "remove",
            format!("Stop ignoring `{rule}` here"),
            ignore.removal.clone(),
        );
    }
}

#[cfg(test)]
mod tests {
    use pack_model::Diagnostic;

    use super::*;
    use crate::testing::Sample;

    /// The findings that a pack ignores.
    fn ignored(sample: &Sample) -> Vec<Diagnostic> {
        let all = sample.checked().into_iter();
        all.filter(|found| found.ignored.is_some()).collect()
    }

    /// The pack once the first finding that it ignores is checked again.
    fn checked_again(sample: &Sample) -> Sample {
        let changes = ignored(sample)[0].fixes[0].changes(&sample.pack);
        sample.applied(changes.unwrap())
    }

    /// A sample with a version that starts with v, and this list of what is ignored.
    fn listing(list: &str) -> Sample {
        Sample::addon()
            .set("/version", "v1.2.3")
            .file(".pack-check.yaml", list)
    }

    /// A sample whose values name an image by a floating tag in line 6, and each line as it is given.
    fn images(above: &str, line: &str) -> Sample {
        let list = format!("{above}- image: docker.io/library/nginx:latest{line}\n");
        Sample::images(&list)
    }

    #[test]
    fn comments_ignore_their_line_and_the_one_below() {
        let reasons = |sample: &Sample| {
            let found = ignored(sample).into_iter();
            found.filter_map(|found| found.ignored).collect::<Vec<_>>()
        };
        images("", "").fires(
            "image-tag-floating",
            &["values.yaml/pack/content/images/0/image"],
        );
        let comment = "# pack-check: ignore[image-tag-floating] it is ours";
        let several = "# pack-check: ignore[logo-small, image-tag-floating] it is ours";
        for (above, line, unused) in [
            (format!("{comment}\n"), String::new(), 0),
            (format!("{comment}\n# why\n"), String::new(), 0),
            (String::new(), format!(" {comment}"), 0),
            (format!("{several}\n"), String::new(), 1),
            (String::new(), format!(" {several}"), 1),
        ] {
            let sample = images(&above, &line).silent("image-tag-floating");
            assert_eq!(reasons(&sample), ["it is ours"], "{above} {line}");
            assert_eq!(sample.findings_of(RULE.id).len(), unused, "{above} {line}");
            let again = checked_again(&sample);
            assert!(ignored(&again).is_empty());
            assert_eq!(again.findings_of("image-tag-floating").len(), 1);
            assert!(!again.text("values.yaml").contains(comment));
        }
        for above in [
            "# pack-check: ignore[image-invalid] it is ours\n",
            "# pack-check: ignore[image-tag-floating] it is ours\n\n",
        ] {
            let sample = images(above, "");
            let place = ["values.yaml:5:7"];
            let sample = sample.fires(RULE.id, &place);
            assert_eq!(sample.findings_of("image-tag-floating").len(), 1);
            let values = sample.fixed(RULE.id, "remove").text("values.yaml");
            assert!(!values.contains("pack-check"));
        }
    }

    #[test]
    fn a_whole_file_starts_at_its_first_value() {
        let rule = "values-not-a-map";
        let text = format!("# Ours.\n\n# pack-check: ignore[{rule}] so it is\n- a\n");
        let sample = Sample::addon().file("values.yaml", &text);
        assert_eq!(ignored(&sample.silent(rule).silent(RULE.id)).len(), 1);
    }

    #[test]
    fn what_is_not_looked_for_may_be_ignored() {
        let list = "ignore: [{rule: source-annotation-missing, reason: so it is}]\n";
        let sample = Sample::addon().file(".pack-check.yaml", list).clean();
        let place = ".pack-check.yaml/ignore/0";
        sample.for_community().fires(RULE.id, &[place]);
    }

    #[test]
    fn anchors_and_aliases_do_not_matter() {
        let values = "pack:\n  namespace: sample\n  content:\n    images:\n      # pack-check: ignore[image-tag-floating] ours\n      - &one\n        image: docker.io/library/nginx:latest\n";
        let sample = Sample::addon().file("values.yaml", values);
        assert_eq!(sample.findings_of("image-tag-floating").len(), 1);
        let values = "pack:\n  namespace: sample\n  content:\n    images:\n      # pack-check: ignore[image-tag-floating] ours\n      - image: &one docker.io/library/nginx:latest\nother: *one\n";
        let sample = Sample::addon().file("values.yaml", values);
        let sample = sample.silent("image-tag-floating");
        assert_eq!(ignored(&sample).len(), 1);
        assert!(
            !checked_again(&sample)
                .text("values.yaml")
                .contains("pack-check")
        );
    }

    #[test]
    fn entries_ignore_a_rule_a_file_or_a_path() {
        for (entry, is_meant) in [
            ("rule: version-leading-v", true),
            ("rule: version-leading-v, file: pack.json", true),
            (
                "rule: version-leading-v, file: pack.json, path: /version",
                true,
            ),
            ("rule: version-leading-v, path: /version", true),
            ("rule: version-leading-v, path: \"\"", false),
            ("rule: version-leading-v, file: values.yaml", false),
            ("rule: version-leading-v, path: /name", false),
            ("rule: logo-small", false),
        ] {
            let sample = listing(&format!("ignore: [{{{entry}, reason: so it is}}]\n"));
            assert_eq!(ignored(&sample).len(), usize::from(is_meant), "{entry}");
            let places: &[&str] = if is_meant {
                &[]
            } else {
                &[".pack-check.yaml/ignore/0"]
            };
            let sample = sample.fires(RULE.id, places);
            let after = match is_meant {
                true => checked_again(&sample),
                false => sample.fixed(RULE.id, "remove"),
            };
            assert!(after.pack.file(".pack-check.yaml").is_none());
            assert_eq!(after.findings_of("version-leading-v").len(), 1);
        }
    }

    #[test]
    fn the_last_entry_leaves_what_was_written_beside_it() {
        let list = "# Agreed with the owners.\nignore:\n  - rule: version-leading-v\n    reason: so it is\n";
        let after = checked_again(&listing(list)).text(".pack-check.yaml");
        assert!(after.contains("# Agreed with the owners."), "{after}");
        assert!(!after.contains("version-leading-v"), "{after}");
    }

    #[test]
    fn a_comment_in_brackets_counts() {
        let comment = "# pack-check: ignore[image-tag-floating] it is ours";
        let list = format!(
            "\n      {comment}\n      {{ image: registry.example.org/web:latest }},\n    ]"
        );
        let sample = Sample::images(&format!("[{list}"));
        let sample = sample.silent("image-tag-floating");
        assert_eq!(ignored(&sample).len(), 1);
    }

    #[test]
    fn one_of_several_entries_is_removed() {
        let list = "ignore:\n  # first\n  - rule: version-leading-v\n    reason: so it is\n  - rule: logo-small\n    reason: why\n";
        let sample = listing(list).fires(RULE.id, &[".pack-check.yaml/ignore/1"]);
        let after = sample.fixed(RULE.id, "remove").text(".pack-check.yaml");
        assert_eq!(
            after,
            list.split_inclusive('\n').take(4).collect::<String>()
        );
    }

    #[test]
    fn what_is_found_by_rendering_is_ignored_too() {
        let list = |rule| format!("ignore: [{{rule: {rule}, reason: so it is}}]\n");
        let values = "pack:\n  namespace: sample\n  content:\n    images:\n      - image: docker.io/library/nginx:1.27.0\n";
        let sample = Sample::addon().file("values.yaml", values);
        assert_eq!(sample.findings_of("image-unused").len(), 1);
        let listed = sample
            .clone()
            .file(".pack-check.yaml", &list("image-unused"));
        assert_eq!(ignored(&listed.clean()).len(), 1);
        let unused = sample.file(".pack-check.yaml", &list("object-twice"));
        unused.fires(RULE.id, &[".pack-check.yaml/ignore/0"]);
    }
}
