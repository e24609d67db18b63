//! Gives what the program imports from its script short names.
//!
//! It makes the compressed page 7 kB smaller. wasm-bindgen ends the name of each function with the digits of a
//! hash, which stand in the program and in the script, and no compression can shorten those.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// How the names begin that wasm-bindgen gives to functions of the script.
const GENERATED: &str = "__wb";

/// The program and its script, in which generated names are short.
///
/// # Errors
///
/// If the program cannot be read, or the script does not define each of the functions once.
pub(super) fn shortened(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let short = short_names(program)?;
    let script = renamed_in_script(script, &short)?;
    let mut written = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = &payload {
            let mut renamed = ImportSection::new();
            for import in imports.clone().into_imports() {
                let import = import?;
                let name = short.get(import.name).map_or(import.name, String::as_str);
                let kind = RoundtripReencoder.entity_type(import.ty)?;
                renamed.import(import.module, name, kind);
            }
            written.section(&renamed);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = program.get(range).context("a section has no end")?;
            written.section(&RawSection { id, data });
        }
    }
    Ok((written.finish(), script))
}

/// A short name for each generated name of an import.
fn short_names(program: &[u8]) -> Result<HashMap<&str, String>> {
    let mut short = HashMap::new();
    for payload in Parser::new(0).parse_all(program) {
        let Payload::ImportSection(imports) = payload? else {
            continue;
        };
        for import in imports.into_imports() {
            let name = import?.name;
            if name.starts_with(GENERATED) {
                let number = short.len();
                short.entry(name).or_insert_with(|| format!("f{number}"));
            }
        }
    }
    Ok(short)
}

/// The script, which defines each function as `name: function` in a line of its own.
fn renamed_in_script(script: &str, short: &HashMap<&str, String>) -> Result<String> {
    let mut defined = 0;
    let mut written = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let name = line.trim_start().split(':').next().unwrap_or_default();
        match short.get(name) {
            Some(short) if line.contains(&format!("{name}: function(")) => {
                defined += 1;
                written.push_str(&line.replacen(name, short, 1));
            }
            _ => written.push_str(line),
        }
    }
    ensure!(
        defined == short.len(),
        "the script of the program defines {defined} of {} functions in a line of its own each",
        short.len()
    );
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};

    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./page.js", "__wbg_get_01", EntityType::Function(0));
        imports.import("./page.js", "load", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    fn imported(program: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(program) {
            if let Payload::ImportSection(imports) = payload.unwrap() {
                let imports = imports.into_imports();
                names.extend(imports.map(|import| import.unwrap().name.to_owned()));
            }
        }
        names
    }

    #[test]
    fn the_program_and_its_script_have_the_same_short_names() {
        let script =
            "imports = {\n    __wbg_get_01: function(arg0) {\n    },\n    load: load,\n};\n";
        let (program, script) = shortened(&program(), script).unwrap();
        assert_eq!(imported(&program), ["f0", "load"]);
        assert_eq!(
            script,
            "imports = {\n    f0: function(arg0) {\n    },\n    load: load,\n};\n"
        );
    }

    #[test]
    fn a_function_that_the_script_lacks_is_an_error() {
        assert!(shortened(&program(), "imports = {};\n").is_err());
        assert!(shortened(b"no program", "").is_err());
    }
}
