//! Which macros of Palette does a YAML text have? They are between `{{` and `}}` and start with
//! `.spectro`.
//!
//! They are searched in the text, because a wrong one may make the file unreadable.

use std::ops::Range;

use pack_model::format::macros::MACROS;

use crate::reading::text::lines::lines;

/// The word that a macro's path begins with.
pub(crate) const WORD: &str = ".spectro";

/// How paths without their leading dot start.
const DOTLESS: [&str; 3] = ["spectro.system.", "spectro.pack.", "spectro.var"];

/// The most findings of one file that get a fix: each fix contains the whole text.
pub(crate) const MOST_FIXED: usize = 20;

/// A macro, or what is probably meant as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Macro<'t> {
    /// From the opening braces to the closing ones, or to the end of the line.
    pub(crate) range: Range<usize>,
    /// The text between the braces.
    pub(crate) inner: &'t str,
    /// Whether it has closing braces.
    pub(crate) closed: bool,
}

/// All macros of a text, except in comment lines.
pub(crate) fn macros(text: &str) -> Vec<Macro<'_>> {
    let mut found = Vec::new();
    if !text.contains("{{") {
        return found;
    }
    for (line_start, line) in lines(text) {
        if line.trim_start().starts_with('#') {
            continue;
        }
        let line = line.trim_end();
        let mut at = 0;
        while let Some(open) = line.get(at..).and_then(|rest| rest.find("{{")) {
            let open = at + open;
            let after = line.get(open + 2..).unwrap_or_default();
            let next = after.find("{{").unwrap_or(after.len());
            let close = after.get(..next).and_then(|inner| inner.find("}}"));
            let length = close.unwrap_or(next);
            let inner = after.get(..length).unwrap_or_default();
            let end = open + 2 + length + if close.is_some() { 2 } else { 0 };
            if is_palette_macro(&inner.to_ascii_lowercase()) {
                found.push(Macro {
                    range: line_start + open..line_start + end,
                    inner,
                    closed: close.is_some(),
                });
            }
            at = end.max(open + 2);
        }
    }
    found
}

/// Whether the text between braces is a macro of Palette, or one without its leading dot.
fn is_palette_macro(inner: &str) -> bool {
    inner.contains(WORD) || lacks_dot(inner)
}

fn lacks_dot(inner: &str) -> bool {
    let inner = inner.trim_start();
    DOTLESS.iter().any(|path| inner.starts_with(path))
}

/// The values that are only a macro without quotes, which YAML reads as a map.
pub(crate) fn bare(text: &str) -> Vec<Range<usize>> {
    let blank = [' ', '\t'];
    let is_bare = |found: &Macro<'_>| {
        let before = text.get(..found.range.start).unwrap_or_default();
        let after = text.get(found.range.end..).unwrap_or_default();
        let after = after.trim_start_matches(blank);
        let value = before.ends_with(' ') && before.trim_end_matches(blank).ends_with([':', '-']);
        let ends = after.is_empty() || after.starts_with(['\n', '\r', '#']);
        // Searching the start of the line comes last, as a line may be long.
        found.closed && value && ends && {
            let line = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = before.get(line..).unwrap_or_default();
            !line.trim_start().starts_with(['"', '\''])
        }
    };
    let found = macros(text).into_iter().filter(is_bare);
    found.map(|found| found.range).collect()
}

/// The paths `.spectro.…` in a macro, and a path without its leading dot at the start, with their
/// bytes in the text.
pub(crate) fn paths<'t>(found: &Macro<'t>) -> Vec<(Range<usize>, &'t str)> {
    let lower = found.inner.to_ascii_lowercase();
    let begin = lower.len() - lower.trim_start().len();
    let dotless = lacks_dot(&lower).then_some(begin);
    let starts = lower.match_indices(".spectro.").map(|(at, _)| at);
    let starts = dotless.into_iter().chain(starts);
    let inner_start = found.range.start + 2;
    starts
        .filter_map(|at| {
            let rest = found.inner.get(at..)?;
            let word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
            let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
            let path = rest.get(..length)?;
            Some((inner_start + at..inner_start + at + length, path))
        })
        .collect()
}

/// The system macros of Palette.
pub(crate) fn system_macros() -> impl Iterator<Item = &'static str> {
    let names = MACROS.iter().map(|known| known.name);
    names.filter(|name| name.starts_with(".spectro.system."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_macros_alone() {
        let text = "a: \"{{ .spectro.system.x }} {{ .Release.Name }}\"\n# {{ .spectro.no }}\nb: {{.Spectro.y}} # c\nc: \"{{ .spectro.z\"\n";
        let found = macros(text);
        let inner: Vec<_> = found
            .iter()
            .map(|found| (found.inner, found.closed))
            .collect();
        assert_eq!(
            inner,
            [
                (" .spectro.system.x ", true),
                (".Spectro.y", true),
                (" .spectro.z\"", false)
            ]
        );
        let bare: Vec<_> = bare(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(bare, ["{{.Spectro.y}}"]);
        let (range, path) = paths(&found[0]).remove(0);
        assert_eq!(
            (&text[range], path),
            (".spectro.system.x", ".spectro.system.x")
        );
    }
}
