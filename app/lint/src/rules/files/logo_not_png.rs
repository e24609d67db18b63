//! A logo.png in another format.

use pack_model::path::LOGO_PNG;
use pack_model::{FilePath, LogoAction, Place, Safety};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::logo::Logo;

declare_rule! {
    /// ## What it does
    /// Reports a `logo.png` that is not a PNG: a renamed JPEG, SVG, WebP, GIF or AVIF, or not an image
    /// at all.
    ///
    /// ## Why is this bad
    /// Palette serves the logo as PNG. Programs that rely on this cannot show another format.
    ///
    /// ## Example
    /// ```text
    /// logo.png: JPEG image data
    /// ```
    ///
    /// ## How to fix
    /// Convert it. The fix does that, and scales down a large image. If the file is not an image,
    /// choose another file.
    ///
    /// ## Source
    /// Vendor documentation, "Add a Custom Pack": a file named `logo.png`.
    "logo-not-png", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(Logo::Other(format)) = context.logo() else {
        return;
    };
    let place = Place::file(FilePath::of(LOGO_PNG));
    match format {
        Some(format) => {
            let message = format!(
                "logo.png has the format {}, not PNG, so Palette may not show it. Convert it.",
                format.label()
            );
            let report = findings.report(place, message);
            report.logo(
                "convert",
                "Convert to PNG",
                Safety::Safe,
                LogoAction::Convert,
            );
        }
        None => {
            let empty = context
                .pack
                .file(LOGO_PNG)
                .is_some_and(|file| file.size() == 0);
            let what = if empty {
                "is an empty file"
            } else {
                "is not an image"
            };
            let message = format!("logo.png {what}, so Palette cannot show it. Choose an image.");
            findings.report(place, message).new_logo();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn check(bytes: &[u8], says: &str, fix: &str) {
        let sample = Sample::addon()
            .bytes(LOGO_PNG, bytes)
            .fires(RULE.id, &[LOGO_PNG]);
        let findings = sample.findings();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(
            findings[0].message.contains(says),
            "{}",
            findings[0].message
        );
        assert_eq!(findings[0].fixes[0].id, fix);
    }

    #[test]
    fn names_what_it_is() {
        check(b"\xff\xd8\xff\xe0\0\x10JFIF\0", "JPEG", "convert");
        check(
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "SVG",
            "convert",
        );
        check(b"RIFF\x10\0\0\0WEBPVP8 ", "WebP", "convert");
        check(b"GIF89a\x01\0", "GIF", "convert");
        check(b"", "empty", "choose");
        check(b"hello", "not an image", "choose");
    }

    #[test]
    fn a_png_is_fine() {
        Sample::addon().silent(RULE.id);
    }
}
