//! Changes bytes a little, in the ways that break readers most often.

use pack_archive::{Entry, Format, Limits};

use super::LARGEST;
use super::actions::change_action;
use crate::random::Random;

/// Tokens with a meaning in one of the formats.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ",",
    ":",
    ": ",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "1e999",
    "-0",
    "0x1f",
    "9007199254740993",
    "\u{feff}",
    "\0",
    "\r\n",
    "\n",
    "\t",
    " ",
    "//",
    "/*",
    "# ",
    "- ",
    "? ",
    "---\n",
    "...\n",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "{{",
    "}}",
    "{{ .Values.",
    "{{ .spectro.system.",
    "é",
    "日本",
    "%%% ",
    "%%% values.yaml\n",
    "%%% pack.json\n",
    "${",
    "${number",
    "format \"",
    "hints \"",
    "required | ",
    ":/",
    "/}",
    "(?=",
    "(?:",
    "(((",
    "{1000}",
    "{99}",
    "[1-9]",
    "[^a]",
    "\\p{L}",
    "*",
    "+",
    "|",
    "../",
    "/",
    "C:\\",
    "charts:\n",
    "pack:\n  ",
    "presets:\n- ",
];

/// The longest inputs, each of one token, alone or in the middle of a seed. They reveal readers
/// whose time grows faster than the length.
pub fn long_inputs(seeds: &[Vec<u8>], random: &mut Random) -> Vec<Vec<u8>> {
    let mut inputs = Vec::new();
    for token in TOKENS {
        let long = token.repeat(LARGEST / token.len()).into_bytes();
        let mut inside = random.choose(seeds).cloned().unwrap_or_default();
        let at = random.below(inside.len());
        let room = LARGEST.saturating_sub(inside.len());
        inside.splice(at..at, long.iter().copied().take(room));
        inputs.extend([long, inside]);
    }
    inputs
}

/// A seed with a few random changes.
pub fn changed(target: &str, seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let seed = random.choose(seeds).cloned().unwrap_or_default();
    // Most changes of packed bytes only damage the compression.
    let is_packed = matches!(target, "archive" | "chart");
    let mut bytes = if is_packed && random.below(4) > 0 {
        repacked(&seed, random).unwrap_or(seed)
    } else {
        let mut bytes = seed;
        if target == "rendering" && random.below(4) > 0 {
            for _ in 0..=random.below(6) {
                change_action(&mut bytes, seeds, random);
            }
        } else {
            change(&mut bytes, seeds, random);
        }
        bytes
    };
    bytes.truncate(LARGEST);
    bytes
}

/// The same archive with one file changed or renamed.
fn repacked(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut entries = pack_archive::read(bytes, &Limits::default()).ok()?.entries;
    let index = random.below(entries.len());
    let entry = entries.get_mut(index)?;
    let mut inner = entry.bytes.to_vec();
    change(&mut inner, &[], random);
    *entry = Entry {
        bytes: inner.into(),
        ..entry.clone()
    };
    if random.below(8) == 0 {
        let folder = entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = *random.choose(&["Chart.yaml", "values.yaml", "pack.json", "x.tgz"])?;
        entry.path = format!("{folder}/{name}")
            .trim_start_matches('/')
            .to_owned();
    }
    let format = *random.choose(&[Format::Zip, Format::TarGz])?;
    pack_archive::write(format, "p", "1", &entries).ok()
}

/// Makes one to six changes.
fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Random) {
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let most = 1 << random.below(12);
        let length = 1 + random.below(most);
        let range = at..(at + length).min(bytes.len());
        match random.below(10) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            1 => drop(bytes.drain(range)),
            2 => {
                let copy = bytes[range].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            3 => bytes.truncate(at),
            4 => {
                // A part of another seed.
                let other = random.choose(seeds).map(Vec::as_slice).unwrap_or_default();
                let from = random.below(other.len() + 1);
                let end = (from + length).min(other.len());
                bytes.splice(range, other[from..end].to_vec());
            }
            5 => {
                // Many copies of the same: deep nesting, long lines, large numbers.
                let token = random.choose(TOKENS).copied().unwrap_or_default();
                let times = 1 << random.below(14);
                bytes.splice(at..at, token.repeat(times).into_bytes());
            }
            6 => {
                if let Some(line) = line_at(bytes, at) {
                    let copy = bytes[line.clone()].to_vec();
                    let to =
                        line_at(bytes, random.below(bytes.len() + 1)).map_or(at, |line| line.start);
                    bytes.splice(to..to, copy);
                }
            }
            7 => {
                if let Some(line) = line_at(bytes, at) {
                    bytes.drain(line);
                }
            }
            _ => {
                let token = random.choose(TOKENS).copied().unwrap_or_default();
                let range = if random.below(2) == 0 { at..at } else { range };
                bytes.splice(range, token.bytes());
            }
        }
    }
}

/// The line that contains a byte, with its line end.
fn line_at(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let before = bytes.get(..at)?;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let rest = bytes.get(at..)?;
    let end = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |end| at + end + 1);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_dice_change_the_same() {
        let seeds = vec![b"name: web\nversion: 1\n".to_vec(), b"{}".to_vec()];
        let all = |seed| -> Vec<_> {
            (0..200)
                .map(|number: u32| {
                    changed(
                        "yaml",
                        &seeds,
                        &mut Random::of(seed, &[&number.to_string()]),
                    )
                })
                .collect()
        };
        assert_eq!(all(1), all(1));
        assert_ne!(all(1), all(2));
        assert!(all(1).iter().all(|bytes| bytes.len() <= LARGEST));
    }
}
