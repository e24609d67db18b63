//! Changes the actions of templates, `{{ ... }}`, so that most results are templates again.

use std::ops::Range;

use crate::random::Random;

/// What may stand in an action, beside the functions.
const TERMS: &[&str] = &[
    ".",
    "$",
    ".Values",
    ".Values.nope.deep",
    ".Release",
    ".Chart.Version",
    ".Capabilities.APIVersions",
    ".Files",
    "(list 1 \"a\" nil)",
    "(dict \"a\" 1)",
    "\"\"",
    "\"%d%s\"",
    "nil",
    "-1",
    "9223372036854775807",
    "1.5",
];

/// Changes one action, if there is one: it becomes one of another template, its value goes through a further
/// function, one of its words becomes another function, or it stands in a loop.
pub(super) fn change_action(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Random) {
    let Some(at) = action(bytes, random) else {
        return;
    };
    let inner = at.start + 2..at.end - 2;
    match random.below(5) {
        0 => {
            let other = random.choose(seeds).cloned().unwrap_or_default();
            if let Some(taken) = action(&other, random) {
                bytes.splice(at, other[taken].to_vec());
            }
        }
        1 => {
            let piped = format!(" | {} ", function(random));
            bytes.splice(inner.end..inner.end, piped.into_bytes());
        }
        2 => {
            if let Some(word) = word(bytes, inner, random) {
                bytes.splice(word, function(random).into_bytes());
            }
        }
        3 => {
            let call = format!("{{{{ {} {} }}}}", function(random), term(random));
            bytes.splice(at, call.into_bytes());
        }
        _ => {
            let action = bytes[at.clone()].to_vec();
            let start = format!("{{{{ range {} }}}}", term(random)).into_bytes();
            bytes.splice(at, [start, action, b"{{ end }}".to_vec()].concat());
        }
    }
}

/// One of the actions of a text.
fn action(text: &[u8], random: &mut Random) -> Option<Range<usize>> {
    let from = random.below(text.len() + 1);
    let find = |from: usize, mark: &[u8]| {
        let rest = text.get(from..)?;
        let at = rest.windows(2).position(|two| two == mark)?;
        Some(from + at)
    };
    let start = find(from, b"{{").or_else(|| find(0, b"{{"))?;
    let end = find(start + 2, b"}}")? + 2;
    Some(start..end)
}

/// One of the words in a part of a text.
fn word(text: &[u8], part: Range<usize>, random: &mut Random) -> Option<Range<usize>> {
    let mut words = Vec::new();
    let mut start = part.start;
    for at in part.clone() {
        if !text[at].is_ascii_alphanumeric() {
            if start < at {
                words.push(start..at);
            }
            start = at + 1;
        }
    }
    if start < part.end {
        words.push(start..part.end);
    }
    random.choose(&words).cloned()
}

fn function(random: &mut Random) -> String {
    let functions = pack_helm::functions::functions();
    let function = functions.get(random.below(functions.len()));
    function.map_or_else(String::new, |function| function.name.to_owned())
}

fn term(random: &mut Random) -> &'static str {
    random.choose(TERMS).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_stay_actions() {
        let seeds = vec![b"a: {{ .Values.b }}\n{{ include \"c\" . }}".to_vec()];
        let mut changed = 0;
        for number in 0..200_u32 {
            let mut random = Random::of(1, &[&number.to_string()]);
            let mut bytes = seeds[0].clone();
            change_action(&mut bytes, &seeds, &mut random);
            changed += usize::from(bytes != seeds[0]);
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.matches("{{").count() >= 2, "{text}");
            assert_eq!(text.matches("{{").count(), text.matches("}}").count());
        }
        assert!(changed > 150, "{changed}");
    }

    #[test]
    fn a_text_without_actions_stays() {
        let mut bytes = b"a: }} {{".to_vec();
        change_action(&mut bytes, &[], &mut Random::of(1, &["a"]));
        assert_eq!(bytes, b"a: }} {{");
    }
}
