//! JSON pointers (RFC 6901): paths to values in a document.
//!
//! A pointer stays valid when an edit moves bytes, so diagnostics and forms use pointers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A path from the root of a document, such as `/annotations/source` or `/charts/0`.
///
/// An array index is a decimal token. The empty pointer is the root.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Vec<String>);

/// Why a text is not a JSON pointer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PointerError {
    /// The text is not empty and does not start with a slash.
    #[error("the path `{0}` must be empty or start with `/`")]
    NoLeadingSlash(String),
    /// The text has a `~` that is not part of `~0` (a tilde) or `~1` (a slash).
    #[error("the path `{0}` has a `~` that is not followed by 0 or 1")]
    UnknownEscape(String),
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer to a child, by its key or decimal index. `token` is not escaped.
    #[must_use]
    pub fn child(&self, token: impl Into<String>) -> Self {
        let mut tokens = self.0.clone();
        tokens.push(token.into());
        Self(tokens)
    }

    /// The pointer to an item of this array.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.child(index.to_string())
    }

    /// The pointer to the container of this value. `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.0.split_last()?;
        Some(Self(above.to_vec()))
    }

    /// The keys and indices from the root, not escaped.
    #[must_use]
    pub fn tokens(&self) -> &[String] {
        &self.0
    }

    /// The last key or index. `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// Whether this is the root.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this pointer is `other` or points inside it.
    #[must_use]
    pub fn starts_with(&self, other: &Pointer) -> bool {
        self.0.starts_with(&other.0)
    }
}

/// A token as an array index: decimal, without sign or leading zeros (RFC 6901, section 4).
pub(crate) fn array_index(token: &str) -> Option<usize> {
    let decimal = token.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = token == "0" || !token.starts_with('0');
    if decimal && canonical {
        token.parse().ok()
    } else {
        None
    }
}

impl<T: Into<String>> FromIterator<T> for Pointer {
    fn from_iter<I: IntoIterator<Item = T>>(tokens: I) -> Self {
        Self(tokens.into_iter().map(Into::into).collect())
    }
}

impl FromStr for Pointer {
    type Err = PointerError;

    fn from_str(text: &str) -> Result<Self, PointerError> {
        if text.is_empty() {
            return Ok(Self::root());
        }
        let Some(rest) = text.strip_prefix('/') else {
            return Err(PointerError::NoLeadingSlash(text.to_owned()));
        };
        rest.split('/')
            .map(|token| {
                unescape(token).ok_or_else(|| PointerError::UnknownEscape(text.to_owned()))
            })
            .collect::<Result<Vec<_>, _>>()
            .map(Self)
    }
}

fn unescape(token: &str) -> Option<String> {
    let mut parts = token.split('~');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (sign, rest) = match part.as_bytes().first()? {
            b'0' => ('~', &part[1..]),
            b'1' => ('/', &part[1..]),
            _ => return None,
        };
        plain.push(sign);
        plain.push_str(rest);
    }
    Some(plain)
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|token| write!(f, "/{}", token.replace('~', "~0").replace('/', "~1")))
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_and_tokens() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("/", &[""]),
            ("/annotations/source", &["annotations", "source"]),
            ("/a~1b/m~0n", &["a/b", "m~n"]),
            ("/~01", &["~1"]),
            ("/charts/0", &["charts", "0"]),
        ];
        for (text, tokens) in table {
            let pointer: Pointer = text.parse().unwrap();
            assert_eq!(pointer.tokens(), *tokens, "{text}");
            assert_eq!(pointer.to_string(), *text);
        }
    }

    #[test]
    fn refuses() {
        assert_eq!(
            "a".parse::<Pointer>(),
            Err(PointerError::NoLeadingSlash("a".into()))
        );
        for text in ["/~", "/~2", "/a~/b", "/~é"] {
            assert_eq!(
                text.parse::<Pointer>(),
                Err(PointerError::UnknownEscape(text.into()))
            );
        }
    }

    #[test]
    fn relations() {
        let source: Pointer = "/annotations/source".parse().unwrap();
        let above = source.parent().unwrap();
        assert_eq!(above, Pointer::root().child("annotations"));
        assert_eq!(source.last(), Some("source"));
        assert!(source.starts_with(&above) && source.starts_with(&source));
        assert!(!above.starts_with(&source));
        assert!(
            !"/annotationsX"
                .parse::<Pointer>()
                .unwrap()
                .starts_with(&above)
        );
        assert_eq!(Pointer::root().parent(), None);
    }

    #[test]
    fn indices() {
        for (token, index) in [
            ("0", Some(0)),
            ("17", Some(17)),
            ("01", None),
            ("+1", None),
            ("", None),
        ] {
            assert_eq!(array_index(token), index, "{token}");
        }
    }

    proptest! {
        #[test]
        fn survives_text_and_serde(tokens: Vec<String>) {
            let pointer: Pointer = tokens.into_iter().collect();
            prop_assert_eq!(pointer.to_string().parse::<Pointer>().unwrap(), pointer.clone());
            let json = serde_json::to_string(&pointer).unwrap();
            prop_assert_eq!(serde_json::from_str::<Pointer>(&json).unwrap(), pointer);
        }
    }
}
