//! A logo that is larger than needed.

use pack_model::path::LOGO_PNG;
use pack_model::{FilePath, LogoAction, Place, Safety, logo};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::logo::Logo;

declare_rule! {
    /// ## What it does
    /// Reports a logo of more than 128 kB, or with more than 1024 pixels on a side.
    ///
    /// ## Why is this bad
    /// Lists of packs load many logos and show them at 52 pixels.
    ///
    /// ## Example
    /// ```text
    /// logo.png: PNG image data, 3750 x 3750
    /// ```
    ///
    /// ## How to fix
    /// Scale it down. 512 pixels are sharp on every screen; the fix uses fewer if the file is
    /// still too large.
    ///
    /// ## Source
    /// No limit is documented. The median published logo has 16 kB, the largest 126 kB.
    "logo-heavy", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let (Some(&Logo::Png { width, height }), Some(file)) =
        (context.logo(), context.pack.file(LOGO_PNG))
    else {
        return;
    };
    if logo::is_heavy(file.size(), (width, height)) {
        let kilobytes = file.size().div_ceil(1000);
        let message = format!(
            "The logo has {width} × {height} pixels and {kilobytes} kB, but is shown at 52 pixels. Scale it down, so that it loads faster."
        );
        let report = findings.report(Place::file(FilePath::of(LOGO_PNG)), message);
        report.logo(
            "scale-down",
            "Scale down",
            Safety::Safe,
            LogoAction::ScaleDown,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, png};

    #[test]
    fn bytes_and_pixels_count() {
        // Noise does not compress: 400 by 400 grey pixels are 160 kB.
        for (width, height) in [(400, 400), (1025, 10)] {
            Sample::addon()
                .bytes(LOGO_PNG, &png(width, height))
                .fires(RULE.id, &[LOGO_PNG]);
        }
        Sample::addon()
            .bytes(LOGO_PNG, &png(1024, 60))
            .silent(RULE.id);
    }
}
