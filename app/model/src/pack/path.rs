//! The paths of files in a pack.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use crate::format::files::{
    CHARTS, LOGO_PNG, MANIFESTS, PACK_CHECK_YAML, PACK_JSON, PRESETS_YAML, README_MD, SCHEMA_YAML,
    VALUES_YAML,
};

/// The longest path, in bytes: archives take 4,096, the pack's own folder included.
const LONGEST: usize = 3_072;

/// A file's path in its pack: relative, parts joined by `/`, none of them empty, `.` or `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FilePath(Arc<str>);

/// A text that is not the path of a file in a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a path in a pack: use names joined by “/”, without “..”, “\\” or a leading “/”, of at most 3,072 bytes"
)]
pub struct InvalidPath(pub String);

impl FilePath {
    /// Checks a path.
    ///
    /// # Errors
    ///
    /// If it leads out of the pack, is too long, or cannot be the path of a file.
    pub fn new(path: &str) -> Result<Self, InvalidPath> {
        let legal = |part: &str| {
            !matches!(part, "" | "." | "..")
                && !part.contains(|c: char| c == '\\' || c.is_control())
        };
        if path.len() <= LONGEST && path.split('/').all(legal) && !has_drive(path) {
            Ok(Self(path.into()))
        } else {
            Err(InvalidPath(path.to_owned()))
        }
    }

    /// The path of a file with a fixed name, such as [`PACK_JSON`].
    pub fn of(member: &'static str) -> Self {
        debug_assert!(
            Self::new(member).is_ok(),
            "{member} is a path inside a pack"
        );
        Self(member.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The name without its last extension: the name of a manifest in Palette.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The last extension in lower case, or an empty text.
    pub fn extension(&self) -> String {
        self.name()
            .rsplit_once('.')
            .map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
    }

    /// The folder that holds the file, ending in `/`; empty at the root of the pack.
    pub fn folder(&self) -> &str {
        &self.0[..self.0.len() - self.name().len()]
    }
}

/// Whether a path begins with a Windows drive, such as `C:`.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for FilePath {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for FilePath {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl TryFrom<String> for FilePath {
    type Error = InvalidPath;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::new(&path)
    }
}

impl From<FilePath> for String {
    fn from(path: FilePath) -> Self {
        path.0.as_ref().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_only_paths_inside_the_pack() {
        for path in [
            "pack.json",
            "charts/x-1.0.0.tgz",
            "a/b/{c}/d e.txt",
            "...",
            "a..b",
        ] {
            assert!(FilePath::new(path).is_ok(), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "C:/x",
            "a\nb",
        ] {
            assert!(FilePath::new(path).is_err(), "{path:?}");
        }
        assert!(FilePath::new(&"a".repeat(LONGEST)).is_ok());
        assert!(FilePath::new(&"a".repeat(LONGEST + 1)).is_err());
    }

    #[test]
    fn names_its_parts() {
        let path = FilePath::new("manifests/sub/deploy.v1.YAML").unwrap();
        assert_eq!(
            (path.folder(), path.name(), path.stem()),
            ("manifests/sub/", "deploy.v1.YAML", "deploy.v1")
        );
        assert_eq!(path.extension(), "yaml");
    }
}
