//! The words of a paragraph, a heading or a cell, with what lies in them.

use std::collections::HashMap;
use std::ops::Range;

use super::source::{Part, Piece, pieces};
use super::tree::{Node, Tag};

/// Where references lead, by their labels.
type Addresses = HashMap<String, String>;

/// What words lie in.
#[derive(Clone, Copy)]
struct Within {
    /// In a link, where no address is one by itself.
    link: bool,
    /// In a cell of a table, where code, too, escapes the line between cells.
    cell: bool,
}

/// Reads words of a text.
pub(super) struct Inline<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// What its links may refer to.
    pub(super) addresses: Addresses,
}

/// What the references of a text lead to. Of several with one label the first counts.
pub(super) fn addresses(text: &str, part: &Part<'_>) -> Addresses {
    let mut found = Addresses::new();
    collect(text, part, &mut found);
    found
}

fn collect(text: &str, part: &Part<'_>, found: &mut Addresses) {
    for part in &part.parts {
        if part.kind == "LinkReference"
            && let Some(label) = part.first("LinkLabel")
            && let Some(address) = part.first("URL")
        {
            let label = label_of(&text[label.range.clone()]);
            found
                .entry(label)
                .or_insert_with(|| destination(text, address));
        }
        collect(text, part, found);
    }
}

