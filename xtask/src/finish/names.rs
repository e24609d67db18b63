//! The names by which the first piece of the program and its script know each other: few, and short.
//!
//! It makes the compressed page 11 kB smaller. wasm-bindgen names what the script offers after the function, with a
//! hash, in both files. It offers the same function once for each of its types in Rust, and the script has
//! classes for streams that Leptos would need with a server, with all that they call in the program.
//!
//! This reads the script as wasm-bindgen writes it, before it is minified.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{ExportSectionReader, ImportSectionReader, Parser, Payload};

/// How the part of the script begins and ends that has the functions for the program.
const OFFERS: &str = "    const import0 = {\n        __proto__: null,\n";
const OFFERED: &str = "    };\n    return {";

/// How an offered function, and anything else in the script, names something of the program.
const OF_PROGRAM: &str = "wasm.";

/// The bound program and its script, with short names for each other's functions. The script's `loader` of the
/// other pieces uses things of the program as well, which keep their names. What neither uses is left out.
///
/// # Errors
///
/// If one of them is not written as expected.
pub(super) fn shortened(module: &[u8], script: &str, loader: &str) -> Result<(Vec<u8>, String)> {
    let script = without_classes(script)?;
    ensure!(
        !script.contains("wasm["),
        "the script uses the program in another way"
    );
    let (head, offers, rest) = parts(&script)?;
    let mut shortening = Shortening::default();
    let mut written = HashMap::new();
    let mut kept = String::new();
    for (name, function) in offers {
        let next = written.len();
        let short = written.entry(function).or_insert_with(|| {
            let short = short_name(next);
            kept.push_str(&offer(&short, function));
            short
        });
        shortening.imports.insert(name, short.clone());
    }
    let script = format!("{head}{OFFERS}{kept}{OFFERED}{rest}");
    let loaded: HashSet<&str> = loader.split(|letter| !is_of_name(letter)).collect();
    let mut renamed = String::with_capacity(script.len());
    let mut rest = &*script;
    while let Some((before, after)) = rest.split_once(OF_PROGRAM) {
        let end = after.find(|letter| !is_of_name(letter));
        let (name, after) = after.split_at(end.unwrap_or(after.len()));
        let next = shortening.exports.len();
        let short = match loaded.contains(name) {
            true => name.to_owned(),
            false => short_name(next),
        };
        let short = shortening.exports.entry(name).or_insert(short);
        // Part of a longer word or of a file's name, it is none.
        let is_name = !before.ends_with(|letter| is_of_name(letter) || letter == '.');
        renamed.push_str(before);
        renamed.push_str(OF_PROGRAM);
        renamed.push_str(if is_name { short } else { name });
        rest = after;
    }
    renamed.push_str(rest);
    for name in loaded {
        let same = || name.to_owned();
        shortening.exports.entry(name).or_insert_with(same);
    }
    Ok((shortening.of_module(module)?, renamed))
}

/// The script, without the functions that the `module` does not import: once the module was optimized, it may
/// need fewer.
///
/// # Errors
///
/// If one of them is not written as expected.
pub(super) fn without_unused(script: &str, module: &[u8]) -> Result<String> {
    let mut used = HashSet::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                used.insert(import?.name);
            }
        }
    }
    let (head, offers, rest) = parts(script)?;
    let kept = offers.into_iter().filter(|(name, _)| used.contains(name));
    let kept: String = kept.map(|(name, function)| offer(name, function)).collect();
    Ok(format!("{head}{OFFERS}{kept}{OFFERED}{rest}"))
}

/// What a script offers to the program: names with functions.
type Offers<'a> = Vec<(&'a str, &'a str)>;

/// The script up to its offers, these, and the rest.
fn parts(script: &str) -> Result<(&str, Offers<'_>, &str)> {
    let changed = "the script no longer has the functions for the program as expected";
    let (head, rest) = script.split_once(OFFERS).context(changed)?;
    let (offers, rest) = rest.split_once(OFFERED).context(changed)?;
    let mut found = Vec::new();
    let mut begin = 0;
    while begin < offers.len() {
        // A line that begins with a name at this depth begins a function.
        let next = offers[begin..]
            .match_indices("\n        ")
            .find(|(at, gap)| offers[begin + at + gap.len()..].starts_with(is_of_name));
        let end = next.map_or(offers.len(), |(at, _)| begin + at + 1);
        let (name, function) = offers[begin..end].split_once(": ").context(changed)?;
        ensure!(function.starts_with("function("), changed);
        found.push((name.trim_start(), function));
        begin = end;
    }
    Ok((head, found, rest))
}

fn offer(name: &str, function: &str) -> String {
    format!("        {name}: {function}")
}

/// The script without its classes, which nothing of the page uses.
fn without_classes(script: &str) -> Result<String> {
    let mut script = script.to_owned();
    while let Some(start) = script.find("export class ") {
        let rest = &script[start..];
        let words: Vec<_> = rest.split_whitespace().take(3).collect();
        let name = words.get(2).copied().unwrap_or_default().to_owned();
        let disposed = format!(
            "\n}}\nif (Symbol.dispose) {name}.prototype[Symbol.dispose] = {name}.prototype.free;\n"
        );
        script = without(&script, start, &disposed, &name)?;
        let finalized = format!("const {name}Finalization = ");
        if let Some(start) = script.find(&finalized) {
            script = without(&script, start, "(ptr, 1));\n", &name)?;
        }
        ensure!(!script.contains(&name), "the script uses its class {name}");
    }
    Ok(script)
}

