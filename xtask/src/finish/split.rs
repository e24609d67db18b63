//! Splits the program, so that the start page waits for its first piece alone.
//!
//! Trunk knows of one WebAssembly file. In a release build this takes the program as cargo linked
//! it, splits it at the split points in its source, and replaces Trunk's file by the first piece.
//! The other pieces go into a folder of their own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use super::shrink::optimize;
use super::tables::Computed;
use super::{merge, names};
use crate::repository::Repository;
use crate::run;

/// The program as cargo names it. Trunk names what it makes of it `pack-page-<hash>`.
const PROGRAM: &str = "pack-page";

/// How the name of the folder begins that contains what is loaded after the start page; the hash
/// follows.
pub(crate) const LAZY: &str = "lazy-";

/// The file in that folder with the panels, as the split points in the source are named.
pub(crate) const PANELS: &str = "/split_panels.wasm";

/// The file with the renderer.
pub(crate) const RENDERER: &str = "/split_renderer.wasm";

/// The script in that folder that loads the pieces.
pub(crate) const LOADER: &str = "load.js";

/// Splits the program of the page in `folder`, and gives the scripts that were written.
pub(super) fn split(repository: &Repository, folder: &Path) -> Result<Vec<PathBuf>> {
    let stem = stem(folder)?;
    let lazy = lazy_folder(&stem);
    let work = repository.target().join("split");
    if work.is_dir() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(work.join(&lazy))?;
    fs::create_dir_all(folder.join(&lazy))?;

    let program = program(repository);
    let linked =
        fs::read(&program).with_context(|| format!("{} cannot be read", program.display()))?;
    let first = work.join("first.wasm");
    let link = format!("./{lazy}/{LOADER}");
    let script = format!("../{stem}.js");
    let mut options = Options::new(&linked);
    options.output_dir = &work;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &script;
    let pieces = transform(options).map_err(|error| anyhow!("{error:#}"))?;

    bind(repository, &first, &work, &stem)?;
    let (module, program_script) = (format!("{stem}_bg.wasm"), format!("{stem}.js"));
    let loader = format!("{lazy}/{LOADER}");
    let loads = fs::read_to_string(work.join(&loader))?;
    let mut bound = fs::read(work.join(&module))?;
    let text = fs::read_to_string(work.join(&program_script))?;
    let text = Computed::take_out(repository, &mut bound)?.in_program(&text)?;
    let (bound, text) = names::shortened(&bound, &text, &loads)?;
    fs::write(work.join(&module), bound)?;
    optimize(repository, &work.join(&module), &folder.join(&module))?;
    let text = names::without_unused(&text, &fs::read(folder.join(&module))?)?;
    fs::write(folder.join(&program_script), text)?;

    let (own, shared): (Vec<_>, Vec<_>) = pieces
        .split_modules
        .iter()
        .map(|piece| name(piece))
        .partition(|name| name.starts_with("split_"));
    let pack = format!("split_{}.wasm", merge::PACK);
    let mut merged = fs::read(work.join(&pack))?;
    for file in &shared {
        merged = merge::merged(&fs::read(work.join(file))?, &merged)?;
    }
    let computed = Computed::take_out(repository, &mut merged)?;
    fs::write(work.join(&pack), merged)?;
    for name in own {
        optimize(
            repository,
            &work.join(&name),
            &folder.join(&lazy).join(&name),
        )?;
    }
    let loads = merge::loader(&loads, &shared, &pack)?;
    let loads = computed.in_loader(&loads, &pack)?;
    fs::write(folder.join(&loader), with_any_type(&loads)?)?;
    Ok([program_script, loader]
        .map(|script| folder.join(script))
        .into())
}

/// The name of a file.
fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// How the generated loader compiles a piece while it arrives, which browsers do only if the server
/// names the type of WebAssembly.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// How the loader compiles a piece whatever type the server names, as the first piece is.
const OF_ANY_TYPE: &str = r#"src.then(async (answer) => answer.headers.get("Content-Type")?.startsWith("application/wasm")
        ? WebAssembly.instantiateStreaming(answer, imports)
        : WebAssembly.instantiate(await answer.arrayBuffer(), imports))"#;

/// The loader, which loads pieces also from a server that does not know the type of WebAssembly.
fn with_any_type(loader: &str) -> Result<String> {
    ensure!(
        loader.contains(STREAMED),
        "the loader of the pieces no longer has `{STREAMED}`"
    );
    Ok(loader.replace(STREAMED, OF_ANY_TYPE))
}

/// The program as cargo linked it for the release.
fn program(repository: &Repository) -> PathBuf {
    repository
        .target()
        .join("wasm32-unknown-unknown/release")
        .join(format!("{PROGRAM}.wasm"))
}

/// The folder of the pieces that are loaded later.
pub(crate) fn lazy_folder(stem: &str) -> String {
    let hash = stem.rsplit('-').next().unwrap_or_default();
    format!("{LAZY}{hash}")
}

/// What Trunk called the program's files, without their endings.
pub(crate) fn stem(folder: &Path) -> Result<String> {
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

/// Connects the first piece to the browser, as Trunk did with the whole program.
fn bind(repository: &Repository, piece: &Path, into: &Path, stem: &str) -> Result<()> {
    let mut bind = run::command(repository, "wasm-bindgen");
    bind.arg(piece)
        .args(["--target=web", "--no-typescript"])
        // The other pieces use what the linker exports, such as the memory.
        .arg("--keep-lld-exports")
        .arg(format!("--out-name={stem}"))
        .arg(format!("--out-dir={}", into.display()));
    run::quiet(&mut bind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_any_type_are_loaded() {
        let loader = format!("return async (imports) => ({STREAMED});");
        let changed = with_any_type(&loader).expect("a loader");
        assert_eq!(
            changed,
            format!("return async (imports) => ({OF_ANY_TYPE});")
        );
        assert!(with_any_type("return fetch(src)").is_err());
    }
}
