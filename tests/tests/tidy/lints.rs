//! What clippy is told, and what it cannot tell.

use anyhow::{Context, Result};
use pack_tests::repository::{Source, sources};

/// What tests may do, which each `clippy.toml` has to say: clippy reads the nearest one alone.
const ALLOWED_IN_TESTS: &[&str] = &[
    "allow-unwrap-in-tests = true",
    "allow-expect-in-tests = true",
    "allow-panic-in-tests = true",
    "allow-print-in-tests = true",
    "allow-dbg-in-tests = true",
];

#[test]
fn tests_may_do_the_same_everywhere() -> Result<()> {
    let sources = sources()?;
    let is_of_clippy = |source: &&Source| source.path.rsplit('/').next() == Some("clippy.toml");
    let mut found = 0;
    for Source { path, text } in sources.iter().filter(is_of_clippy) {
        let text = text.as_deref().context("clippy.toml is no UTF-8")?;
        for allowed in ALLOWED_IN_TESTS {
            assert!(
                text.lines().any(|line| line == *allowed),
                "{path} lacks {allowed}"
            );
        }
        found += 1;
    }
    assert!(found > 0, "there is no clippy.toml");
    Ok(())
}

/// How serde_json's reader is called by the traits of the standard library, which clippy takes for any other
/// use of them. `app/clippy.toml` names the other ways.
const READERS: &[&str] = &[
    "parse::<serde_json::",
    "parse::<Value>",
    "parse::<Number>",
    "parse::<Map<",
    "Value::from_str",
    "Number::from_str",
    "Value as FromStr",
    "Number as FromStr",
];

#[test]
fn the_page_reads_json_with_pack_syntax_alone() -> Result<()> {
    let is_of_page = |path: &str| {
        let is_test = path.ends_with("tests.rs") || path.contains("/tests/");
        let is_source = path.starts_with("app/") && path.ends_with(".rs");
        is_source && !is_test && !path.starts_with("app/check/")
    };
    let mut found = Vec::new();
    for Source { path, text } in sources()?.iter().filter(|source| is_of_page(&source.path)) {
        let lines = text.iter().flat_map(|text| text.lines());
        for (line, number) in lines
            .zip(1..)
            .take_while(|(line, _)| *line != "#[cfg(test)]")
        {
            if reads_json(line) {
                found.push(format!("{path}:{number}"));
            }
        }
    }
    assert!(found.is_empty(), "not pack_syntax::json: {found:#?}");
    Ok(())
}

/// Whether a line of a source reads JSON with serde_json's reader.
fn reads_json(line: &str) -> bool {
    let is_typed = [": Value = ", ": Number = ", ": serde_json::"];
    let is_typed = is_typed.iter().any(|name| line.contains(name));
    let reads = READERS.iter().any(|reader| {
        let mut found = line.match_indices(reader);
        found.any(|(at, _)| !line[..at].ends_with(char::is_alphanumeric))
    });
    reads || is_typed && line.contains(".parse()")
}

#[test]
fn a_second_reader_of_json_is_found() {
    for line in [
        "let value = text.parse::<serde_json::Value>()?;",
        "let number: Number = text.parse().ok()?;",
        "let value = Value::from_str(text)?;",
    ] {
        assert!(reads_json(line), "{line}");
    }
    for line in [
        "let number: u8 = text.parse().ok()?;",
        "let text = JsValue::from_str(text);",
    ] {
        assert!(!reads_json(line), "{line}");
    }
}
