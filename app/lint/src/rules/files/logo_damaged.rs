//! A logo that cannot be decoded.

use pack_model::logo::is_apples_png;
use pack_model::path::LOGO_PNG;
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::logo::Logo;

declare_rule! {
    /// ## What it does
    /// Reports a `logo.png` that starts like a PNG but cannot be decoded: it is truncated, has
    /// changed bytes, or was taken out of an iPhone app, where Xcode writes PNGs in a form of
    /// Apple's own (`CgBI`).
    ///
    /// ## Why is this bad
    /// Browsers show only part of it or nothing. What is not part of the image, such as a text
    /// with a wrong checksum, is left out and does no harm.
    ///
    /// ## Example
    /// A download that was interrupted, or a file that was committed with converted line ends.
    ///
    /// ## How to fix
    /// Replace it with an intact copy, or one that was not changed by Xcode.
    ///
    /// ## Source
    /// W3C, Portable Network Graphics.
    "logo-damaged", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.logo() == Some(&Logo::Damaged) {
        let file = context.pack.file(LOGO_PNG);
        let message = match file.is_some_and(|file| is_apples_png(&file.bytes)) {
            true => {
                "logo.png is a PNG in Apple's own form for iPhone apps (CgBI), which browsers do not show. Replace it with the image that the app was made from."
            }
            false => {
                "logo.png is damaged or truncated, so it is shown only in part or not at all. Replace it with an intact copy."
            }
        };
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
    fn a_png_out_of_an_iphone_app_is_named() {
        let whole = png(64, 64);
        let own = b"\0\0\0\x04CgBI\x50\0\x20\x02\x2b\xd5\xb3\x7f";
        let changed = [&whole[..8], own, &whole[8..]].concat();
        let sample = Sample::addon()
            .bytes(LOGO_PNG, &changed)
            .fires(RULE.id, &[LOGO_PNG]);
        assert!(sample.findings()[0].message.contains("CgBI"));
    }

    #[test]
    fn a_sound_logo_is_fine() {
        Sample::addon().silent(RULE.id);
    }
}
