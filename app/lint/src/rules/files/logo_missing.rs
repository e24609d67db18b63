//! A pack without a logo.

use pack_model::path::LOGO_PNG;
use pack_model::{FilePath, Place};

use crate::judge::changes::rename_file;
use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports a pack without `logo.png` at its root.
    ///
    /// ## Why is this bad
    /// Every pack must have a logo of this name. Palette shows it on the pack's card, and the
    /// community repository rejects a pack without it.
    ///
    /// ## Example
    /// ```text
    /// pack.json
    /// values.yaml
    /// logo.svg
    /// ```
    ///
    /// ## How to fix
    /// Choose an image, which is converted to PNG if needed. Or generate a logo from the icon of
    /// the pack's category and its initials.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack"; the community repository's checks.
    "logo-missing", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.pack.file(LOGO_PNG).is_some() {
        return;
    }
    let path = FilePath::of(LOGO_PNG);
    let message =
        "logo.png is missing, and every pack needs a logo. Choose an image, or generate one.";
    let report = findings.report(Place::file(path), message);
    match context.misnamed(LOGO_PNG) {
        Some(found) => {
            report.safe(
                "rename",
                format!("Rename {found} to logo.png"),
                rename_file(found, LOGO_PNG),
            );
        }
        None => {
            report.new_logo();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, png};

    #[test]
    fn offers_to_choose_or_to_draw() {
        let sample = Sample::addon()
            .without(LOGO_PNG)
            .fires(RULE.id, &[LOGO_PNG]);
        let fixes: Vec<_> = sample.findings()[0]
            .fixes
            .iter()
            .map(|fix| fix.id.clone())
            .collect();
        assert_eq!(fixes, ["choose", "draw"]);
    }

    #[test]
    fn offers_to_rename_a_file_in_other_case() {
        let sample = Sample::addon()
            .without(LOGO_PNG)
            .bytes("Logo.PNG", &png(64, 64));
        sample
            .fires(RULE.id, &[LOGO_PNG])
            .fixed(RULE.id, "rename")
            .clean();
    }
}
