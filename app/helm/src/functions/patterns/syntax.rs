//! Go's regular expressions (RE2) read with Go's own errors, and written anew for the crate `regex`, which
//! differs in what `\d`, `\w`, `\s` and `\b` mean, in escapes and in repetition.

use super::class::{self, Flags};
use crate::functions::runes::{self, decode};

/// An expression that the crate `regex` reads, and the names of its groups by number.
pub(super) struct Translated {
    pub(super) pattern: String,
    pub(super) names: Vec<Option<Vec<u8>>>,
}

/// Go's message, and the part of the expression that it quotes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) code: &'static str,
    pub(super) part: Vec<u8>,
}

pub(super) fn error<T>(code: &'static str, part: &[u8]) -> Result<T, SyntaxError> {
    Err(SyntaxError {
        code,
        part: part.to_vec(),
    })
}

pub(super) const INVALID_ESCAPE: &str = "invalid escape sequence";
pub(super) const INVALID_RANGE: &str = "invalid character class range";
const INVALID_NAME: &str = "invalid named capture";
const INVALID_PERL: &str = "invalid or unsupported Perl syntax";
const INVALID_COUNT: &str = "invalid repeat count";
const INVALID_REPEAT: &str = "invalid nested repetition operator";
const INVALID_TEXT: &str = "invalid UTF-8";
const MISSING_ARGUMENT: &str = "missing argument to repetition operator";
const MISSING_PARENTHESIS: &str = "missing closing )";
const UNEXPECTED_PARENTHESIS: &str = "unexpected )";
const TOO_DEEP: &str = "expression nests too deeply";

/// Groups nested deeper than this are refused, as in Go.
const MAX_DEPTH: usize = 1000;

/// Repetitions of repetitions may not come to more than this.
const MAX_REPEAT: u64 = 1000;

/// A part that can be repeated.
struct Atom {
    pattern: String,
    /// How often repetitions in it repeat something, multiplied.
    weight: u64,
}

/// A group that is still open.
struct Group {
    opening: String,
    flags: Flags,
    alternatives: String,
    weight: u64,
    atoms: Vec<Atom>,
}

struct Parser<'p> {
    whole: &'p [u8],
    flags: Flags,
    groups: Vec<Group>,
    names: Vec<Option<Vec<u8>>>,
}

/// Reads and translates an expression.
pub(super) fn translate(whole: &[u8]) -> Result<Translated, SyntaxError> {
    let mut parser = Parser {
        whole,
        flags: Flags::default(),
        groups: vec![Group::new("(?:", Flags::default())],
        names: vec![None],
    };
    let mut rest = whole;
    let mut last_repeat: Option<&[u8]> = None;
    while !rest.is_empty() {
        let before = rest;
        let repeats;
        (rest, repeats) = parser.step(rest, last_repeat)?;
        last_repeat = repeats.then_some(before);
    }
    let (Some(group), true) = (parser.groups.pop(), parser.groups.is_empty()) else {
        return error(MISSING_PARENTHESIS, whole);
    };
    Ok(Translated {
        pattern: group.close().pattern,
        names: parser.names,
    })
}

/// The first character of a text that has to be UTF-8.
pub(super) fn next_rune(text: &[u8]) -> Result<(char, &[u8]), SyntaxError> {
    let (rune, size) = decode(text);
    if rune == runes::REPLACEMENT && size == 1 {
        return error(INVALID_TEXT, text);
    }
    Ok((rune, &text[size..]))
}

