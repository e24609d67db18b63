//! Keys as data: a shortcut is written as it is shown, and tells whether a pressed key is it.

use std::fmt;

/// A key with the keys that are held with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcut {
    /// Whether Ctrl is held, or Cmd on a Mac.
    pub control: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// The key, as browsers name it, in lower case.
    pub key: String,
}

impl Shortcut {
    /// Reads a shortcut that is written like `Ctrl+Shift+Z`.
    pub fn parse(written: &str) -> Option<Self> {
        let mut parts: Vec<&str> = written.split('+').collect();
        let key = parts.pop().filter(|key| !key.is_empty())?;
        let mut shortcut = Self {
            control: false,
            shift: false,
            alt: false,
            key: in_browsers(key).to_lowercase(),
        };
        for part in parts {
            match part {
                "Ctrl" => shortcut.control = true,
                "Shift" => shortcut.shift = true,
                "Alt" => shortcut.alt = true,
                _ => return None,
            }
        }
        Some(shortcut)
    }

    /// Whether a shortcut that is written like `Ctrl+Shift+Z` has a key, whatever is held with it.
    pub(crate) fn has_key(written: &str, key: &str) -> bool {
        let own = written.rsplit('+').next().unwrap_or_default();
        in_browsers(own).eq_ignore_ascii_case(key)
    }
}

/// The name that browsers give to a key, but for its case.
fn in_browsers(written: &str) -> &str {
    match written {
        "Space" => " ",
        other => other,
    }
}

impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.control, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.key.as_str() {
            " " => f.write_str("Space"),
            key => {
                let mut rest = key.chars();
                let first = rest.next().into_iter().flat_map(char::to_uppercase);
                first.chain(rest).try_for_each(|one| write!(f, "{one}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_are_read_as_they_are_written() {
        for written in ["Ctrl+Z", "Ctrl+Shift+Z", "F8", "Ctrl+Alt+G", "Ctrl+Space"] {
            assert_eq!(Shortcut::parse(written).unwrap().to_string(), written);
        }
        assert!(Shortcut::has_key("Ctrl+Shift+Z", "z"));
        assert!(Shortcut::has_key("Ctrl+Space", " "));
        assert!(!Shortcut::has_key("Ctrl+Shift+Z", "shift"));
        for wrong in ["", "Ctrl+", "Hyper+Z"] {
            assert_eq!(Shortcut::parse(wrong), None, "{wrong}");
        }
    }
}
