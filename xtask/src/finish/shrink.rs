//! Makes a piece of WebAssembly small, and smaller still once it is compressed.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::function_order;
use crate::repository::Repository;
use crate::run;
use crate::size::brotli_size;

/// What Rust's own target uses, and every browser of the last years supports. Not every piece names
/// what it uses, and wasm-opt would use whatever else it is allowed to.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What makes a piece of WebAssembly small. What counts is its size once it is compressed, for which functions
/// should resemble others: one with a single caller goes into it only if it is short, and neither what is
/// computed twice nor what all callers pass alike is taken out, although that makes the file itself smaller.
/// Nothing has its place below the address 1,024, where the stack would end: so a constant that is added to an
/// address can be part of the instruction. Without hints about alignment, which no browser heeds, instructions that
/// differ in nothing else are the same: that makes the compressed page 5 kB smaller.
const SHRINK: &[&str] = &[
    "-Os",
    "--skip-pass=local-cse",
    "--skip-pass=dae-optimizing",
    "--low-memory-unused",
    "--dealign",
    "--debuginfo",
];

/// What is tried beside that: how short a function with a single caller is, and passes as long as they help. How
/// well a piece compresses hangs on details: each of these is the best one for some piece, and makes another up to
/// 2 % larger.
const VARIANTS: &[&[&str]] = &[
    &["--one-caller-inline-max-function-size=50"],
    &["--one-caller-inline-max-function-size=50", "--converge"],
    &["--one-caller-inline-max-function-size=20", "--converge"],
];

/// Makes a piece of WebAssembly small: by each of the variants, of which the smallest is kept, with its functions
/// in the order in which they compress best. See [`function_order`].
///
/// # Errors
///
/// If the piece cannot be read, optimised or written.
pub(super) fn optimize(repository: &Repository, from: &Path, to: &Path) -> Result<()> {
    let mut smallest: Option<(usize, Vec<u8>)> = None;
    for more in VARIANTS {
        let bytes = optimized(repository, &[SHRINK, more].concat(), from, to)?;
        let size = brotli_size(&bytes)?;
        if smallest.as_ref().is_none_or(|(least, _)| size < *least) {
            smallest = Some((size, bytes));
        }
    }
    if let Some((_, bytes)) = smallest {
        fs::write(to, bytes)?;
    }
    Ok(())
}

/// The piece after these passes, with its functions in the best order. What lies at `to` is overwritten.
fn optimized(repository: &Repository, passes: &[&str], from: &Path, to: &Path) -> Result<Vec<u8>> {
    wasm_opt(repository, passes, from, to)?;
    fs::write(to, function_order::named_by_rank(&fs::read(to)?)?)?;
    let sort = ["--reorder-functions-by-name", "--debuginfo"];
    wasm_opt(repository, &sort, to, to)?;
    function_order::without_names(&fs::read(to)?)
}

fn wasm_opt(repository: &Repository, passes: &[&str], from: &Path, to: &Path) -> Result<()> {
    let mut optimize = run::command(repository, "wasm-opt");
    optimize
        .args(FEATURES)
        .args(passes)
        .arg(from)
        .arg("-o")
        .arg(to);
    run::quiet(&mut optimize)
}
