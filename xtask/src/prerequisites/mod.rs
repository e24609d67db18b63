//! What the commands need on the machine, as a table, and how each thing is installed.
//!
//! Every command looks first, because looking takes well under a second. Each installation prints
//! one line that says what is installed and why. Nothing is printed where nothing is missing.

mod browser;
mod cargo_tools;
pub(crate) mod compiled_std;
mod lean_std;
mod npm;
mod wasm_std;

use anyhow::{Context, Result, bail};

pub(crate) use self::lean_std::environment as of_release;
pub(crate) use self::npm::{contestants_folder, esbuild, package, packages_folder, terser};
use crate::engine::Engine;
use crate::repository::Repository;

/// One thing that must be on the machine.
struct Prerequisite {
    /// What it is, as messages call it.
    name: &'static str,
    /// What it is for, after "which".
    why: &'static str,
    present: fn(&Repository) -> bool,
    if_missing: IfMissing,
}

/// What to do where something is missing.
enum IfMissing {
    Install(fn(&Repository) -> Result<()>),
    /// Only the person can install it; the sentence says how.
    Ask(&'static str),
}

/// What building the page needs, in the order of installation.
const BUILDING: &[Prerequisite] = &[
    Prerequisite {
        name: "Node.js with npm",
        why: "runs the tools that come from the npm registry",
        present: npm::node_present,
        if_missing: IfMissing::Ask("install Node.js 18 or newer and run this command again"),
    },
    Prerequisite {
        name: "the standard library for wasm32-unknown-unknown",
        why: "Rust needs to compile the page to WebAssembly",
        present: wasm_std::present,
        if_missing: IfMissing::Install(wasm_std::install),
    },
    Prerequisite {
        name: "Trunk (about 4 minutes)",
        why: "builds and serves the page",
        present: cargo_tools::trunk_present,
        if_missing: IfMissing::Install(cargo_tools::trunk_install),
    },
    Prerequisite {
        name: "wasm-bindgen of the version in Cargo.lock (about 4 minutes)",
        why: "connects the page's WebAssembly to the browser",
        present: cargo_tools::wasm_bindgen_present,
        if_missing: IfMissing::Install(cargo_tools::wasm_bindgen_install),
    },
    Prerequisite {
        name: "wasm-opt",
        why: "makes the page's WebAssembly smaller",
        present: npm::wasm_opt_present,
        if_missing: IfMissing::Install(npm::wasm_opt_install),
    },
    NPM_PACKAGES,
];

/// What building a release of the page needs in addition.
const RELEASING: &[Prerequisite] = &[Prerequisite {
    name: "a lean standard library (about half a minute)",
    why: "makes the page's WebAssembly smaller",
    present: lean_std::present,
    if_missing: IfMissing::Install(lean_std::install),
}];

/// What the page and its tests take from the npm registry.
const NPM_PACKAGES: Prerequisite = Prerequisite {
    name: "the npm packages of xtask/npm",
    why: "contain the page's fonts, its code editor, its bundler and the accessibility checks",
    present: npm::packages_present,
    if_missing: IfMissing::Install(npm::packages_install),
};

/// What only the measurements need.
const CONTESTANTS: Prerequisite = Prerequisite {
    name: "the npm packages of xtask/npm/contestants (130 MB)",
    why: "contain the code editors that the page is measured beside",
    present: npm::contestants_present,
    if_missing: IfMissing::Install(npm::contestants_install),
};

/// What the browser tests of an engine need in addition.
fn of_engine(engine: Engine) -> &'static [Prerequisite] {
    match engine {
        Engine::Chromium => &[Prerequisite {
            name: "Chromium and ChromeDriver",
            why: "run the page in the browser tests",
            present: browser::chromium_present,
            if_missing: IfMissing::Install(browser::chromium_install),
        }],
        Engine::Firefox => &[
            Prerequisite {
                name: "Firefox",
                why: "runs the page in the browser tests",
                present: browser::firefox_present,
                if_missing: IfMissing::Install(browser::firefox_install),
            },
            Prerequisite {
                name: "geckodriver (about 2 minutes)",
                why: "controls Firefox in the browser tests",
                present: cargo_tools::geckodriver_present,
                if_missing: IfMissing::Install(cargo_tools::geckodriver_install),
            },
        ],
        Engine::WebKit => &[Prerequisite {
            name: "WebKitGTK's driver and Xvfb",
            why: "run the page in the browser tests, on a display that nobody sees",
            present: browser::webkit_present,
            if_missing: IfMissing::Install(browser::webkit_install),
        }],
    }
}

/// Installs what is missing to build the page.
pub(crate) fn for_building(repository: &Repository) -> Result<()> {
    all(repository, BUILDING)
}

/// Installs what is missing to build the page as it is published, beside what every build needs.
pub(crate) fn for_releasing(repository: &Repository) -> Result<()> {
    all(repository, RELEASING)
}

/// Installs what is missing to test the page in an engine.
pub(crate) fn for_browser_tests(repository: &Repository, engine: Engine) -> Result<()> {
    all(repository, of_engine(engine))
}

/// Installs the npm packages if they are missing.
pub(crate) fn npm_packages(repository: &Repository) -> Result<()> {
    all(repository, &[NPM_PACKAGES])
}

/// Installs what is missing to measure the page beside other code editors.
pub(crate) fn for_measuring(repository: &Repository) -> Result<()> {
    for_browser_tests(repository, Engine::Chromium)?;
    all(repository, &[NPM_PACKAGES, CONTESTANTS])
}

fn all(repository: &Repository, prerequisites: &[Prerequisite]) -> Result<()> {
    for prerequisite in prerequisites {
        let Prerequisite { name, why, .. } = prerequisite;
        if (prerequisite.present)(repository) {
            continue;
        }
        match prerequisite.if_missing {
            IfMissing::Install(install) => {
                eprintln!("Installing {name}, which {why}.");
                install(repository).with_context(|| format!("cannot install {name}"))?;
            }
            IfMissing::Ask(sentence) => bail!("{name}, which {why}, cannot be found: {sentence}"),
        }
        if !(prerequisite.present)(repository) {
            bail!("installed {name}, but still cannot use it");
        }
    }
    Ok(())
}