/// The script without what begins at `start`, up to `end`.
fn without(script: &str, start: usize, end: &str, class: &str) -> Result<String> {
    let (_, rest) = script[start..]
        .split_once(end)
        .ok_or_else(|| anyhow!("the script's class {class} is written in another way"))?;
    Ok(format!("{}{rest}", &script[..start]))
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

/// The first names are a letter, the next ones two, and so on.
fn short_name(number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => last.to_string(),
        before => format!("{}{last}", short_name(before - 1)),
    }
}

/// The short names of what the module imports and exports, by its long ones.
#[derive(Default)]
struct Shortening<'a> {
    imports: HashMap<&'a str, String>,
    exports: HashMap<&'a str, String>,
}

impl Shortening<'_> {
    fn of_module(&self, module: &[u8]) -> Result<Vec<u8>> {
        let mut written = Module::new();
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            match payload {
                Payload::ImportSection(section) => written.section(&self.imports(section)?),
                Payload::ExportSection(section) => written.section(&self.exports(section)?),
                _ => match payload.as_section() {
                    Some((id, range)) => {
                        let data = &module[range.start as usize..range.end as usize];
                        written.section(&RawSection { id, data })
                    }
                    None => continue,
                },
            };
        }
        Ok(written.finish())
    }

    fn imports(&self, section: ImportSectionReader<'_>) -> Result<ImportSection> {
        let mut imports = ImportSection::new();
        for import in section.into_imports() {
            let import = import?;
            let short = self.imports.get(import.name).map(String::as_str);
            let kind = RoundtripReencoder.entity_type(import.ty)?;
            imports.import(import.module, short.unwrap_or(import.name), kind);
        }
        Ok(imports)
    }

    fn exports(&self, section: ExportSectionReader<'_>) -> Result<ExportSection> {
        let mut exports = ExportSection::new();
        for export in section {
            let export = export?;
            if let Some(short) = self.exports.get(export.name) {
                let kind = RoundtripReencoder.export_kind(export.kind)?;
                exports.export(short, kind, export.index);
            }
        }
        Ok(exports)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, TypeSection};

    use super::*;

    /// A script with a class, two functions that are the same, and one of which the program is called.
    const SCRIPT: &str = "\
export class Sink {
    free() {
        wasm.__wbg_sink_free(this.__wbg_ptr, 0);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_close_1a: function(arg0) {
            arg0.close();
        },
        __wbg_close_2b: function(arg0) {
            arg0.close();
        },
        __wbg_read_3c: function() { return handleError(function (arg0) {
            wasm.memory.read(arg0, wasm.__wbindgen_malloc);
        }, arguments); },
    };
    return {
        \"./page_bg.js\": import0,
    };
}
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));
fetch('page_bg.wasm');
";

    const LOADER: &str = "const { memory, } = initSync();";

    fn module(imported: &[&str], exported: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
        for name in imported {
            imports.import("./page_bg.js", name, EntityType::Function(0));
        }
        for name in exported {
            exports.export(name, ExportKind::Func, 0);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&exports);
        module.finish()
    }

    #[test]
    fn names_are_shortened_in_both_and_what_is_unused_is_left_out() {
        let long = module(
            &["__wbg_close_1a", "__wbg_close_2b", "__wbg_read_3c"],
            &["memory", "__wbg_sink_free", "__wbindgen_malloc", "main"],
        );
        let (short, script) = shortened(&long, SCRIPT, LOADER).expect("short names");
        assert!(!script.contains("Sink") && !script.contains("__wbg_close"));
        assert_eq!(script.matches("arg0.close()").count(), 1, "{script}");
        let Some((_, malloc)) = script.split_once("wasm.memory.read(arg0, wasm.") else {
            panic!("{script}");
        };
        let malloc = malloc.split(')').next().expect("a name");
        assert_eq!(short, module(&["a", "a", "b"], &["memory", malloc]));
        assert!(script.contains("fetch('page_bg.wasm')"), "{script}");

        let optimized = module(&["b"], &["memory", malloc]);
        let script = without_unused(&script, &optimized).expect("a script");
        assert!(!script.contains("close"), "{script}");
        let read = "        __proto__: null,\n        b: function() { return handleError(";
        assert!(script.contains(read), "{script}");
        assert!(script.contains("}, arguments); },\n    };\n    return {"));
    }

    #[test]
    fn names_are_letters_and_then_two() {
        let names = [0, 25, 26, 51, 52, 53, 104].map(short_name);
        assert_eq!(names, ["a", "z", "A", "Z", "aa", "ab", "ba"]);
    }

    #[test]
    fn scripts_that_are_written_in_another_way_are_refused() {
        let module = module(&[], &[]);
        assert!(shortened(&module, "", LOADER).is_err());
        let used = SCRIPT.replace("fetch(", "new Sink(");
        assert!(shortened(&module, &used, LOADER).is_err());
        let quoted = SCRIPT.replace("wasm.memory", "wasm[\"memory\"]");
        assert!(shortened(&module, &quoted, LOADER).is_err());
    }
}
