//! Splits the program: the start page waits for the first piece alone.
//!
//! Trunk knows of one WebAssembly file. In a release build this takes the program as cargo linked
//! it, splits it where its source says so, and puts the first piece in the place of Trunk's file;
//! the others go into a folder of their own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::likeness;
use crate::place::Place;
use crate::{run, unasked};

/// The program as cargo names it, and as Trunk names what it makes of it: `pack-page-<hash>`.
const PROGRAM: &str = "pack-page";

/// How the folder of what is loaded later begins; the hash follows.
pub(crate) const LATER: &str = "later-";

/// The script in that folder that loads the pieces.
const LOADER: &str = "load.js";

/// Splits the program of the page in `folder`. Gives the scripts that were written.
pub(crate) fn split(place: &Place, folder: &Path) -> Result<Vec<PathBuf>> {
    let stem = stem(folder)?;
    let hash = stem.rsplit('-').next().unwrap_or_default();
    let later = format!("{LATER}{hash}");
    let work = place.target().join("split");
    if work.is_dir() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(work.join(&later))?;
    fs::create_dir_all(folder.join(&later))?;

    let program = program(place);
    let linked =
        fs::read(&program).with_context(|| format!("{} cannot be read", program.display()))?;
    let first = work.join("first.wasm");
    let link = format!("./{later}/{LOADER}");
    let script = format!("../{stem}.js");
    let mut options = Options::new(&linked);
    options.output_dir = &work;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &script;
    let pieces = transform(options).map_err(|error| anyhow!("{error:#}"))?;

    bind(place, &first, &work, &stem)?;
    let module = format!("{stem}_bg.wasm");
    rewrite(&work.join(&module), |module| {
        unasked::without_exports(&module)
    })?;
    rewrite(&work.join(format!("{stem}.js")), |script| {
        let script = String::from_utf8(script)?;
        Ok(unasked::without_classes(&script).into_bytes())
    })?;
    optimize(place, &work.join(&module), &folder.join(&module))?;
    for piece in pieces.split_modules {
        let name = piece.file_name().context("a piece without a name")?;
        optimize(place, &piece, &folder.join(&later).join(name))?;
    }
    let scripts = [format!("{stem}.js"), format!("{later}/{LOADER}")];
    for script in &scripts {
        fs::copy(work.join(script), folder.join(script))?;
    }
    Ok(scripts.iter().map(|script| folder.join(script)).collect())
}

/// Puts something else in the place of a file.
fn rewrite(path: &Path, change: impl FnOnce(Vec<u8>) -> Result<Vec<u8>>) -> Result<()> {
    fs::write(path, change(fs::read(path)?)?)?;
    Ok(())
}

/// The program as cargo linked it for the release.
fn program(place: &Place) -> PathBuf {
    place
        .target()
        .join("wasm32-unknown-unknown/release")
        .join(format!("{PROGRAM}.wasm"))
}

/// What Trunk called the program's files, without their endings.
fn stem(folder: &Path) -> Result<String> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix("_bg.wasm")
            && stem.starts_with(PROGRAM)
        {
            return Ok(stem.to_owned());
        }
    }
    Err(anyhow!("Trunk built no {PROGRAM}-<hash>_bg.wasm"))
}

/// Joins a piece to the browser, as Trunk did with the whole.
fn bind(place: &Place, piece: &Path, into: &Path, stem: &str) -> Result<()> {
    let mut bind = run::command(place, "wasm-bindgen");
    bind.arg(piece)
        .args(["--target=web", "--no-typescript"])
        // The other pieces use what the linker exports, such as the memory.
        .arg("--keep-lld-exports")
        .arg(format!("--out-name={stem}"))
        .arg(format!("--out-dir={}", into.display()));
    run::quiet(&mut bind)
}

/// What Rust's own target uses and every browser of the last years reads. The pieces do not all say
/// it themselves, and wasm-opt would write whatever else it is allowed to.
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

/// Makes WebAssembly as small as it gets once it is compressed: functions that are alike compress
/// better side by side.
fn optimize(place: &Place, from: &Path, to: &Path) -> Result<()> {
    // With names, as only what keeps some can be sorted by others.
    wasm_opt(place, &["-Os", "--debuginfo"], from, to)?;
    fs::write(to, likeness::ranked(&fs::read(to)?)?)?;
    let sort = [
        "--reorder-functions-by-name",
        "--strip-debug",
        "--strip-producers",
    ];
    wasm_opt(place, &sort, to, to)
}

fn wasm_opt(place: &Place, passes: &[&str], from: &Path, to: &Path) -> Result<()> {
    let mut optimize = run::command(place, "wasm-opt");
    optimize
        .args(FEATURES)
        .args(passes)
        .arg(from)
        .arg("-o")
        .arg(to);
    run::quiet(&mut optimize)
}
