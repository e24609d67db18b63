//! A key that appears more than once in one object of pack.json.

use pack_model::path::PACK_JSON;
use pack_model::{Change, FilePath, JsonFile, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports a key that appears more than once in the same object of `pack.json`.
    ///
    /// ## Why is this bad
    /// Most JSON parsers keep only the last value and drop the others without an error. The value
    /// that you see in the file may not be the one that is used.
    ///
    /// ## Example
    /// ```json
    /// { "version": "1.2.3", "layer": "addon", "version": "1.2.4" }
    /// ```
    ///
    /// ## How to fix
    /// Keep the value you want. The fix keeps the last one, which is what most parsers use.
    ///
    /// ## Source
    /// RFC 8259, section 4.
    "json-duplicate-key", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for duplicate in context.manifest.json().duplicates() {
        let pointer = duplicate.object.child(&duplicate.key);
        let place = Place::key(FilePath::of(PACK_JSON), pointer.clone());
        let message = format!(
            "The key `{}` appears {} times in the same object, and most parsers keep only the last value. Keep the one you want.",
            duplicate.key,
            duplicate.spans.len()
        );
        let keep = Change::keep_last(JsonFile::pack(), pointer);
        findings.report(place, message).ask(
            "keep-last",
            format!("Keep the last `{}`", duplicate.key),
            vec![keep],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn keeps_the_last() {
        let text = Sample::addon().pack.text(PACK_JSON).unwrap().replace(
            "\"version\": \"1.2.3\"",
            "\"version\": \"1.0.0\",\n  \"version\": \"1.1.0\",\n  \"version\": \"1.2.3\"",
        );
        let sample = Sample::addon()
            .file(PACK_JSON, &text)
            .fires(RULE.id, &["/version"]);
        assert!(sample.findings()[0].message.contains("3 times"));
        let fixed = sample.fixed(RULE.id, "keep-last").clean();
        assert_eq!(
            fixed.pack.text(PACK_JSON),
            Sample::addon().pack.text(PACK_JSON)
        );
    }

    #[test]
    fn the_same_key_in_two_objects_is_no_duplicate() {
        Sample::addon()
            .set("/annotations/name", "x")
            .silent(RULE.id);
    }
}
