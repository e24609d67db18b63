//! Reports on single members of an archive: which one, and what is wrong with it.

use std::fmt;

/// A member that was left out of the entries, or kept with a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The path as the archive spells it, decoded for display and cut after 300 characters. Empty
    /// if the report is about the archive as a whole.
    pub path: String,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The path has a `..` part.
    LeavesFolder,
    /// The path starts at a root or a drive.
    Absolute,
    /// The path is empty, has an empty part, or holds a control character.
    Malformed,
    /// The path is longer than file systems allow.
    TooLong,
    /// A symbolic link.
    SymbolicLink,
    /// A hard link to what is no file before it in the archive. The text is what it names.
    HardLink(String),
    /// A hard link, which was kept as the file that it names. Helm reads it as an empty file.
    EmptyForHelm,
    /// A name with a backslash, where the kind of archive has `/` between folders.
    Backslash,
    /// Anything else that is neither a file nor a folder, by its name: `a device`.
    Special(&'static str),
    /// The member needs a password.
    Encrypted,
    /// Compressed with an unsupported method, by its name.
    UnsupportedMethod(String),
    /// Damaged or cut short, so it was left out. The text says how, without a full stop.
    Damaged(String),
    /// The path of this file is also the folder of other members.
    FileIsFolder,
    /// The archive contains this path more than once. The last one was kept.
    Duplicate,
    /// Kept, but its path differs from another one only in upper and lower case.
    CaseCollision {
        /// The other path, which was kept as well.
        other: String,
    },
    /// Kept under a guessed name, because the archive's name is not UTF-8.
    NameNotUtf8,
    /// The archive ends too early, or its checksum fails. The text says how, without a full stop.
    Incomplete(String),
    /// A tar without an end mark. Some writers omit it, but the archive may also be cut short.
    NoEndMark,
}

impl Reason {
    /// Whether the file is among the entries all the same.
    pub fn was_kept(&self) -> bool {
        matches!(
            self,
            Self::Duplicate | Self::CaseCollision { .. } | Self::NameNotUtf8 | Self::EmptyForHelm
        )
    }

    /// Whether the reason means that the archive is damaged.
    pub(crate) fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Damaged(_) | Self::Incomplete(_) | Self::NoEndMark
        )
    }
}

impl fmt::Display for Reason {
    /// The predicate of a sentence whose subject is the path, without a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeavesFolder => f.write_str("has a path that leaves the folder"),
            Self::Absolute => f.write_str("has an absolute path"),
            Self::Malformed => f.write_str("has a path with empty parts or control characters"),
            Self::TooLong => f.write_str("has a path that is longer than file systems allow"),
            Self::SymbolicLink => f.write_str("is a symbolic link, and links are not followed"),
            Self::HardLink(target) => write!(
                f,
                "is a hard link to `{target}`, which is not before it in the archive"
            ),
            Self::EmptyForHelm => f.write_str("is a hard link, which Helm reads as an empty file"),
            Self::Backslash => f.write_str(
                "has a backslash in its name, which is a folder for some systems and not for others",
            ),
            Self::Special(what) => write!(f, "is {what}, not a file"),
            Self::Encrypted => f.write_str("is encrypted"),
            Self::UnsupportedMethod(method) => {
                write!(f, "is compressed with {method}, which is not supported")
            }
            Self::Damaged(how) => write!(f, "is damaged: {how}"),
            Self::FileIsFolder => f.write_str("has the same path as a folder"),
            Self::Duplicate => {
                f.write_str("is in the archive more than once; the last one was kept")
            }
            Self::CaseCollision { other } => write!(
                f,
                "differs from `{other}` only in upper and lower case, \
                 so Windows and macOS keep only one of them"
            ),
            Self::NameNotUtf8 => {
                f.write_str("has a name that is not UTF-8, so the name shown here is a guess")
            }
            Self::Incomplete(how) => f.write_str(how),
            Self::NoEndMark => f.write_str("has no end marker"),
        }
    }
}

impl fmt::Display for LeftOut {
    /// A sentence: the member, what happened to it, and why.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reason } = self;
        match reason {
            Reason::NoEndMark => f.write_str(
                "The archive has no end marker, so files may be missing. Download or create it again.",
            ),
            Reason::Incomplete(how) => write!(
                f,
                "The archive is damaged or incomplete ({how}), so files may be missing. Download or create it again."
            ),
            _ if reason.was_kept() => write!(f, "`{path}` {reason}."),
            _ => write!(f, "`{path}` was left out, because it {reason}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reason: Reason, expected: &str) {
        let path = "a/b".to_owned();
        assert_eq!(LeftOut { path, reason }.to_string(), expected);
    }

    #[test]
    fn reports_are_sentences() {
        check(
            Reason::SymbolicLink,
            "`a/b` was left out, because it is a symbolic link, and links are not followed.",
        );
        check(
            Reason::Duplicate,
            "`a/b` is in the archive more than once; the last one was kept.",
        );
        check(
            Reason::Incomplete("its checksum is wrong".into()),
            "The archive is damaged or incomplete (its checksum is wrong), so files may be missing. Download or create it again.",
        );
    }
}
