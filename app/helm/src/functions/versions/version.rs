//! Versions as Masterminds/semver reads, prints and compares them.

use std::cmp::Ordering;
use std::fmt;

use crate::functions::numbers::{NotANumber, parse_unsigned};

/// A version. Compare them by [`Version::compare`]: build metadata does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    /// The first number.
    pub(crate) major: u64,
    /// The second number, 0 if it is missing.
    pub(crate) minor: u64,
    /// The third number, 0 if it is missing.
    pub(crate) patch: u64,
    /// What stands after `-`.
    pub(crate) prerelease: String,
    /// What stands after `+`.
    pub(crate) metadata: String,
    /// The text that it was read from.
    pub(crate) original: String,
}

const INVALID: &str = "Invalid Semantic Version";

impl Version {
    /// Reads a version: one to three numbers, perhaps with `v` before them.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, String> {
        let original = std::str::from_utf8(text).map_err(|_| INVALID)?;
        let rest = original.strip_prefix('v').unwrap_or(original);
        let (rest, metadata) = rest
            .split_once('+')
            .map_or((rest, None), |(a, b)| (a, Some(b)));
        let (numbers, prerelease) = rest
            .split_once('-')
            .map_or((rest, None), |(a, b)| (a, Some(b)));
        let mut segments = numbers.split('.');
        let mut found = [None; 3];
        for slot in &mut found {
            *slot = segments.next();
        }
        let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let has_form = segments.next().is_none()
            && found.iter().flatten().all(is_number)
            && [prerelease, metadata].into_iter().flatten().all(is_dotted);
        if !has_form {
            return Err(INVALID.into());
        }
        let [major, minor, patch] = found.map(|text| number(text.unwrap_or("0")));
        let version = Self {
            major: major?,
            minor: minor?,
            patch: patch?,
            prerelease: prerelease.unwrap_or_default().into(),
            metadata: metadata.unwrap_or_default().into(),
            original: original.into(),
        };
        if version.prerelease.split('.').any(starts_with_zero) {
            return Err("Version segment starts with 0".into());
        }
        Ok(version)
    }

    /// Which of two comes first.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        let numbers = |version: &Self| (version.major, version.minor, version.patch);
        numbers(self).cmp(&numbers(other)).then_with(|| {
            match (self.prerelease.is_empty(), other.prerelease.is_empty()) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Greater,
                (false, true) => Ordering::Less,
                (false, false) => compare_prereleases(&self.prerelease, &other.prerelease),
            }
        })
    }

    /// The next version that differs in one of the numbers, 0 for the first one: without what stands after
    /// the numbers.
    pub(super) fn next(&self, place: usize) -> Self {
        let (major, minor, patch) = match place {
            0 => (self.major.wrapping_add(1), 0, 0),
            1 => (self.major, self.minor.wrapping_add(1), 0),
            _ if !self.prerelease.is_empty() => (self.major, self.minor, self.patch),
            _ => (self.major, self.minor, self.patch.wrapping_add(1)),
        };
        Self {
            major,
            minor,
            patch,
            prerelease: String::new(),
            metadata: String::new(),
            original: String::new(),
        }
        .renamed(self)
    }

    /// The same with what it would have been read from: it keeps the `v` of another one.
    pub(super) fn renamed(self, from: &Self) -> Self {
        let prefix = if from.original.starts_with('v') {
            "v"
        } else {
            ""
        };
        let original = format!("{prefix}{self}");
        Self { original, ..self }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        if !self.prerelease.is_empty() {
            write!(f, "-{}", self.prerelease)?;
        }
        if !self.metadata.is_empty() {
            write!(f, "+{}", self.metadata)?;
        }
        Ok(())
    }
}

fn number(text: &str) -> Result<u64, String> {
    parse_unsigned(text.as_bytes(), 10).map_err(|problem| {
        let problem = match problem {
            NotANumber::Syntax => "invalid syntax",
            NotANumber::Range(_) => "value out of range",
        };
        format!("Error parsing version segment: strconv.ParseUint: parsing \"{text}\": {problem}")
    })
}

/// Letters, digits and `-` in parts with points between.
pub(super) fn is_dotted(text: &str) -> bool {
    let is_good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    text.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(is_good))
}

/// Whether a part of a prerelease is a number with a 0 before it.
pub(super) fn starts_with_zero(part: &str) -> bool {
    part.len() > 1 && part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Part by part: numbers by value and before texts, a missing part before any other.
pub(super) fn compare_prereleases(left: &str, right: &str) -> Ordering {
    let mut left = left.split('.');
    let mut right = right.split('.');
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (left, right) => compare_parts(left.unwrap_or(""), right.unwrap_or("")),
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn compare_parts(left: &str, right: &str) -> Ordering {
    let number = |text: &str| parse_unsigned(text.as_bytes(), 10).ok();
    match (number(left), number(right)) {
        _ if left == right => Ordering::Equal,
        _ if left.is_empty() => Ordering::Less,
        _ if right.is_empty() => Ordering::Greater,
        (None, None) => left.cmp(right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(left), Some(right)) if left > right => Ordering::Greater,
        (Some(_), Some(_)) => Ordering::Less,
    }
}
