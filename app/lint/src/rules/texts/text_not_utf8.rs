//! A text that is not UTF-8.

use pack_model::facts::files::is_manifest_name;
use pack_model::path::{MANIFESTS, PACK_JSON, PRESETS_YAML, README_MD, SCHEMA_YAML, VALUES_YAML};
use pack_model::{Change, FilePath, Place, Severity};
use pack_syntax::encoding::{Encoding, decode};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;

declare_rule! {
    /// ## What it does
    /// Reports pack.json, README.md, manifests and the YAML files of a pack if they are not UTF-8: UTF-16,
    /// which PowerShell writes, Windows-1252 of older editors, or bytes that are no text.
    ///
    /// ## Why is this bad
    /// JSON, Kubernetes and the community repository's check read UTF-8 only, and Helm refuses other
    /// bytes in YAML. A README.md shows wrong letters. What is in the file is not checked until then.
    ///
    /// ## Example
    /// ```text
    /// kubectl get configmap web -o yaml > manifests/web.yaml
    /// ```
    /// in Windows PowerShell, whose `>` writes UTF-16.
    ///
    /// ## How to fix
    /// Save the file as UTF-8. The fix converts it and keeps its letters and line ends; look at
    /// letters with accents afterwards, as Windows-1252 is a guess.
    ///
    /// ## Source
    /// RFC 8259 for JSON; the readers of YAML in Helm, Kubernetes and Python.
    "text-not-utf8", Error
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (path, file) in context.pack.files() {
        if !is_text(path) || file.text().is_some() {
            continue;
        }
        let place = Place::file(path.clone());
        let Some((encoding, text)) = decode(&file.bytes) else {
            let message = format!(
                "{path} is not text in UTF-8, so it was not checked and cannot be read. Save it as UTF-8, or replace the file."
            );
            findings.report(place, message);
            continue;
        };
        let line = match encoding {
            Encoding::Windows1252 => first_line(&file.bytes),
            Encoding::Utf16Le | Encoding::Utf16Be => 1,
        };
        let severity = match *path == README_MD {
            true => Severity::Warning,
            false => Severity::Error,
        };
        let message = format!(
            "{path} is encoded as {encoding} from line {line} on, but has to be UTF-8, so its content was not checked. Convert it."
        );
        let converted = file.with_bytes(text.into_bytes());
        let change = Change::put_file(path.clone(), converted);
        let report = findings.report(place, message).severity(severity);
        report.ask(
            "convert",
            format!("Convert from {encoding} to UTF-8"),
            vec![change],
        );
    }
}

/// Whether a file is one that is read as text.
fn is_text(path: &FilePath) -> bool {
    let own = [PACK_JSON, VALUES_YAML, PRESETS_YAML, SCHEMA_YAML, README_MD];
    let name = path.name();
    let is_manifest = path.as_str().starts_with(MANIFESTS) && is_manifest_name(name);
    own.iter().any(|own| *path == *own) || (is_manifest && !name.starts_with("._"))
}

/// The first line, from 1, that is not UTF-8.
fn first_line(bytes: &[u8]) -> usize {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let before = bytes.get(..valid).unwrap_or_default();
    before.split(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const MANIFEST: &str = "manifests/sample.yaml";

    fn little(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn big(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn every_text_of_a_pack_is_converted() {
        for path in ["pack.json", "values.yaml", MANIFEST, "README.md"] {
            let text = Sample::addon().text(path).replace('\n', "\r\n");
            let marked = format!("\u{feff}{text}");
            for bytes in [little(&marked), big(&marked), little(&text), big(&text)] {
                let sample = Sample::addon().bytes(path, &bytes);
                let place = path.trim_start_matches("pack.json");
                let sample = sample.fires(RULE.id, &[place]);
                let message = &sample.findings_of(RULE.id)[0].message;
                assert!(
                    message.starts_with(&format!("{path} is encoded as UTF-16")),
                    "{message}"
                );
                let fixed = sample.fixed(RULE.id, "convert").clean();
                assert_eq!(fixed.text(path), text);
            }
        }
    }

    #[test]
    fn windows_texts_name_the_line() {
        let readme = b"# Sample\n\nCaf\xe9 \x96 \x80\n";
        let sample = Sample::addon()
            .bytes("README.md", readme)
            .fires(RULE.id, &["README.md"]);
        let found = &sample.findings_of(RULE.id)[0];
        assert!(
            found
                .message
                .starts_with("README.md is encoded as Windows-1252 from line 3 on"),
            "{found:?}"
        );
        assert_eq!(found.severity, Severity::Warning);
        assert_eq!(
            sample.fixed(RULE.id, "convert").text("README.md"),
            "# Sample\n\nCafé – €\n"
        );
        let values = b"pack:\n  namespace: sample # caf\xe9\n  content:\n    images: []\n";
        let sample = Sample::addon().bytes("values.yaml", values);
        let sample = sample
            .fires(RULE.id, &["values.yaml"])
            .silent("values-missing");
        assert_eq!(sample.findings_of(RULE.id)[0].severity, Severity::Error);
        sample.fixed(RULE.id, "convert").clean();
    }

    #[test]
    fn other_bytes_are_said_to_be_no_text() {
        for path in ["pack.json", "schema.yaml"] {
            let place = path.trim_start_matches("pack.json");
            let sample = Sample::addon()
                .bytes(path, b"{\0}")
                .fires(RULE.id, &[place]);
            assert!(sample.findings_of(RULE.id)[0].fixes.is_empty());
        }
    }

    #[test]
    fn marks_other_files_and_metadata_are_not_its_matter() {
        Sample::addon()
            .file(
                "values.yaml",
                "\u{feff}pack:\n  namespace: sample\n  content: {images: []}\n",
            )
            .bytes("manifests/notes.txt", b"caf\xe9")
            .bytes("manifests/._sample.yaml", b"\0\x05\x16\x07")
            .silent(RULE.id);
    }
}
