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

pub(crate) use self::npm::{esbuild, package};
use crate::place::Place;

/// One thing that must be on the machine.
struct Prerequisite {
    /// What it is, as it is named to the person.
    name: &'static str,
    /// What it is for: completes "which ...".
    why: &'static str,
    present: fn(&Place) -> bool,
    install: fn(&Place) -> Result<()>,
}

/// What building the page takes, in the order of installation.
const PAGE: &[Prerequisite] = &[
    Prerequisite {
        name: "Node.js and npm",
        why: "run the tools that come from the npm registry",
        present: npm::node_present,
        install: npm::node_install,
    },
    Prerequisite {
        name: "the standard library for wasm32-unknown-unknown",
        why: "Rust needs to compile the page to WebAssembly",
        present: wasm_std::present,
        install: wasm_std::install,
    },
    Prerequisite {
        name: "trunk (about 4 minutes)",
        why: "builds and serves the page",
        present: cargo_tools::trunk_present,
        install: cargo_tools::trunk_install,
    },
    Prerequisite {
        name: "wasm-bindgen of the version in Cargo.lock (about 4 minutes)",
        why: "joins the page's WebAssembly to the browser",
        present: cargo_tools::wasm_bindgen_present,
        install: cargo_tools::wasm_bindgen_install,
    },
    Prerequisite {
        name: "wasm-opt",
        why: "makes the page's WebAssembly smaller",
        present: npm::wasm_opt_present,
        install: npm::wasm_opt_install,
    },
    PACKAGES,
];

/// What the built page takes from the npm registry.
const PACKAGES: Prerequisite = Prerequisite {
    name: "the npm packages of xtask/npm",
    why: "hold the page's fonts, its bundler and the accessibility checks",
    present: npm::packages_present,
    install: npm::packages_install,
};

/// What the browser tests take beyond that.
const BROWSER: &[Prerequisite] = &[Prerequisite {
    name: "Chromium and ChromeDriver",
    why: "run the page in the browser tests",
    present: browser::present,
    install: browser::install,
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
    for Prerequisite {
        name,
        why,
        present,
        install,
    } in prerequisites
    {
        if present(place) {
            continue;
        }
        eprintln!("Installing {name}: {why}.");
        install(place).with_context(|| format!("{name} could not be installed"))?;
        if !present(place) {
            bail!("{name} was installed, but still cannot be used");
        }
    }
    Ok(())
}
