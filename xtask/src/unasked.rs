//! Leaves out what a library offers to scripts and no script of this page asks for: streams of the
//! browser, which come with the server functions of Leptos.

use anyhow::{Result, bail};
use wasm_encoder::{ExportKind, ExportSection, Module, RawSection};
use wasmparser::{ExternalKind, Parser, Payload};

/// How the names of those exports and classes go on, whatever stands before.
const STREAM: &str = "intounderlying";

/// The module without those exports, so that what only they need can go as well.
///
/// # Errors
///
/// If the bytes are no WebAssembly module.
pub(crate) fn without_exports(module: &[u8]) -> Result<Vec<u8>> {
    let mut written = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ExportSection(exports) = &payload {
            let mut kept = ExportSection::new();
            for export in exports.clone() {
                let export = export?;
                if !export.name.contains(STREAM) {
                    kept.export(export.name, kind(export.kind)?, export.index);
                }
            }
            written.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            let data = &module[range.start as usize..range.end as usize];
            written.section(&RawSection { id, data });
        }
    }
    Ok(written.finish())
}

fn kind(kind: ExternalKind) -> Result<ExportKind> {
    Ok(match kind {
        ExternalKind::Func => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        ExternalKind::Tag => ExportKind::Tag,
        other => bail!("an export of an unknown kind: {other:?}"),
    })
}

/// The script of wasm-bindgen without the classes around those exports. Each of its statements begins
/// at the start of a line, and goes on up to the next one that does.
pub(crate) fn without_classes(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut is_kept = true;
    for line in script.split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            is_kept = !line.to_ascii_lowercase().contains(STREAM);
        }
        if is_kept {
            kept.push_str(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_go_with_all_their_lines() {
        let script = "import * as x from 'y';\n\
            export class IntoUnderlyingSink {\n    free() {\n        a.b();\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.prototype.x = 1;\n\
            function f() {\n    return 1;\n}\n\
            const IntoUnderlyingSinkFinalization = (a)\n    ? { b }\n    : new C();\n\
            const kept = 1;\n";
        let expected =
            "import * as x from 'y';\nfunction f() {\n    return 1;\n}\nconst kept = 1;\n";
        assert_eq!(without_classes(script), expected);
    }

    #[test]
    fn exports_go_by_name() {
        let mut exports = ExportSection::new();
        for name in ["memory", "__wbg_intounderlyingsink_free"] {
            exports.export(name, ExportKind::Memory, 0);
        }
        let mut module = Module::new();
        module.section(&exports);
        let names = |module: &[u8]| {
            let mut names = Vec::new();
            for payload in Parser::new(0).parse_all(module).flatten() {
                if let Payload::ExportSection(exports) = payload {
                    names.extend(exports.into_iter().flatten().map(|one| one.name.to_owned()));
                }
            }
            names
        };
        assert_eq!(
            names(&without_exports(&module.finish()).unwrap()),
            ["memory"]
        );
    }
}