/// A label as it is compared: without brackets, and whatever its case and blanks.
fn label_of(written: &str) -> String {
    let label = written.strip_prefix('[').unwrap_or(written);
    let label = label.strip_suffix(']').unwrap_or(label);
    let words: Vec<_> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The address that a link was given, without what only marks it.
fn destination(text: &str, part: &Part<'_>) -> String {
    let written = address(text, part);
    let inner = written
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let mut kept = String::new();
    let mut rest = inner.unwrap_or(&written);
    while let Some((before, after)) = rest.split_once('\\') {
        kept.push_str(before);
        let is_escape = after.starts_with(|c: char| c.is_ascii_punctuation());
        // What is escaped is one byte long, and may be another backslash.
        let taken = if is_escape { &after[..1] } else { "\\" };
        kept.push_str(taken);
        rest = &after[usize::from(is_escape)..];
    }
    kept.push_str(rest);
    kept
}

/// An address, with what its entities stand for.
fn address(text: &str, part: &Part<'_>) -> String {
    let pieces = part.pieces().into_iter().map(|piece| match piece {
        Piece::Words(range) => &text[range],
        Piece::Part(part) => part.meant.as_str(),
    });
    pieces.collect()
}

/// Where an address leads that is a link by itself: it may be one of a letter, or lack its scheme.
fn completed(address: &str) -> String {
    if address.starts_with("www.") {
        format!("http://{address}")
    } else if address.contains(':') {
        address.to_owned()
    } else {
        format!("mailto:{address}")
    }
}

impl<'a> Inline<'a> {
    /// What is written as a part.
    pub(super) fn written(&self, part: &Part<'_>) -> &'a str {
        self.slice(part.range.clone())
    }

    /// What is written in a range, which is none where it ends before it begins.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The words of a block.
    pub(super) fn words(&self, part: &Part<'_>) -> Vec<Node> {
        let within = Within {
            link: false,
            cell: part.kind == "TableCell",
        };
        let mut words = self.read(part.range.clone(), &part.parts, within);
        if let Some(Node::Text(last)) = words.last_mut() {
            last.truncate(last.trim_end_matches([' ', '\t', '\n']).len());
        }
        words.retain(|node| !matches!(node, Node::Text(text) if text.is_empty()));
        words
    }

    /// HTML as it is written; nothing where all of it are comments.
    pub(super) fn html(&self, part: &Part<'_>) -> Option<Node> {
        let mut kept = String::new();
        let html = self.without_marks(part);
        let mut rest = html.trim_end();
        while let Some((before, comment)) = rest.split_once("<!--") {
            kept.push_str(before);
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        kept.push_str(rest);
        (!kept.trim().is_empty()).then_some(Node::Html(kept))
    }

    /// What is written as a part, without the marks in it.
    fn without_marks(&self, part: &Part<'_>) -> String {
        let pieces = part.pieces().into_iter().map(|piece| match piece {
            Piece::Words(range) => &self.text[range],
            Piece::Part(_) => "",
        });
        pieces.collect()
    }

    /// What is written in a range that has these parts.
    fn read(&self, range: Range<usize>, parts: &[Part<'_>], within: Within) -> Vec<Node> {
        let mut nodes = Vec::new();
        for piece in pieces(range, parts) {
            match piece {
                Piece::Words(range) => add_lines(&mut nodes, self.slice(range)),
                Piece::Part(part) => self.part(&mut nodes, part, within),
            }
        }
        nodes
    }

    fn part(&self, nodes: &mut Vec<Node>, part: &Part<'_>, within: Within) {
        let inner = || self.read(part.range.clone(), &part.parts, within);
        match part.kind {
            "Emphasis" => nodes.push(Node::Part(Tag::Emphasis, inner())),
            "StrongEmphasis" => nodes.push(Node::Part(Tag::Strong, inner())),
            "Strikethrough" => nodes.push(Node::Part(Tag::Struck, inner())),
            "Link" | "Image" => self.link(nodes, part, within),
            "Autolink" => nodes.extend(part.first("URL").map(|part| self.address(part))),
            "URL" if !within.link => nodes.push(self.address(part)),
            "InlineCode" => nodes.push(Node::Code(self.code(part, within))),
            "HTMLTag" | "Comment" | "ProcessingInstruction" => {
                nodes.extend(self.html(part));
            }
            "HardBreak" => nodes.push(Node::Break),
            "TaskMarker" => nodes.push(Node::Task(!self.written(part).contains(' '))),
            "Entity" => add(nodes, &part.meant),
            "Escape" => add(nodes, self.written(part).get(1..).unwrap_or_default()),
            _ if part.is_mark() => {}
            _ => add(nodes, self.written(part)),
        }
    }

    /// An address that is a link by itself.
    fn address(&self, part: &Part<'_>) -> Node {
        let address = address(self.text, part);
        let link = Tag::Link(completed(&address));
        Node::Part(link, vec![Node::Text(address)])
    }

    /// A link or an image; its words and brackets alone where it refers to nothing.
    fn link(&self, nodes: &mut Vec<Node>, part: &Part<'_>, within: Within) {
        let mut marks = part.parts.iter().enumerate();
        let mut mark = || marks.find(|(_, part)| part.kind == "LinkMark");
        let (Some((first, open)), Some((last, close))) = (mark(), mark()) else {
            return add(nodes, self.written(part));
        };
        let words = open.range.end..close.range.start;
        let after = &part.parts[last + 1..];
        let of_kind = |kind| after.iter().find(|part| part.kind == kind);
        let leads_to = if of_kind("LinkMark").is_some() {
            let given = of_kind("URL").map(|part| destination(self.text, part));
            Some(given.unwrap_or_default())
        } else {
            let label = of_kind("LinkLabel").map_or("", |label| self.written(label));
            let label = if label.len() > 2 {
                label
            } else {
                self.slice(words.clone())
            };
            self.addresses.get(&label_of(label)).cloned()
        };
        let within = Within {
            link: within.link || leads_to.is_some(),
            ..within
        };
        let inner = self.read(words, &part.parts[first + 1..last], within);
        match leads_to {
            Some(address) if part.kind == "Image" => {
                nodes.push(Node::Part(Tag::Image(address), inner));
            }
            Some(address) => nodes.push(Node::Part(Tag::Link(address), inner)),
            None => {
                add(nodes, self.written(open));
                for node in inner {
                    put(nodes, node);
                }
                add(nodes, self.slice(close.range.start..part.range.end));
            }
        }
    }

    /// Code in a line. A blank at both of its ends only keeps it apart from its marks.
    fn code(&self, part: &Part<'_>, within: Within) -> String {
        let code = self.without_marks(part);
        let lines = code.split('\n').enumerate();
        let lines = lines.map(|(index, line)| if index > 0 { line.trim_start() } else { line });
        let mut code = lines.collect::<Vec<_>>().join(" ");
        if within.cell {
            code = code.replace("\\|", "|");
        }
        let inner = code
            .strip_prefix(' ')
            .and_then(|code| code.strip_suffix(' '));
        match inner {
            Some(inner) if !code.trim().is_empty() => inner.to_owned(),
            _ => code,
        }
    }
}

/// Adds words, of which those that follow each other are one.
fn add(nodes: &mut Vec<Node>, words: &str) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(words),
        _ => nodes.push(Node::Text(words.to_owned())),
    }
}

fn put(nodes: &mut Vec<Node>, node: Node) {
    match node {
        Node::Text(words) => add(nodes, &words),
        node => nodes.push(node),
    }
}

/// Adds words with the ends of their lines, around which blanks mean nothing.
fn add_lines(nodes: &mut Vec<Node>, words: &str) {
    for (index, line) in words.split('\n').enumerate() {
        if index > 0 {
            if let Some(Node::Text(before)) = nodes.last_mut() {
                before.truncate(before.trim_end_matches([' ', '\t']).len());
            }
            add(nodes, "\n");
        }
        let begins = match nodes.last() {
            None | Some(Node::Break | Node::Task(_)) => true,
            Some(Node::Text(before)) => before.ends_with('\n'),
            _ => false,
        };
        let line = if begins {
            line.trim_start_matches([' ', '\t'])
        } else {
            line
        };
        if !line.is_empty() {
            add(nodes, line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::listed;
    use super::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn link(address: &str, words: &str) -> Node {
        Node::Part(Tag::Link(address.to_owned()), vec![text(words)])
    }

    fn check(markdown: &str, expected: Vec<Node>) {
        let paragraph = Node::Part(Tag::Paragraph, expected);
        let nodes = listed::read(markdown);
        assert_eq!(nodes.first(), Some(&paragraph), "{markdown}");
    }

    #[test]
    fn links_and_images_keep_their_addresses() {
        let image = Tag::Image("j.png".to_owned());
        check(
            "[a](javascript:b) <c@d.io> https://e.io. www.f.io g@h.io ![i](j.png)\n",
            vec![
                link("javascript:b", "a"),
                text(" "),
                link("mailto:c@d.io", "c@d.io"),
                text(" "),
                link("https://e.io", "https://e.io"),
                text(". "),
                link("http://www.f.io", "www.f.io"),
                text(" "),
                link("mailto:g@h.io", "g@h.io"),
                text(" "),
                Node::Part(image, vec![text("i")]),
            ],
        );
    }

    #[test]
    fn references_lead_where_the_text_says() {
        let emphasis = Node::Part(Tag::Emphasis, vec![text("d")]);
        let image = Tag::Image("l_m".to_owned());
        check(
            "[a] [B  c][] [*d*][a] [e] [f][g] ![h][a] [https://i.io] [https://j.io](k)\n\n\
                [a]: <l\\_m> \"n\"\n[b\nC]: o?p=1&amp;q\n[a]: r\n",
            vec![
                link("l_m", "a"),
                text(" "),
                link("o?p=1&q", "B  c"),
                text(" "),
                Node::Part(Tag::Link("l_m".to_owned()), vec![emphasis]),
                text(" [e] [f][g] "),
                Node::Part(image, vec![text("h")]),
                text(" ["),
                link("https://i.io", "https://i.io"),
                text("] "),
                link("k", "https://j.io"),
            ],
        );
    }

    #[test]
    fn characters_that_are_written_otherwise_are_read() {
        check(
            "[a]() \\*b\\* &lt;c&gt; &copyright; [d](e\\)f&#41;)\n",
            vec![
                link("", "a"),
                text(" *b* <c> &copyright; "),
                link("e)f)", "d"),
            ],
        );
    }

    #[test]
    fn places_are_found_behind_any_character() {
        check(
            "😀 *é* `` ` `` ` ä `\n> **a\n> b** `c\n> d`\n",
            vec![
                text("😀 "),
                Node::Part(Tag::Emphasis, vec![text("é")]),
                text(" "),
                Node::Code("`".to_owned()),
                text(" "),
                Node::Code("ä".to_owned()),
            ],
        );
        let nodes = listed::read("😀 *é* `` ` `` ` ä `\n> **a\n> b** `c\n> d`\n");
        let quoted = vec![
            Node::Part(Tag::Strong, vec![text("a\nb")]),
            text(" "),
            Node::Code("c d".to_owned()),
        ];
        let paragraph = Node::Part(Tag::Paragraph, quoted);
        assert_eq!(
            nodes.get(1),
            Some(&Node::Part(Tag::Quote(None), vec![paragraph]))
        );
    }
}
