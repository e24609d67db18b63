//! Macros within `{{ }}`, and in schema.yaml the functions and tokens of constraints.

use std::ops::Range;

use super::{Completion, Explanation, offer};
use crate::format::macros::{CONSTRAINTS, MACROS, Macro, TOKENS};
use crate::pack::path::FilePath;

/// The completions at a byte within braces; `None` outside of them.
pub(super) fn complete(file: &FilePath, text: &str, at: usize) -> Option<Completion> {
    let before = text.get(..at)?;
    let (table, from) = table(file, before)?;
    let offers = table
        .iter()
        .map(|entry| offer(entry.name, "", entry.help))
        .collect();
    Some(Completion { from, offers })
}

/// The explanation of the macro or function at a byte.
pub(super) fn explain(file: &FilePath, text: &str, at: usize) -> Option<Explanation> {
    let end = text
        .get(at..)?
        .find(|c| !is_of_word(c))
        .map_or(text.len(), |end| at + end);
    let (table, from) = table(file, text.get(..end)?)?;
    let range: Range<usize> = from..end;
    let word = text.get(range.clone())?;
    let known = |entry: &&Macro| {
        entry.name == word || (entry.name.ends_with('.') && word.starts_with(entry.name))
    };
    let text = table.iter().find(known)?.help.to_owned();
    Some(Explanation { range, text })
}

/// The table that applies after a text, and where the word begins that is being typed.
fn table(file: &FilePath, before: &str) -> Option<(&'static [Macro], usize)> {
    let line = before.rsplit('\n').next()?;
    let open = line
        .rfind("{{")
        .filter(|open| !line[*open..].contains("}}"))?;
    let from = before.trim_end_matches(is_of_word).len();
    if file != "schema.yaml" {
        return Some((MACROS, from));
    }
    let token = line[open..]
        .rfind("${")
        .filter(|token| !line[open + token..].contains('}'));
    match token {
        Some(token) => Some((TOKENS, before.len() - line.len() + open + token)),
        None if line[open..].matches('"').count() % 2 == 1 => None,
        None => Some((CONSTRAINTS, from)),
    }
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(file: &str, text: &str) -> Option<(usize, Vec<String>)> {
        let found = complete(&FilePath::new(file).unwrap(), text, text.len())?;
        let names = found.offers.into_iter().map(|offer| offer.label).collect();
        Some((found.from, names))
    }

    #[test]
    fn macros_are_offered_within_braces() {
        let (from, offered) = names("values.yaml", "a: \"{{ .spectro.sys").unwrap();
        assert_eq!(from, 7);
        assert!(offered.contains(&".spectro.system.cluster.name".to_owned()));
        assert_eq!(names("values.yaml", "a: {{").unwrap().0, 5);
        assert_eq!(names("values.yaml", "{{ x }} .spectro"), None);
        assert_eq!(names("values.yaml", "{{\n.spectro"), None);
    }

    #[test]
    fn constraints_are_offered_in_their_place() {
        assert_eq!(
            names("schema.yaml", "schema: '{{ req").unwrap().1[0],
            "required"
        );
        let (from, offered) = names("schema.yaml", "schema: '{{ format \"${nu").unwrap();
        assert_eq!((from, offered[1].as_str()), (20, "${number}"));
        assert_eq!(names("schema.yaml", "schema: '{{ hints \"te"), None);
    }

    #[test]
    fn macros_are_explained() {
        let file = FilePath::new("values.yaml").unwrap();
        let text = "a: \"{{ .spectro.var.region }}\"";
        let found = explain(&file, text, 12).unwrap();
        assert_eq!(&text[found.range], ".spectro.var.region");
        assert!(found.text.contains("variable"), "{}", found.text);
        assert_eq!(explain(&file, text, 1), None);
    }
}
