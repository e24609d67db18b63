//! Gathers what the page is made of besides Rust, before Trunk builds it.
//!
//! The style sheets under `app/ui` become one file, and the font files are taken out of their npm
//! package. Trunk calls this as a hook, so that plain `trunk serve` works as well.

use std::fs;

use anyhow::{Context, Result};

use crate::place::Place;
use crate::{ensure, run};

/// The weights of Poppins that headings and the preview use, and its licence, which must go along.
const FONTS: &[(&str, &str)] = &[
    ("files/poppins-latin-500-normal.woff2", "poppins-500.woff2"),
    ("files/poppins-latin-600-normal.woff2", "poppins-600.woff2"),
    ("LICENSE", "LICENSE.txt"),
];

/// Writes `target/assets`: `main.css` and `fonts/`.
pub(crate) fn gather(place: &Place) -> Result<()> {
    ensure::packages(place)?;
    let assets = place.assets();
    let fonts = assets.join("fonts");
    fs::create_dir_all(&fonts)?;
    let poppins = ensure::package(place, "@fontsource/poppins");
    for (from, to) in FONTS {
        fs::copy(poppins.join(from), fonts.join(to))
            .with_context(|| format!("the font package has no {from}"))?;
    }
    // Fonts are named relative to the bundle, which lies at the root of the page.
    let mut bundle = ensure::esbuild(place);
    bundle
        .arg("app/ui/style/main.css")
        .args(["--bundle", "--minify", "--external:*.woff2"])
        .arg(format!("--outfile={}", assets.join("main.css").display()));
    run::shown(&mut bundle)
}