impl<'p> Parser<'p> {
    /// Reads one element. Gives the rest, and whether it was a repetition.
    fn step(
        &mut self,
        text: &'p [u8],
        last_repeat: Option<&'p [u8]>,
    ) -> Result<(&'p [u8], bool), SyntaxError> {
        let rest = &text[1..];
        let rest = match text[0] {
            b'(' if rest.starts_with(b"?") => self.special_group(text)?,
            b'(' => {
                self.names.push(None);
                self.open("(")?;
                rest
            }
            b'|' => {
                if let Some(group) = self.groups.last_mut() {
                    group.alternative();
                }
                rest
            }
            b')' => {
                self.close()?;
                rest
            }
            b'^' => self.then(
                if self.flags.multi_line {
                    "(?m:^)"
                } else {
                    r"\A"
                },
                rest,
            ),
            b'$' => self.then(
                if self.flags.multi_line {
                    "(?m:$)"
                } else {
                    r"\z"
                },
                rest,
            ),
            b'.' => self.then(
                if self.flags.dot_all {
                    "(?s:.)"
                } else {
                    r"[^\n]"
                },
                rest,
            ),
            b'[' => {
                let (pattern, rest) = class::bracketed(text, self.flags)?;
                self.then(&pattern, rest)
            }
            b'*' | b'+' | b'?' => {
                let operator = char::from(text[0]).to_string();
                let rest = self.repeat(&operator, None, text, rest, last_repeat)?;
                return Ok((rest, true));
            }
            b'{' => match read_count(text) {
                Some((low, high, after)) => {
                    let operator = count_operator(low, high, text, after)?;
                    let count = Some((low, high));
                    let rest = self.repeat(&operator, count, text, after, last_repeat)?;
                    return Ok((rest, true));
                }
                None => self.literal('{', rest),
            },
            b'\\' => self.escape(text)?,
            _ => {
                let (rune, rest) = next_rune(text)?;
                self.literal(rune, rest)
            }
        };
        Ok((rest, false))
    }

