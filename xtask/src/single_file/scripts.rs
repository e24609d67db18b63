//! The scripts of the single file: each is a bundle, since modules cannot name each other without addresses.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::replaced;
use crate::finish::split;
use crate::repository::Repository;
use crate::{prerequisites, run};

/// The scripts, as texts.
pub(super) struct Scripts {
    /// Starts the page, and says where the program has stopped.
    pub(super) boot: String,
    /// What joins the program with the browser, in a page and in its workers.
    pub(super) program: String,
    /// The code editor.
    pub(super) code: String,
    /// Starts the program in a worker.
    pub(super) worker: String,
}

impl Scripts {
    /// Bundles the scripts of a built page.
    pub(super) fn bundle(repository: &Repository, dist: &Path) -> Result<Self> {
        let bundler = Bundler::new(repository)?;
        let own = repository.root.join("xtask/src/single_file");
        let stem = split::stem(dist)?;
        let program = fs::read_to_string(dist.join(format!("{stem}.js")))?;
        let lazy = split::lazy_folder(&stem);
        let loader = fs::read_to_string(dist.join(&lazy).join(split::LOADER))?;
        bundler.write(&format!("{stem}.js"), &program_script(&program)?)?;
        bundler.write(
            &format!("{lazy}/{}", split::LOADER),
            &loader_script(&loader)?,
        )?;
        let program = format!("import start from \"./{stem}.js\"; packEditor.start = start;");
        bundler.write("program.js", &program)?;

        let code = code_folder(dist)?;
        for name in ["editor.js", "more.js"] {
            let text = fs::read_to_string(code.join(name))?;
            let text = match name {
                "editor.js" => code_script(&text)?,
                _ => text,
            };
            bundler.write(name, &text)?;
        }
        let code = "import * as code from \"./editor.js\"; packEditor.code = code;";
        bundler.write("code.js", code)?;

        for name in ["boot.js", "worker.js"] {
            bundler.write(name, &fs::read_to_string(own.join(name))?)?;
        }
        bundler.write("rescue.js", &fs::read_to_string(dist.join("rescue.js"))?)?;
        Ok(Self {
            boot: bundler.bundle("boot.js")?,
            program: bundler.bundle("program.js")?,
            code: bundler.bundle("code.js")?,
            worker: bundler.bundle("worker.js")?,
        })
    }
}

/// The program's script, in which `import()` asks the page.
fn program_script(text: &str) -> Result<String> {
    let loads = "return import(";
    ensure!(
        text.matches(loads).count() == 1,
        "the program loads modules in another way"
    );
    Ok(text.replace(loads, "return packEditor.module("))
}

/// How the loader begins and ends to ask for a piece.
const ASKS: (&str, &str) = ("fetch(new URL(", ",import.meta.url))");

/// The loader of the pieces, which has them from the page.
fn loader_script(text: &str) -> Result<String> {
    let (begins, ends) = ASKS;
    let count = text.matches(begins).count();
    ensure!(
        count > 0 && count == text.matches(ends).count(),
        "the loader of the pieces is written in another way"
    );
    Ok(text.replace(begins, "packEditor.piece(").replace(ends, ")"))
}

/// The code editor, which has its second file beside it.
fn code_script(text: &str) -> Result<String> {
    let more = "import(\"./more.js\")";
    replaced(text, "import(new URL(", "import.meta.url))", more)
        .context("the code editor loads its second file in another way")
}

/// The folder of the code editor in a built page.
fn code_folder(dist: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        if path.join("editor.js").is_file() {
            return Ok(path);
        }
    }
    None.context("the page has no code editor")
}

/// Bundles modules in a folder of their own.
struct Bundler<'a> {
    repository: &'a Repository,
    folder: PathBuf,
}

impl<'a> Bundler<'a> {
    fn new(repository: &'a Repository) -> Result<Self> {
        let folder = repository.target().join("single-file");
        if folder.is_dir() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self { repository, folder })
    }

    /// Writes a module.
    fn write(&self, path: &str, text: &str) -> Result<()> {
        let path = self.folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text).context("target cannot be written")
    }

    /// A module with all that it imports, as a script that can stand in a page.
    fn bundle(&self, entry: &str) -> Result<String> {
        let out = self.folder.join("out").join(entry);
        let mut esbuild = prerequisites::esbuild(self.repository);
        esbuild
            .arg(self.folder.join(entry))
            .args(["--bundle", "--minify", "--format=iife", "--target=es2022"])
            .arg("--log-override:duplicate-object-key=silent")
            // Without a server nothing has an address.
            .arg("--define:import.meta.url=\"\"")
            .arg(format!("--outfile={}", out.display()));
        run::shown(&mut esbuild)?;
        let text = fs::read_to_string(&out)?;
        ensure!(!text.contains("</script"), "{entry} would end its element");
        ensure!(!text.contains("import("), "{entry} loads a module");
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_has_all_that_it_loads_from_the_page() {
        let program = program_script("f(){return import(u(e,t))}").expect("a program");
        assert_eq!(program, "f(){return packEditor.module(u(e,t))}");
        assert!(program_script("f(){}").is_err());
        let loader = "const e=fetch(new URL(\"./split_later.wasm\",import.meta.url));";
        let loader = loader_script(loader).expect("a loader");
        assert_eq!(loader, "const e=packEditor.piece(\"./split_later.wasm\");");
        assert!(loader_script("fetch(address)").is_err());
        let code = "x=import(new URL(\"more.js\"+q,import.meta.url)).catch(f)";
        let code = code_script(code).expect("a code editor");
        assert_eq!(code, "x=import(\"./more.js\").catch(f)");
        assert!(code_script("import(address)").is_err());
    }
}
