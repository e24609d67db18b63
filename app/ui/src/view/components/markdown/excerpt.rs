//! The beginning of a Markdown text, as plain text.

use super::plain::plain;
use super::read::read;

/// The beginning of a text without its marks, cut after so many characters.
pub(crate) fn excerpt(markdown: &str, length: usize) -> String {
    // Marks make a text longer than its words, though seldom this much.
    let enough = markdown
        .char_indices()
        .nth(8 * length)
        .map_or(markdown.len(), |(at, _)| at);
    cut(plain(&read(&markdown[..enough])), length)
}

fn cut(mut text: String, length: usize) -> String {
    if let Some((at, _)) = text.char_indices().nth(length) {
        text.truncate(at);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut() {
        let cut = cut("ä".repeat(2_000), 900);
        assert_eq!(cut.chars().count(), 901);
        assert!(cut.ends_with('…'));
    }
}