    /// Adds a part.
    fn then(&mut self, pattern: &str, rest: &'p [u8]) -> &'p [u8] {
        if let Some(group) = self.groups.last_mut() {
            group.atoms.push(Atom {
                pattern: pattern.into(),
                weight: 1,
            });
        }
        rest
    }

    fn literal(&mut self, rune: char, rest: &'p [u8]) -> &'p [u8] {
        let pattern = format!("\\x{{{:x}}}", u32::from(rune));
        let pattern = if self.flags.fold {
            format!("(?i:{pattern})")
        } else {
            pattern
        };
        self.then(&pattern, rest)
    }

    /// What starts with a backslash.
    fn escape(&mut self, text: &'p [u8]) -> Result<&'p [u8], SyntaxError> {
        let assertion = match text.get(1) {
            Some(b'A') => r"\A",
            Some(b'b') => r"(?-u:\b)",
            Some(b'B') => r"(?-u:\B)",
            Some(b'C') => return error(INVALID_ESCAPE, &text[..2]),
            Some(b'Q') => return self.quoted(&text[2..]),
            Some(b'z') => r"\z",
            _ => "",
        };
        if !assertion.is_empty() {
            return Ok(self.then(assertion, &text[2..]));
        }
        if let Some((set, rest)) = class::named(text)? {
            let pattern = class::written(&set, self.flags);
            return Ok(self.then(&pattern, rest));
        }
        let (rune, rest) = class::escaped(text)?;
        Ok(match char::from_u32(rune) {
            Some(rune) => self.literal(rune, rest),
            // Half of a pair of UTF-16 stands in no text.
            None => self.then(r"[a&&b]", rest),
        })
    }

    /// What stands between `\Q` and `\E`.
    fn quoted(&mut self, text: &'p [u8]) -> Result<&'p [u8], SyntaxError> {
        let end = crate::functions::strings::find(text, br"\E");
        let (mut quoted, rest) = match end {
            Some(end) => (&text[..end], &text[end + 2..]),
            None => (text, &text[text.len()..]),
        };
        while !quoted.is_empty() {
            let rune;
            (rune, quoted) = next_rune(quoted)?;
            self.literal(rune, rest);
        }
        Ok(rest)
    }

    fn open(&mut self, opening: &str) -> Result<(), SyntaxError> {
        if self.groups.len() >= MAX_DEPTH {
            return error(TOO_DEEP, self.whole);
        }
        self.groups.push(Group::new(opening, self.flags));
        Ok(())
    }

    fn close(&mut self) -> Result<(), SyntaxError> {
        if self.groups.len() < 2 {
            return error(UNEXPECTED_PARENTHESIS, self.whole);
        }
        if let Some(group) = self.groups.pop() {
            self.flags = group.flags;
            if let Some(outer) = self.groups.last_mut() {
                outer.atoms.push(group.close());
            }
        }
        Ok(())
    }

    /// `(?P<name>`, `(?flags)` and `(?flags:`.
    fn special_group(&mut self, text: &'p [u8]) -> Result<&'p [u8], SyntaxError> {
        if text.len() > 4 && text[2..].starts_with(b"P<") {
            let Some(end) = text.iter().position(|byte| *byte == b'>') else {
                return error(INVALID_NAME, text);
            };
            let name = &text[4..end];
            let is_good = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
            if name.is_empty() || !name.iter().all(is_good) {
                return error(INVALID_NAME, &text[..=end]);
            }
            self.names.push(Some(name.to_vec()));
            self.open("(")?;
            return Ok(&text[end + 1..]);
        }
        let mut flags = self.flags;
        let mut rest = &text[2..];
        let mut value = true;
        let mut has_flag = false;
        while !rest.is_empty() {
            let rune;
            (rune, rest) = next_rune(rest)?;
            let flag = match rune {
                'i' => &mut flags.fold,
                'm' => &mut flags.multi_line,
                's' => &mut flags.dot_all,
                'U' => &mut flags.swap_greed,
                '-' if value => {
                    value = false;
                    has_flag = false;
                    continue;
                }
                ':' | ')' if value || has_flag => {
                    if rune == ':' {
                        self.open("(?:")?;
                    }
                    self.flags = flags;
                    return Ok(rest);
                }
                _ => break,
            };
            *flag = value;
            has_flag = true;
        }
        error(INVALID_PERL, &text[..text.len() - rest.len()])
    }

    /// Repeats the part before.
    fn repeat(
        &mut self,
        operator: &str,
        count: Option<(u64, Option<u64>)>,
        before: &'p [u8],
        after: &'p [u8],
        last_repeat: Option<&'p [u8]>,
    ) -> Result<&'p [u8], SyntaxError> {
        let is_lazy = after.starts_with(b"?");
        let after = &after[usize::from(is_lazy)..];
        if let Some(last) = last_repeat {
            return error(INVALID_REPEAT, &last[..last.len() - after.len()]);
        }
        let written = &before[..before.len() - after.len()];
        let Some(atom) = self
            .groups
            .last_mut()
            .and_then(|group| group.atoms.last_mut())
        else {
            return error(MISSING_ARGUMENT, written);
        };
        if let Some((low, high)) = count {
            atom.weight *= high.unwrap_or(low);
            let counts = low >= 2 || high.is_some_and(|high| high >= 2);
            if counts && atom.weight > MAX_REPEAT {
                return error(INVALID_COUNT, written);
            }
            atom.weight = atom.weight.max(1);
        }
        let laziness = if is_lazy == self.flags.swap_greed {
            ""
        } else {
            "?"
        };
        atom.pattern = format!("(?:(?:{}){operator}{laziness})", atom.pattern);
        Ok(after)
    }
}

impl Group {
    fn new(opening: &str, flags: Flags) -> Self {
        Self {
            opening: opening.into(),
            flags,
            alternatives: String::new(),
            weight: 1,
            atoms: Vec::new(),
        }
    }

    /// Writes the parts so far.
    fn flush(&mut self) {
        for atom in std::mem::take(&mut self.atoms) {
            self.alternatives.push_str(&atom.pattern);
            self.weight = self.weight.max(atom.weight);
        }
    }

    fn alternative(&mut self) {
        self.flush();
        self.alternatives.push('|');
    }

    fn close(mut self) -> Atom {
        self.flush();
        Atom {
            pattern: format!("{}{})", self.opening, self.alternatives),
            weight: self.weight,
        }
    }
}

/// `{2}`, `{2,}` or `{2,5}`; numbers too large for Go are taken as 1001.
fn read_count(text: &[u8]) -> Option<(u64, Option<u64>, &[u8])> {
    let (low, rest) = read_number(&text[1..])?;
    let (high, rest) = match rest.strip_prefix(b",") {
        None => (Some(low), rest),
        Some(rest) if rest.starts_with(b"}") => (None, rest),
        Some(rest) => read_number(rest).map(|(high, rest)| (Some(high), rest))?,
    };
    Some((low, high, rest.strip_prefix(b"}")?))
}

fn read_number(text: &[u8]) -> Option<(u64, &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    if digits.is_empty() || digits.len() > 1 && digits[0] == b'0' {
        return None;
    }
    let number = std::str::from_utf8(digits)
        .ok()?
        .parse()
        .unwrap_or(u64::MAX);
    Some((number.min(MAX_REPEAT + 1), rest))
}

fn count_operator(
    low: u64,
    high: Option<u64>,
    before: &[u8],
    after: &[u8],
) -> Result<String, SyntaxError> {
    if low > MAX_REPEAT || high.is_some_and(|high| high > MAX_REPEAT || low > high) {
        return error(INVALID_COUNT, &before[..before.len() - after.len()]);
    }
    Ok(match high {
        Some(high) => format!("{{{low},{high}}}"),
        None => format!("{{{low},}}"),
    })
}
