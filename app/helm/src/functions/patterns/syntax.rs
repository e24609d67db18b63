//! Go's regular expressions (RE2) read with Go's own errors, and written anew for the crate
//! `regex-lite`, which knows ASCII only, and differs in escapes and in repetition.

use super::class::{self, Flags};
use super::error::{
    INVALID_COUNT, INVALID_ESCAPE, INVALID_NAME, INVALID_PERL, INVALID_REPEAT, MISSING_ARGUMENT,
    MISSING_PARENTHESIS, SyntaxError, TOO_DEEP, UNEXPECTED_PARENTHESIS, error, next_rune,
};
use super::fold;
use super::group::{Atom, Group, MAX_REPEAT, count_operator, read_count};
use super::set::Set;

/// An expression that the crate `regex-lite` reads, and the names of its groups by number.
pub(super) struct Translated {
    pub(super) pattern: String,
    pub(super) names: Vec<Option<Vec<u8>>>,
    /// How often repetitions repeat something, multiplied.
    pub(super) weight: u64,
}

/// Groups nested deeper than this are refused, as in Go.
const MAX_DEPTH: usize = 1000;

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
    let whole = group.close();
    Ok(Translated {
        pattern: whole.pattern,
        weight: whole.weight,
        names: parser.names,
    })
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
                let (set, rest) = class::bracketed(text, self.flags)?;
                self.then(&set.written(), rest)
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
        let pattern = match self.flags.fold && fold::has_case(rune) {
            true => Set::of(&[(rune, rune)]).folded().written(),
            false => format!("\\x{{{:x}}}", u32::from(rune)),
        };
        self.then(&pattern, rest)
    }

    /// What starts with a backslash.
    fn escape(&mut self, text: &'p [u8]) -> Result<&'p [u8], SyntaxError> {
        let assertion = match text.get(1) {
            Some(b'A') => r"\A",
            Some(b'b') => r"\b",
            Some(b'B') => r"\B",
            Some(b'C') => return error(INVALID_ESCAPE, &text[..2]),
            Some(b'Q') => return self.quoted(&text[2..]),
            Some(b'z') => r"\z",
            _ => "",
        };
        if !assertion.is_empty() {
            return Ok(self.then(assertion, &text[2..]));
        }
        if let Some((set, rest)) = class::named(text, self.flags)? {
            return Ok(self.then(&set.written(), rest));
        }
        let (rune, rest) = class::escaped(text)?;
        Ok(match char::from_u32(rune) {
            Some(rune) => self.literal(rune, rest),
            // Half of a pair of UTF-16 stands in no text.
            None => self.then(&Set::default().written(), rest),
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
        atom.pattern = format!("(?:{}){operator}{laziness}", atom.pattern);
        Ok(after)
    }
}
