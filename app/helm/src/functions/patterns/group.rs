//! The parts of an expression while it is read: groups, what is in them, and how often it is repeated.

use super::class::Flags;
use super::error::{INVALID_COUNT, SyntaxError, error};

/// Repetitions of repetitions may not come to more than this.
pub(super) const MAX_REPEAT: u64 = 1000;

/// A part that can be repeated.
pub(super) struct Atom {
    pub(super) pattern: String,
    /// How often repetitions in it repeat something, multiplied.
    pub(super) weight: u64,
}

/// A group that is still open.
pub(super) struct Group {
    pub(super) opening: String,
    pub(super) flags: Flags,
    pub(super) alternatives: String,
    pub(super) weight: u64,
    pub(super) atoms: Vec<Atom>,
}

impl Group {
    pub(super) fn new(opening: &str, flags: Flags) -> Self {
        Self {
            opening: opening.into(),
            flags,
            alternatives: String::new(),
            weight: 1,
            atoms: Vec::new(),
        }
    }

    /// Writes the parts so far.
    pub(super) fn flush(&mut self) {
        for atom in std::mem::take(&mut self.atoms) {
            self.alternatives.push_str(&atom.pattern);
            self.weight = self.weight.max(atom.weight);
        }
    }

    pub(super) fn alternative(&mut self) {
        self.flush();
        self.alternatives.push('|');
    }

    pub(super) fn close(mut self) -> Atom {
        self.flush();
        Atom {
            pattern: format!("{}{})", self.opening, self.alternatives),
            weight: self.weight,
        }
    }
}

/// `{2}`, `{2,}` or `{2,5}`; numbers too large for Go are taken as 1001.
pub(super) fn read_count(text: &[u8]) -> Option<(u64, Option<u64>, &[u8])> {
    let (low, rest) = read_number(&text[1..])?;
    let (high, rest) = match rest.strip_prefix(b",") {
        None => (Some(low), rest),
        Some(rest) if rest.starts_with(b"}") => (None, rest),
        Some(rest) => read_number(rest).map(|(high, rest)| (Some(high), rest))?,
    };
    Some((low, high, rest.strip_prefix(b"}")?))
}

pub(super) fn read_number(text: &[u8]) -> Option<(u64, &[u8])> {
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

pub(super) fn count_operator(
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
