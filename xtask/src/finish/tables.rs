//! Tables of numbers that the page computes when it loads a piece, instead of loading them with it.
//!
//! It makes the compressed page 26 kB smaller, which is 1.8 % of it: these numbers follow from a few lines of
//! script, but nothing makes them smaller. Each of the scripts computes one table, here as well as in the page: what
//! it gives here is looked for in the piece and replaced by zeros, so the page computes what was there, or nothing.

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use wasmparser::{DataKind, Operator, Parser, Payload};

use crate::repository::Repository;
use crate::run;

/// A table.
struct Table {
    /// The function that computes it, into a memory at an address.
    function: &'static str,
    /// The script that has this function.
    script: &'static str,
    /// Its size in bytes.
    size: usize,
}

const TABLES: &[Table] = &[
    Table {
        function: "crc32",
        script: include_str!("tables/crc32.js"),
        size: 16 * 256 * 4,
    },
    Table {
        function: "powersOfFive",
        script: include_str!("tables/powers_of_five.js"),
        size: 651 * 16,
    },
];

/// Where script goes that has to run before the program does, as wasm-bindgen writes it.
const STARTS: &str = "    wasm.__wbindgen_start();";

/// How the loader loads a piece, from its address on.
const LOADED: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// What is to be computed once a piece is in the memory: the tables, each with its address.
#[derive(Default)]
pub(super) struct Computed(Vec<(&'static Table, u32)>);

impl Computed {
    /// Takes the tables out of a piece.
    ///
    /// # Errors
    ///
    /// If the piece is no WebAssembly, or a table cannot be computed.
    pub(super) fn take_out(repository: &Repository, piece: &mut [u8]) -> Result<Self> {
        let mut computed = Vec::new();
        for table in TABLES {
            let bytes = table.compute(repository)?;
            if let Some((address, range)) = find(piece, &bytes)? {
                piece[range].fill(0);
                computed.push((table, address));
            }
        }
        Ok(Self(computed))
    }

    /// The program's script, which computes the tables of the first piece before that starts.
    ///
    /// # Errors
    ///
    /// If the script is not written as expected.
    pub(super) fn in_program(&self, script: &str) -> Result<String> {
        let count = script.matches(STARTS).count();
        ensure!(count == 1, "the program's script starts it in another way");
        let calls = self.calls("wasm.memory", ";\n    ");
        let script = script.replace(STARTS, &format!("    {calls}{}", STARTS.trim_start()));
        Ok(script + &self.functions())
    }

    /// The loader, which computes the tables of the piece in `file` once that is loaded.
    ///
    /// # Errors
    ///
    /// If the loader is not written as expected.
    pub(super) fn in_loader(&self, loader: &str, file: &str) -> Result<String> {
        let changed = "the loader of the pieces is written in another way";
        let (before, rest) = loader
            .split_once(&format!("\"./{file}\""))
            .context(changed)?;
        let (between, after) = rest.split_once(LOADED).context(changed)?;
        let calls = self.calls("imports.__wasm_split.memory", ", ");
        Ok(format!(
            "{before}\"./{file}\"{between}{LOADED}.then((piece) => ({calls}piece)){after}{}",
            self.functions()
        ))
    }

    /// The calls of the tables' functions, each with `end` behind it.
    fn calls(&self, memory: &str, end: &str) -> String {
        let calls = self.0.iter();
        calls
            .map(|(table, address)| format!("{}({memory}, {address}){end}", table.function))
            .collect()
    }

    fn functions(&self) -> String {
        let scripts = self.0.iter().map(|(table, _)| table.script);
        scripts.flat_map(|script| ["\n", script]).collect()
    }
}

impl Table {
    /// What its function computes.
    fn compute(&self, repository: &Repository) -> Result<Vec<u8>> {
        let Self {
            function,
            script,
            size,
        } = self;
        let script = format!(
            "{script} const buffer = new ArrayBuffer({size}); {function}({{ buffer }}, 0); \
             process.stdout.write(Buffer.from(buffer).toString(\"hex\"));"
        );
        let mut node = run::command(repository, "node");
        let written = run::answer(node.arg("--eval").arg(script));
        let written = written.with_context(|| format!("Node.js does not compute {function}"))?;
        let bytes = written.as_bytes().chunks(2).map(|digits| {
            let digits = std::str::from_utf8(digits)?;
            Ok(u8::from_str_radix(digits, 16)?)
        });
        let bytes = bytes.collect::<Result<Vec<_>>>()?;
        ensure!(bytes.len() == *size, "Node.js computes another {function}");
        Ok(bytes)
    }
}

/// Where a piece has these bytes, as data for the memory: the address, and the place in the piece.
fn find(piece: &[u8], bytes: &[u8]) -> Result<Option<(u32, Range<usize>)>> {
    for payload in Parser::new(0).parse_all(piece) {
        let Payload::DataSection(section) = payload? else {
            continue;
        };
        for data in section {
            let data = data?;
            let DataKind::Active { offset_expr, .. } = &data.kind else {
                continue;
            };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                continue;
            };
            let found = data
                .data
                .windows(bytes.len())
                .position(|part| part == bytes);
            if let Some(at) = found {
                let start = usize::try_from(data.range.end)? - data.data.len() + at;
                let address = value.cast_unsigned() + u32::try_from(at)?;
                return Ok(Some((address, start..start + bytes.len())));
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ConstExpr, DataSection, Module};

    use super::*;

    /// A piece with the tables in its data, at the address 1,024.
    fn piece(repository: &Repository) -> Vec<u8> {
        let mut bytes = b"before..".to_vec();
        for table in TABLES {
            bytes.extend(table.compute(repository).expect("a table"));
        }
        bytes.extend(b"after");
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(8), *b"other");
        data.active(0, &ConstExpr::i32_const(1024), bytes);
        let mut module = Module::new();
        module.section(&data);
        module.finish()
    }

    #[test]
    fn tables_are_computed_where_they_were() {
        let repository = Repository::find().expect("the repository");
        let mut piece = piece(&repository);
        let length = piece.len();
        let computed = Computed::take_out(&repository, &mut piece).expect("a piece");
        assert_eq!(piece.len(), length);
        let ends = [&b"before.."[..], b"after"];
        let mut rest = ends.map(|end| piece.windows(end.len()).any(|part| part == end));
        rest.sort_unstable();
        assert_eq!(rest, [true, true], "the other data stays");
        assert_eq!(
            computed.calls("m", ";"),
            "crc32(m, 1032);powersOfFive(m, 17416);"
        );
        let none = Computed::take_out(&repository, &mut piece).expect("a piece");
        assert_eq!(none.calls("m", ";"), "", "they are not there any more");
    }

    #[test]
    fn scripts_compute_before_they_are_needed() {
        let computed = Computed(vec![(&TABLES[0], 64)]);
        let program = format!("wasm = instance.exports;\n{STARTS}\n");
        let program = computed.in_program(&program).expect("a script");
        let starts =
            "wasm = instance.exports;\n    crc32(wasm.memory, 64);\n    wasm.__wbindgen_start();\n";
        assert!(program.starts_with(starts), "{program}");
        assert!(program.ends_with(TABLES[0].script));
        assert!(computed.in_program("start();").is_err());

        let loader = format!("a(\"./x.wasm\", {LOADED}) b(\"./y.wasm\", {LOADED});");
        let loader = computed.in_loader(&loader, "y.wasm").expect("a loader");
        let first = format!(
            "a(\"./x.wasm\", {LOADED}) b(\"./y.wasm\", {LOADED}.then((piece) => (crc32(imports.__wasm_split.memory, 64), piece)));"
        );
        assert!(loader.starts_with(&first), "{loader}");
        assert!(computed.in_loader("a(\"./x.wasm\")", "y.wasm").is_err());
    }
}
