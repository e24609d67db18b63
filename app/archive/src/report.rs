//! What is to be said about single members of an archive.

use std::fmt;

/// A member that was left out of the entries, or taken with a reservation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The path as the archive gives it, decoded for showing and cut off after 300 letters. Empty
    /// where the archive as a whole is meant.
    pub path: String,
    /// What is the matter.
    pub reason: Reason,
}

/// What is the matter with a member.
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
    /// A hard link to another member.
    HardLink,
    /// Anything else that is neither file nor folder. Names it: `a device`.
    Special(&'static str),
    /// The member needs a password.
    Encrypted,
    /// Packed with a method that is not supported. Names it.
    UnsupportedMethod(String),
    /// What macOS adds to archives beside the real files.
    MacosMetadata,
    /// Damaged or cut short: nothing of it was taken. The text says how, without a full stop.
    Damaged(String),
    /// Other members lie below this file's path.
    FileIsFolder,
    /// The archive holds this path more than once. The last one was taken.
    Duplicate,
    /// Taken, but its path differs only in case from another one.
    CaseCollision {
        /// The other path, taken as well.
        other: String,
    },
    /// Taken under a name that had to be guessed, since the archive's is no UTF-8.
    NameNotUtf8,
    /// The archive ends too early, or its checksum fails. The text says how, without a full stop.
    Incomplete(String),
    /// A tar without the mark at its end, which some writers leave out: it may have been cut short.
    NoEndMark,
}

impl Reason {
    /// Whether the file is among the entries nevertheless.
    pub fn was_kept(&self) -> bool {
        matches!(
            self,
            Self::Duplicate | Self::CaseCollision { .. } | Self::NameNotUtf8
        )
    }

    /// Whether the archive is damaged, not only unusual.
    pub(crate) fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Damaged(_) | Self::Incomplete(_) | Self::NoEndMark
        )
    }
}

impl fmt::Display for Reason {
    /// The end of a sentence that starts with the path, without a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeavesFolder => f.write_str("has a path that leaves the folder"),
            Self::Absolute => f.write_str("has a path that starts at a root or drive"),
            Self::Malformed => f.write_str("has a path with empty parts or control characters"),
            Self::TooLong => f.write_str("has a path that is too long to be stored"),
            Self::SymbolicLink => f.write_str("is a symbolic link, and links are not followed"),
            Self::HardLink => f.write_str("is a hard link, and links are not followed"),
            Self::Special(what) => write!(f, "is {what}, not a file"),
            Self::Encrypted => f.write_str("is encrypted"),
            Self::UnsupportedMethod(method) => {
                write!(f, "is packed with {method}, which is not supported")
            }
            Self::MacosMetadata => f.write_str("is metadata that macOS added"),
            Self::Damaged(how) => write!(f, "is damaged: {how}"),
            Self::FileIsFolder => f.write_str("is a file where other members need a folder"),
            Self::Duplicate => f.write_str("is there more than once; the last one was taken"),
            Self::CaseCollision { other } => write!(
                f,
                "differs from `{other}` only in upper and lower case; \
                 Windows and macOS keep just one of the two"
            ),
            Self::NameNotUtf8 => {
                f.write_str("has a name that is not UTF-8; the name shown here is a guess")
            }
            Self::Incomplete(how) => f.write_str(how),
            Self::NoEndMark => f.write_str("has no end mark"),
        }
    }
}

impl fmt::Display for LeftOut {
    /// A whole sentence: what happened to which member, and why.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reason } = self;
        match reason {
            Reason::NoEndMark => f.write_str(
                "The archive has no end mark, so it may be cut short. Files may be missing.",
            ),
            Reason::Incomplete(how) => write!(
                f,
                "The archive is damaged or cut short: {how}. Files may be missing."
            ),
            _ if reason.was_kept() => write!(f, "`{path}` {reason}."),
            _ => write!(f, "`{path}` was left out: it {reason}."),
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
            "`a/b` was left out: it is a symbolic link, and links are not followed.",
        );
        check(
            Reason::Duplicate,
            "`a/b` is there more than once; the last one was taken.",
        );
        check(
            Reason::Incomplete("its checksum is wrong".into()),
            "The archive is damaged or cut short: its checksum is wrong. Files may be missing.",
        );
    }
}
