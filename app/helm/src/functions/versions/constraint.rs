//! Constraints on versions, such as `>=1.2.0 <2`, `^1.4`, `~1.2 || 2.x`, `1.2 - 1.4`.

use std::cmp::Ordering;

use super::version::{Version, compare_prereleases, is_dotted};

/// Alternatives, each with comparisons that must all hold.
#[derive(Clone, Debug)]
pub(crate) struct Constraint {
    alternatives: Vec<Vec<Comparison>>,
}

/// An operator and the version to compare with.
#[derive(Clone, Debug)]
struct Comparison {
    operator: Operator,
    version: Version,
    /// How many of the three numbers are given and no wildcard.
    given: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    Tilde,
    Caret,
}

/// The longer ones first.
const OPERATORS: &[(&str, Operator)] = &[
    ("!=", Operator::NotEqual),
    (">=", Operator::GreaterOrEqual),
    ("=>", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("=<", Operator::LessOrEqual),
    ("~>", Operator::Tilde),
    ("=", Operator::Equal),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("~", Operator::Tilde),
    ("^", Operator::Caret),
];

/// What Go's regular expressions take as white space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

impl Constraint {
    /// Reads a constraint.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, String> {
        let text = String::from_utf8_lossy(text);
        let text = rewrite_ranges(&text);
        let alternatives = text.split("||").map(parse_alternative);
        Ok(Self {
            alternatives: alternatives.collect::<Result<_, _>>()?,
        })
    }

    /// Whether a version fulfils it.
    pub(crate) fn allows(&self, version: &Version) -> bool {
        let holds = |comparison: &Comparison| comparison.holds(version);
        self.alternatives.iter().any(|all| all.iter().all(holds))
    }
}

/// `1.2 - 1.4` as `>= 1.2, <= 1.4`.
fn rewrite_ranges(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    // A range may begin wherever a version can, with the white space before it.
    let mut from = 0;
    while let Some(next) = rest[from..].chars().next() {
        let candidate = &rest[from..];
        if let Some((low, high, length)) = read_range(candidate) {
            out.push_str(&rest[..from]);
            out.push_str(&format!(">= {low}, <= {high}"));
            rest = &candidate[length..];
            from = 0;
        } else {
            from += next.len_utf8();
        }
    }
    out.push_str(rest);
    out
}

/// The two ends of a range at the beginning of a text, and how long it is with white space around it.
fn read_range(text: &str) -> Option<(&str, &str, usize)> {
    let start = text.trim_start_matches(is_space);
    let low = read_version(start)?;
    let after = &start[low.len()..];
    let dash = after.trim_start_matches(is_space);
    let after_dash = dash.strip_prefix('-')?;
    let second = after_dash.trim_start_matches(is_space);
    if dash.len() == after.len() || second.len() == after_dash.len() {
        return None;
    }
    let high = read_version(second)?;
    let rest = second[high.len()..].trim_start_matches(is_space);
    Some((low, high, text.len() - rest.len()))
}

/// The longest version with wildcards at the beginning of a text.
fn read_version(text: &str) -> Option<&str> {
    let segment = |text: &str| {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, 'x' | 'X' | '*' | '|');
        text.find(|c| !is_part(c)).unwrap_or(text.len())
    };
    let mut length = usize::from(text.starts_with('v'));
    let first = segment(&text[length..]);
    if first == 0 {
        return None;
    }
    length += first;
    for _ in 0..2 {
        let Some(rest) = text[length..].strip_prefix('.') else {
            break;
        };
        match segment(rest) {
            0 => break,
            more => length += 1 + more,
        }
    }
    for mark in ['-', '+'] {
        if let Some(rest) = text[length..].strip_prefix(mark) {
            let more = dotted_length(rest);
            if more > 0 {
                length += 1 + more;
            }
        }
    }
    Some(&text[..length])
}

/// How much at the beginning of a text are letters, digits and `-` in parts with points between.
fn dotted_length(text: &str) -> usize {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'));
    let mut length = end.unwrap_or(text.len());
    while length > 0 && !is_dotted(&text[..length]) {
        length -= 1;
    }
    length
}

/// Comparisons with white space or one comma between them.
fn parse_alternative(text: &str) -> Result<Vec<Comparison>, String> {
    let improper = || format!("improper constraint: {text}");
    let mut comparisons = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    loop {
        let (operator, after) = OPERATORS
            .iter()
            .find_map(|(sign, operator)| Some((*operator, rest.strip_prefix(sign)?)))
            .unwrap_or((Operator::Equal, rest));
        let after = after.trim_start_matches(is_space);
        let version = read_version(after).ok_or_else(improper)?;
        comparisons.push(Comparison::new(operator, version)?);
        let end = &after[version.len()..];
        rest = end.trim_start_matches(is_space);
        if rest.is_empty() {
            return Ok(comparisons);
        }
        let has_comma = rest.starts_with(',');
        if has_comma {
            rest = rest[1..].trim_start_matches(is_space);
        } else if rest.len() == end.len() {
            return Err(improper());
        }
    }
}

