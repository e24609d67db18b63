//! A property of pack.json that no schema lists.

use pack_model::format::property::find;
use pack_model::path::PACK_JSON;
use pack_model::{FilePath, Place};
use pack_once::sort::sort;
use pack_syntax::json::Member;

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::pack_json::properties::{meant, objects};

declare_rule! {
    /// ## What it does
    /// Reports a property that neither the documented schema nor that of the community repository
    /// lists, at the root of `pack.json` and inside `constraints`.
    ///
    /// ## Why is this bad
    /// Additional properties are allowed, but Palette probably ignores them.
    ///
    /// ## Example
    /// ```json
    /// { "kubeVersion": ">=1.28" }
    /// ```
    ///
    /// ## How to fix
    /// You can keep it. Move notes for people to `annotations` or README.md.
    ///
    /// ## Source
    /// The documented schema allows additional properties.
    "unknown-property", Info
}

/// The most properties of one object that are reported: if there are more, something else is wrong.
const MOST: usize = 100;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for known in objects(&context.manifest) {
        let members = known.object.members().unwrap_or_default().iter();
        let is_known = |member: &Member| find(known.properties, member.key()).is_some();
        let unknown =
            members.filter(|member| !is_known(member) && meant(member, known.properties).is_none());
        let mut keys: Vec<_> = unknown.map(|member| member.key()).collect();
        sort(&mut keys);
        keys.dedup();
        for key in keys.into_iter().take(MOST) {
            let place = Place::key(FilePath::of(PACK_JSON), known.pointer.child(key));
            let message = format!(
                "`{key}` is not in any schema of pack.json, so Palette probably ignores it. You can leave it as it is."
            );
            findings.report(place, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use serde_json::json;

    #[test]
    fn points_out_what_no_schema_knows() {
        let sample = Sample::addon()
            .set("/kubeVersion", ">=1.28")
            .set("/constraints", json!({ "notes": [] }));
        sample.fires(RULE.id, &["/constraints/notes", "/kubeVersion"]);
    }

    #[test]
    fn annotations_are_free_and_misspellings_are_not_unknown() {
        Sample::addon()
            .set("/annotations/anything", "x")
            .set("/Charts", json!([]))
            .silent(RULE.id);
    }
}
