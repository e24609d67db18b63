//! What the other commands need on the machine, as a table, and its installation.
//!
//! Looking takes well under a second, so every command looks first. Each installation says in one
//! line what is installed and why; where everything is there, nothing is said.

mod browser;
mod cargo_tools;
mod debian_source;
mod npm;
mod wasm_std;

use anyhow::{Context, Result, bail};

pub(crate) use self::npm::{esbuild, package, packages_folder, terser};
use crate::place::Place;

/// One thing that must be on the machine.
struct Prerequisite {
    /// What it is, as it is named to the person.
    name: &'static str,
    /// What it is for, after "which".
    why: &'static str,
    present: fn(&Place) -> bool,
    remedy: Remedy,
}

/// What is done where something is missing.
enum Remedy {
    Install(fn(&Place) -> Result<()>),
    /// Only the person can help; the sentence says how.
    Ask(&'static str),
}

/// What building the page takes, in the order of installation.
const PAGE: &[Prerequisite] = &[
    Prerequisite {
        name: "Node.js with npm",
        why: "runs the tools that come from the npm registry",
        present: npm::node_present,
        remedy: Remedy::Ask("install Node.js 18 or newer and run this command again"),
    },
    Prerequisite {
        name: "the standard library for wasm32-unknown-unknown",
        why: "Rust compiles the page to WebAssembly with",
        present: wasm_std::present,
        remedy: Remedy::Install(wasm_std::install),
    },
    Prerequisite {
        name: "Trunk (about 4 minutes)",
        why: "builds and serves the page",
        present: cargo_tools::trunk_present,
        remedy: Remedy::Install(cargo_tools::trunk_install),
    },
    Prerequisite {
        name: "wasm-bindgen of the version in Cargo.lock (about 4 minutes)",
        why: "joins the page's WebAssembly to the browser",
        present: cargo_tools::wasm_bindgen_present,
        remedy: Remedy::Install(cargo_tools::wasm_bindgen_install),
    },
    Prerequisite {
        name: "wasm-opt",
        why: "makes the page's WebAssembly smaller",
        present: npm::wasm_opt_present,
        remedy: Remedy::Install(npm::wasm_opt_install),
    },
    PACKAGES,
];

/// What the built page takes from the npm registry.
const PACKAGES: Prerequisite = Prerequisite {
    name: "the npm packages of xtask/npm",
    why: "hold the page's fonts, its code editor, its bundler and the accessibility checks",
    present: npm::packages_present,
    remedy: Remedy::Install(npm::packages_install),
};

/// What the browser tests take beyond that.
const BROWSER: &[Prerequisite] = &[Prerequisite {
    name: "Chromium and ChromeDriver",
    why: "run the page in the browser tests",
    present: browser::present,
    remedy: Remedy::Install(browser::install),
}];

/// Makes sure that the page can be built.
pub(crate) fn page(place: &Place) -> Result<()> {
    all(place, PAGE)
}

/// Makes sure that the page can be tested in a browser.
pub(crate) fn browser(place: &Place) -> Result<()> {
    all(place, BROWSER)
}

/// Makes sure of what the page takes from the npm registry.
pub(crate) fn packages(place: &Place) -> Result<()> {
    all(place, &[PACKAGES])
}

fn all(place: &Place, prerequisites: &[Prerequisite]) -> Result<()> {
    for prerequisite in prerequisites {
        let Prerequisite { name, why, .. } = prerequisite;
        if (prerequisite.present)(place) {
            continue;
        }
        match prerequisite.remedy {
            Remedy::Install(install) => {
                eprintln!("Installing {name}, which {why}.");
                install(place).with_context(|| format!("cannot install {name}"))?;
            }
            Remedy::Ask(sentence) => bail!("{name}, which {why}, cannot be found: {sentence}"),
        }
        if !(prerequisite.present)(place) {
            bail!("installed {name}, but still cannot use it");
        }
    }
    Ok(())
}
