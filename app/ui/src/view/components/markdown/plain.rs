//! Markdown as plain text, without its marks.

use super::tree::{Node, Tag};

/// The words of a tree: blocks apart by an empty line, items and rows on lines of their own.
pub(super) fn plain(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        match node {
            Node::Text(words) | Node::Code(words) => text.push_str(words),
            Node::Break => text.push('\n'),
            Node::Task(done) => text.push_str(if *done { "☑ " } else { "☐ " }),
            Node::Html(_) | Node::Rule | Node::NoteReference { .. } => {}
            Node::Part(tag, inner) => part(tag, inner, &mut text),
        }
    }
    text.trim().to_owned()
}

fn part(tag: &Tag, inner: &[Node], text: &mut String) {
    let words = plain(inner);
    match tag {
        Tag::Strong | Tag::Emphasis | Tag::Struck | Tag::Link(_) => text.push_str(&words),
        Tag::Image(_) | Tag::Notes => {}
        Tag::Item | Tag::Note(_) => line(text, &format!("• {words}")),
        Tag::Row => line(text, &words),
        Tag::Cell(_) => {
            if !text.is_empty() {
                text.push_str(" · ");
            }
            text.push_str(&words);
        }
        Tag::Paragraph
        | Tag::Heading { .. }
        | Tag::Quote(_)
        | Tag::Block
        | Tag::Ordered(_)
        | Tag::Bullets
        | Tag::Table => {
            if !words.is_empty() {
                let before = text.trim_end().len();
                text.truncate(before);
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
                text.push_str(&words);
                text.push_str("\n\n");
            }
        }
    }
}

/// Puts a line on its own.
fn line(text: &mut String, words: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    #[test]
    fn marks_are_left_out_and_words_stay() {
        for (markdown, expected) in [
            (
                "# Title\nText with **bold**, `code` and [a link](https://example.org).\n",
                "Title\n\nText with bold, code and a link.",
            ),
            (
                "Title\n=====\n\n- one\n- [x] two\n  - three\n",
                "Title\n\n• one\n• ☑ two\n\n• three",
            ),
            ("![logo](logo.png)\n\n> quoted\n", "quoted"),
            ("a\n```\n# no heading\n```\nb\n", "a\n\n# no heading\n\nb"),
            ("[unclosed](x and [more\n", "[unclosed](x and [more"),
            ("| a | `b` |\n|---|---|\n| 1 | 2 |\n", "a · b\n1 · 2"),
            ("a <!-- b\nc --> d\n\n<!-- open\n", "a  d"),
        ] {
            assert_eq!(plain(&read(markdown)), expected, "{markdown}");
        }
        assert_eq!(plain(&[]), "");
    }
}
