//! What the templates of a chart or manifest ask for, read as text: API versions, and words that a value is
//! compared with.

use pack_model::Chart;
use pack_model::facts::template_text::{actions, value_paths};

use super::candidates::Path;

/// How a template asks whether a cluster serves an API version.
const ASKED: &str = ".APIVersions.Has \"";

/// Adds the texts of all templates of a chart and of those in it.
pub(super) fn add_texts(chart: Chart, texts: &mut Vec<String>) {
    for file in chart.files {
        if file.path.starts_with("templates/") {
            texts.push(String::from_utf8_lossy(&file.bytes).into_owned());
        }
    }
    for inner in chart.charts {
        add_texts(inner, texts);
    }
}

/// The API versions that templates ask a cluster for.
pub(super) fn asked_for(texts: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts {
        let asked = text.split(ASKED).skip(1);
        found.extend(asked.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    found
}

/// The actions that have a word in quotes, each with its words.
pub(super) fn words(texts: &[String]) -> Vec<(&str, Vec<&str>)> {
    let actions = texts.iter().flat_map(|text| actions(text));
    let with_words = actions.map(|action| {
        let words = action.split('"').skip(1).step_by(2);
        let is_word = |word: &&str| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_alphanumeric() || "-_./".contains(c))
        };
        (action, words.filter(is_word).collect::<Vec<_>>())
    });
    with_words.filter(|(_, words)| !words.is_empty()).collect()
}

/// The words of the actions that name the last key of a path.
pub(super) fn words_with(words: &[(&str, Vec<&str>)], path: &Path) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let Some(key) = path.last().map(|last| format!(".{last}")) else {
        return found;
    };
    for (action, words) in words {
        let names = action.match_indices(&key).any(|(at, _)| {
            let rest = action.get(at + key.len()..).unwrap_or_default();
            !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        });
        for word in words.iter().filter(|_| names) {
            if !found.iter().any(|known| known == word) {
                found.push((*word).to_owned());
            }
        }
    }
    found
}

/// A value that is named in the blocks of `if`, `with` and `range`.
pub(super) struct Guarded<'t> {
    named: &'t str,
    /// The values that these blocks ask for.
    guards: Vec<&'t str>,
}

/// The values that are named within blocks.
pub(super) fn guarded(texts: &[String]) -> Vec<Guarded<'_>> {
    let mut found = Vec::new();
    for text in texts {
        let mut blocks: Vec<Vec<&str>> = Vec::new();
        for action in actions(text) {
            let paths = value_paths(action);
            let guards = blocks.concat();
            if !guards.is_empty() {
                found.extend(paths.iter().map(|named| Guarded {
                    named,
                    guards: guards.clone(),
                }));
            }
            match action.split_whitespace().next() {
                Some("if" | "with" | "range") => blocks.push(paths),
                Some("define" | "block") => blocks.push(Vec::new()),
                Some("else") => {
                    blocks.pop();
                    blocks.push(paths);
                }
                Some("end") => drop(blocks.pop()),
                _ => {}
            }
        }
    }
    found
}

/// Whether a value is named where another one is asked for that is empty.
pub(super) fn waits(guarded: &[Guarded<'_>], path: &Path, is_empty: impl Fn(&str) -> bool) -> bool {
    // Templates of subcharts name values without the key of the subchart.
    (0..path.len()).any(|at| {
        let (above, below) = path.split_at(at);
        let below = format!("{}.", below.join("."));
        let whole = |guard: &str| {
            let above = above.iter().map(String::as_str);
            above.chain([guard]).collect::<Vec<_>>().join(".")
        };
        let here = guarded.iter().filter(|one| {
            let rest = below.strip_prefix(one.named);
            rest.is_some_and(|rest| rest.starts_with('.'))
        });
        let mut guards = here.flat_map(|one| &one.guards);
        guards.any(|guard| is_empty(&whole(guard)))
    })
}