impl Comparison {
    fn new(operator: Operator, text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let end = text.find(['-', '+']).unwrap_or(text.len());
        let (numbers, after) = text.split_at(end);
        let prerelease = after.split('+').next().unwrap_or_default();
        let is_wildcard = |part: &str| matches!(part, "x" | "X" | "*");
        let segments: Vec<&str> = numbers.split('.').collect();
        let wildcard = segments.iter().position(|part| is_wildcard(part));
        let given = wildcard.unwrap_or(segments.len());
        let whole = match given {
            0 => format!("0.0.0{prerelease}"),
            1 => format!("{}.0.0{prerelease}", segments[0]),
            2 => format!("{}.{}.0{prerelease}", segments[0], segments[1]),
            _ => text.to_owned(),
        };
        let version = Version::parse(whole.as_bytes());
        Ok(Self {
            operator,
            version: version.map_err(|_| "constraint Parser Error")?,
            given,
        })
    }

    /// Whether the minor number is missing, which Masterminds does not say where the major one is too.
    fn lacks_minor(&self) -> bool {
        self.given == 1
    }

    fn lacks_patch(&self) -> bool {
        self.given == 2
    }

    fn is_partial(&self) -> bool {
        self.given < 3
    }

    /// Whether a version fulfils it. Prereleases do only where the constraint has one.
    fn holds(&self, version: &Version) -> bool {
        let refuses = !version.prerelease.is_empty() && self.version.prerelease.is_empty();
        let order = version.compare(&self.version);
        match self.operator {
            Operator::NotEqual if self.is_partial() => !refuses && self.differs(version),
            Operator::NotEqual => order.is_ne(),
            _ if refuses => false,
            Operator::Equal if self.is_partial() => self.is_near(version),
            Operator::Equal => order.is_eq(),
            Operator::Greater if self.is_partial() => self.is_beyond(version),
            Operator::Greater => order.is_gt(),
            Operator::Less => order.is_lt(),
            Operator::GreaterOrEqual => order.is_ge(),
            Operator::LessOrEqual if self.is_partial() => self.is_within(version),
            Operator::LessOrEqual => order.is_le(),
            Operator::Tilde => self.is_near(version),
            Operator::Caret => order.is_ge() && self.is_compatible(version),
        }
    }

    /// `!=1.2`.
    fn differs(&self, version: &Version) -> bool {
        let own = &self.version;
        if own.major != version.major {
            return true;
        }
        if self.lacks_minor() {
            return false;
        }
        if own.minor != version.minor {
            return true;
        }
        if self.lacks_patch() {
            let has_prerelease = !version.prerelease.is_empty() || !own.prerelease.is_empty();
            return has_prerelease
                && compare_prereleases(&version.prerelease, &own.prerelease).is_ne();
        }
        own.patch != version.patch || version.compare(own).is_ne()
    }

    /// `>1.2`: 1.2.5 is not.
    fn is_beyond(&self, version: &Version) -> bool {
        let own = &self.version;
        match version.major.cmp(&own.major) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal if self.lacks_minor() => false,
            Ordering::Equal if self.lacks_patch() => version.minor > own.minor,
            Ordering::Equal => version.compare(own).is_gt(),
        }
    }

    /// `<=1.2`: 1.2.5 is.
    fn is_within(&self, version: &Version) -> bool {
        let own = &self.version;
        let is_above = version.minor > own.minor && !self.lacks_minor();
        version.major < own.major || version.major == own.major && !is_above
    }

    /// `~1.2`: the same major and minor number.
    fn is_near(&self, version: &Version) -> bool {
        let own = &self.version;
        if version.compare(own).is_lt() {
            return false;
        }
        let is_zero = (own.major, own.minor, own.patch) == (0, 0, 0);
        if is_zero && !self.lacks_minor() && !self.lacks_patch() {
            return true;
        }
        version.major == own.major && (version.minor == own.minor || self.lacks_minor())
    }

    /// `^1.2`: the same first number that is not 0.
    fn is_compatible(&self, version: &Version) -> bool {
        let own = &self.version;
        if own.major > 0 || self.lacks_minor() {
            return version.major == own.major;
        }
        if version.major > 0 {
            return false;
        }
        if own.minor > 0 || self.lacks_patch() {
            return version.minor == own.minor;
        }
        version.minor == 0 && version.patch == own.patch
    }
}
