//! A logo that is not square.

use pack_model::path::LOGO_PNG;
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::logo::Logo;

declare_rule! {
    /// ## What it does
    /// Reports a logo whose sides differ by more than 2 %.
    ///
    /// ## Why is this bad
    /// Cards show the logo in a square. A logo that is much wider than tall, or taller than wide,
    /// looks small there.
    ///
    /// ## Example
    /// ```text
    /// logo.png: PNG image data, 300 x 100
    /// ```
    ///
    /// ## How to fix
    /// Use a square version of the logo, if there is one.
    ///
    /// ## Source
    /// Measured on the cards of the vendor's pages.
    "logo-not-square", Info
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(&Logo::Png { width, height }) = context.logo() else {
        return;
    };
    let (longer, shorter) = (u64::from(width.max(height)), u64::from(width.min(height)));
    if longer * 100 > shorter * 102 {
        let message = format!(
            "The logo has {width} × {height} pixels but is shown in a square, so it looks small. Use a square version if there is one."
        );
        findings.report(Place::file(FilePath::of(LOGO_PNG)), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Sample, png};

    #[test]
    fn two_percent_are_let_pass() {
        for (width, height) in [(100, 90), (60, 103)] {
            Sample::addon()
                .bytes(LOGO_PNG, &png(width, height))
                .fires(RULE.id, &[LOGO_PNG]);
        }
        Sample::addon()
            .bytes(LOGO_PNG, &png(102, 100))
            .silent(RULE.id);
    }
}
