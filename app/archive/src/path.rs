//! Path rules: which paths of an archive are accepted, and their clean form.

use crate::report::Reason;

/// The greatest length of a path in bytes: the limit of Linux.
const MAX_LENGTH: usize = 4096;

/// The clean form of an untrusted path, or what is wrong with it.
///
/// Drops `./`, `//` and a final `/`. A backslash counts as `/`: some Windows tools write it as
/// the separator, and Windows would treat it as one in any case.
pub(crate) fn clean(raw: &str) -> Result<String, Reason> {
    if raw.len() > MAX_LENGTH {
        return Err(Reason::TooLong);
    }
    if raw.chars().any(char::is_control) {
        return Err(Reason::Malformed);
    }
    if raw.starts_with(['/', '\\']) || has_drive(raw) {
        return Err(Reason::Absolute);
    }
    let mut clean = String::with_capacity(raw.len());
    for part in raw.split(['/', '\\']) {
        match part {
            "" | "." => continue,
            ".." => return Err(Reason::LeavesFolder),
            _ => {}
        }
        if !clean.is_empty() {
            clean.push('/');
        } else if has_drive(part) {
            return Err(Reason::Absolute);
        }
        clean.push_str(part);
    }
    if clean.is_empty() {
        return Err(Reason::Malformed);
    }
    Ok(clean)
}

/// Whether a path names a folder: it ends with a separator, or is `.`.
pub(crate) fn is_folder(raw: &str) -> bool {
    raw.ends_with(['/', '\\']) || raw == "."
}

/// Whether a clean path is macOS metadata: in a `__MACOSX` folder, or an AppleDouble `._` file.
pub fn is_macos_metadata(path: &str) -> bool {
    path.split('/').any(|part| part == "__MACOSX")
        || path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.starts_with("._"))
}

/// The folders that contain a clean path, outermost first: `a` and `a/b` for `a/b/c`.
pub(crate) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// Whether a path starts with a drive such as `C:`. `C:x` counts: it is relative to the drive's
/// current folder.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned() {
        for (raw, expected) in [
            ("a", "a"),
            ("a/b.txt", "a/b.txt"),
            ("./a/./b", "a/b"),
            ("a//b/", "a/b"),
            (r"a\b", "a/b"),
            ("a/..b/...", "a/..b/..."),
            ("a/{b}/ü", "a/{b}/ü"),
            (" a", " a"),
            ("ab:c", "ab:c"),
        ] {
            assert_eq!(clean(raw).as_deref(), Ok(expected), "{raw}");
        }
    }

    #[test]
    fn paths_that_leave_are_refused() {
        for (raw, expected) in [
            ("../a", Reason::LeavesFolder),
            ("a/../b", Reason::LeavesFolder),
            ("a/..", Reason::LeavesFolder),
            (r"..\a", Reason::LeavesFolder),
            (r"a\..\..\b", Reason::LeavesFolder),
            ("/etc/passwd", Reason::Absolute),
            (r"\\server\share", Reason::Absolute),
            (r"C:\a", Reason::Absolute),
            ("c:a", Reason::Absolute),
            ("./C:/a", Reason::Absolute),
            ("", Reason::Malformed),
            (".", Reason::Malformed),
            ("a\0b", Reason::Malformed),
            ("a\nb", Reason::Malformed),
        ] {
            assert_eq!(clean(raw), Err(expected), "{raw:?}");
        }
        assert_eq!(clean(&"a".repeat(4097)), Err(Reason::TooLong));
    }

    #[test]
    fn folders_come_outermost_first() {
        assert_eq!(folders("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(folders("a").count(), 0);
    }
}
