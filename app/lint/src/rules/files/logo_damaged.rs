//! A logo that cannot be decoded.

use pack_model::path::LOGO_PNG;
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::logo::Logo;

declare_rule! {
    /// ## What it does
    /// Reports a `logo.png` that starts like a PNG but cannot be decoded: it is truncated or has
    /// changed bytes.
    ///
    /// ## Why is this bad
    /// Browsers show only part of it or nothing.
    ///
    /// ## Example
    /// A download that was interrupted, or a file that was committed with converted line ends.
    ///
    /// ## How to fix
    /// Replace it with an intact copy.
    ///
    /// ## Source
    /// W3C, Portable Network Graphics.
    "logo-damaged", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.logo() == Some(&Logo::Damaged) {
        let message = "logo.png is damaged or truncated, so it is shown only in part or not at all. Replace it with an intact copy.";
        findings.report(Place::file(FilePath::of(LOGO_PNG)), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, png};

    #[test]
    fn reports_what_does_not_decode() {
        let whole = png(64, 64);
        for bytes in [
            &whole[..100],
            &whole[..whole.len() / 2],
            b"\x89PNG\r\n\x1a\n",
        ] {
            let findings = Sample::addon()
                .bytes(LOGO_PNG, bytes)
                .fires(RULE.id, &[LOGO_PNG])
                .findings();
            assert_eq!(findings.len(), 1, "{findings:?}");
        }
    }

    #[test]
    fn a_sound_logo_is_fine() {
        Sample::addon().silent(RULE.id);
    }
}
