//! Characters that nobody sees: what they are called, and texts in which they can be seen.

use std::borrow::Cow;

/// What a character is called that looks like nothing or like a blank. `None` if it can be seen, is a
/// blank, a tab or the end of a line.
#[must_use]
pub fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{85}' => "next line",
        '\u{200b}' => "zero-width space",
        '\u{200c}' | '\u{200d}' => "zero-width joiner",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "direction mark"
        }
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{2060}'..='\u{2064}' | '\u{180e}' => "word joiner",
        '\u{feff}' => "byte order mark",
        '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => "wide or narrow space",
        _ => return None,
    })
}

/// Whether an invisible character stands for a blank.
#[must_use]
pub fn is_space(c: char) -> bool {
    name(c).is_some_and(|name| name.ends_with("space")) && c != '\u{200b}'
}

/// Whether a character ends a line for readers of YAML 1.1, and is one like others for later ones.
#[must_use]
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character by its code and its name: `U+200B (zero-width space)`.
#[must_use]
pub fn described(c: char) -> String {
    let code = u32::from(c);
    format!("U+{code:04X} ({})", name(c).unwrap_or("control character"))
}

/// A text in which every invisible character is written as its code, such as `[U+200B]`.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| name(c).is_some() || (c.is_control() && !matches!(c, '\n' | '\t'));
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match hidden(c) {
            true => shown.push_str(&format!("[U+{:04X}]", u32::from(c))),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_invisible_is_shown_by_its_code() {
        for (text, expected) in [
            ("plain é 😀\n", "plain é 😀\n"),
            ("a\u{200b}b\u{a0}", "a[U+200B]b[U+00A0]"),
            ("\u{feff}x\u{1b}", "[U+FEFF]x[U+001B]"),
            ("\u{202e}\u{2028}", "[U+202E][U+2028]"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
        assert_eq!(described('\u{200b}'), "U+200B (zero-width space)");
    }

    #[test]
    fn blanks_are_told_from_what_has_no_width() {
        assert!(is_space('\u{a0}') && is_space('\u{3000}') && is_space('\u{2009}'));
        assert!(!is_space('\u{200b}') && !is_space(' ') && !is_space('\u{2060}'));
        assert!(is_line_end('\u{2028}') && !is_line_end('\n'));
    }
}
