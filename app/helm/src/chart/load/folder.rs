//! Charts as folders: which files count.

use super::pattern::{is_valid, matches};
use crate::chart::{SourceFile, paths};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The files that `.helmignore` leaves, without byte-order marks.
pub(in crate::chart) fn kept(files: Vec<SourceFile>) -> Result<Vec<SourceFile>, String> {
    let mut rules = Vec::new();
    if let Some(file) = files.iter().find(|file| file.path == ".helmignore") {
        let text = String::from_utf8_lossy(&file.data);
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text);
        for line in text.lines() {
            rules.extend(Rule::parse(line)?);
        }
    }
    rules.extend(Rule::parse("templates/.?*")?);
    let kept = files
        .into_iter()
        .filter(|file| !is_ignored(&rules, &file.path));
    Ok(kept.map(without_mark).collect())
}

fn without_mark(mut file: SourceFile) -> SourceFile {
    if file.data.starts_with(BYTE_ORDER_MARK.as_bytes()) {
        file.data.drain(..BYTE_ORDER_MARK.len());
    }
    file
}

/// Whether a file, or a folder that it stands in, is ignored.
fn is_ignored(rules: &[Rule], path: &str) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let mut folders = folders.filter(|folder| !folder.is_empty());
    folders.any(|folder| ignores(rules, folder, true)) || ignores(rules, path, false)
}

fn ignores(rules: &[Rule], path: &str, is_folder: bool) -> bool {
    for rule in rules {
        let fits = rule.matches(path);
        match (rule.is_negated, rule.needs_folder && !is_folder) {
            (true, true) => return true,
            (true, false) if !fits => return true,
            (false, false) if fits => return true,
            _ => {}
        }
    }
    false
}

/// A line of `.helmignore`.
struct Rule {
    pattern: String,
    /// What does not fit is ignored.
    is_negated: bool,
    /// Only folders fit.
    needs_folder: bool,
    /// Only the last part of a path is looked at.
    is_name: bool,
}

impl Rule {
    fn parse(line: &str) -> Result<Option<Self>, String> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        if line.contains("**") {
            return Err("double-star (**) syntax is not supported".to_owned());
        }
        if !is_valid(line) {
            return Err("syntax error in pattern".to_owned());
        }
        let (is_negated, rest) = match line.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let (needs_folder, rest) = match rest.strip_suffix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        Ok(Some(Self {
            is_name: !rest.contains('/'),
            pattern: rest.strip_prefix('/').unwrap_or(rest).to_owned(),
            is_negated,
            needs_folder,
        }))
    }

    fn matches(&self, path: &str) -> bool {
        let path = if self.is_name {
            paths::base(path)
        } else {
            path
        };
        matches(&self.pattern, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(rules: &str) -> Result<String, String> {
        let paths = ["a.txt", "b/a.txt", "b/c/d.md", "templates/.x.yaml"];
        let files = paths.map(|path| SourceFile::new(path, ""));
        let rules = SourceFile::new(".helmignore", rules);
        let kept = kept(files.into_iter().chain([rules]).collect())?;
        let paths = kept.into_iter().map(|file| file.path);
        let paths: Vec<_> = paths.filter(|path| path != ".helmignore").collect();
        Ok(paths.join(" "))
    }

    #[test]
    fn rules_leave_files_out() {
        for (rules, expected) in [
            ("", "a.txt b/a.txt b/c/d.md"),
            ("# *.txt\n  a.txt  ", "b/c/d.md"),
            ("/a.txt", "b/a.txt b/c/d.md"),
            ("b/", "a.txt"),
            ("a.txt/", "a.txt b/a.txt b/c/d.md"),
            ("b/c", "a.txt b/a.txt"),
            ("[ad].*", ""),
        ] {
            assert_eq!(left(rules), Ok(expected.to_owned()), "{rules}");
        }
    }

    #[test]
    fn wrong_rules_are_refused() {
        let message = "double-star (**) syntax is not supported".to_owned();
        assert_eq!(left("**/a"), Err(message));
        assert_eq!(left("["), Err("syntax error in pattern".to_owned()));
    }
}
