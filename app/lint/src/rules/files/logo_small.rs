//! A logo that is too small.

use pack_model::path::LOGO_PNG;
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::logo::Logo;

declare_rule! {
    /// ## What it does
    /// Reports a logo whose longer side has fewer than 52 pixels.
    ///
    /// ## Why is this bad
    /// Palette's card shows a logo at 52 pixels at most. A smaller one is shown at its own size, smaller
    /// than those of other packs.
    ///
    /// ## Example
    /// ```text
    /// logo.png: PNG image data, 28 x 28
    /// ```
    ///
    /// ## How to fix
    /// Use a larger original, ideally 200 pixels or more.
    ///
    /// ## Source
    /// Measured on the cards of the vendor's pages.
    "logo-small", Info
}

/// The largest size of a logo on a card, in CSS pixels.
const SHOWN: u32 = 52;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(&Logo::Png { width, height }) = context.logo() else {
        return;
    };
    if width.max(height) < SHOWN {
        let message = format!(
            "The logo has only {width} × {height} pixels, so Palette shows it smaller than others. Use one of at least {SHOWN}."
        );
        findings.report(Place::file(FilePath::of(LOGO_PNG)), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, png};

    #[test]
    fn the_longer_side_counts() {
        Sample::addon()
            .bytes(LOGO_PNG, &png(51, 51))
            .fires(RULE.id, &[LOGO_PNG]);
        for (width, height) in [(52, 52), (52, 10), (10, 200)] {
            Sample::addon()
                .bytes(LOGO_PNG, &png(width, height))
                .silent(RULE.id);
        }
    }
}
