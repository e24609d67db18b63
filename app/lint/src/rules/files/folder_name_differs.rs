//! A folder whose name differs from the name and version of its pack.

use pack_model::export::stem;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::at_property;
use pack_model::facts::version::without_v;

declare_rule! {
    /// ## What it does
    /// Reports a pack that was opened from a folder, or from an archive with a folder, that is not
    /// named `<name>-<version>`.
    ///
    /// ## Why is this bad
    /// Palette reads name and version from `pack.json` only, so nothing breaks. But the folder's
    /// name misleads people, or a folder that was copied for a new version still has the old
    /// `pack.json`.
    ///
    /// ## Example
    /// ```text
    /// prometheus-58.0.0/pack.json: { "name": "prometheus-operator", "version": "57.0.0" }
    /// ```
    ///
    /// ## How to fix
    /// Check whether `pack.json` is correct. If it is, rename the folder; an export names it after
    /// the pack.
    ///
    /// ## Source
    /// The convention of the community repository; most of its folders follow it.
    "folder-name-differs", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let manifest = &context.manifest;
    let (Some(folder), Some(name), Some(version)) = (
        context.pack.origin().folder.as_deref(),
        manifest.name().filter(|name| !name.trim().is_empty()),
        manifest.version().filter(|text| !text.trim().is_empty()),
    ) else {
        return;
    };
    let exported = stem(manifest);
    let behind_name = folder
        .strip_prefix(&format!("{name}-"))
        .map(plain)
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if folder == exported || behind_name == Some(plain(&version)) {
        return;
    }
    let differs = behind_name.map_or("name", |_| "version");
    let message = format!(
        "The folder is named “{folder}”, but pack.json says {name} {version}, which is what Palette uses. Correct pack.json, or rename the folder to {exported}."
    );
    findings.report(at_property(differs), message);
}

/// A version without a leading `v`, which another rule reports.
fn plain(version: &str) -> &str {
    without_v(version).unwrap_or(version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use pack_model::Origin;

    fn in_folder(name: &str) -> Sample {
        Sample::addon().from(Origin::in_folder(name))
    }

    #[test]
    fn reports_what_of_the_name_differs() {
        for (folder, place) in [
            ("sample-1.2.4", "/version"),
            ("sample-1.2.3 (1)", "/version"),
            ("sample", "/name"),
            ("sample-operator-1.2.3", "/name"),
            ("samples-1.2.3", "/name"),
            ("sample_1_2_3", "/name"),
        ] {
            in_folder(folder).fires(RULE.id, &[place]);
        }
        let sample = in_folder("sample-1.2.3").set("/version", "1.3.0");
        sample.fires(RULE.id, &["/version"]);
    }

    #[test]
    fn a_folder_of_that_name_and_a_pack_without_one_are_left_alone() {
        in_folder("sample-1.2.3").clean();
        in_folder("sample-v1.2.3").clean();
        let tagged = in_folder("sample-1.2.3").set("/version", "v1.2.3");
        tagged.silent(RULE.id);
        in_folder("My-Pack-1.2.3")
            .set("/name", "My/Pack")
            .silent(RULE.id);
        Sample::addon().clean();
    }

    #[test]
    fn a_pack_without_name_or_version_has_other_findings() {
        for key in ["/name", "/version"] {
            in_folder("x").unset(key).silent(RULE.id);
            in_folder("x").set(key, " ").silent(RULE.id);
        }
    }
}
