//! Addresses in the words of a text, which are links by themselves.

use linkify::{LinkFinder, LinkKind};

use super::tree::{Node, Tag};

/// The same nodes, in which each address that is written as a word is a link, as on GitHub: what
/// begins with `https://`, `http://` or `www.`, and addresses of letters.
pub(super) fn with_links(nodes: Vec<Node>) -> Vec<Node> {
    let mut linked = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) if may_hold_address(&text) => link(&text, &mut linked),
            other => linked.push(other),
        }
    }
    linked
}

/// Whether it is worth while to look for addresses.
fn may_hold_address(text: &str) -> bool {
    text.contains("://") || text.contains('@') || text.contains("www.")
}

fn link(text: &str, nodes: &mut Vec<Node>) {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut words = String::new();
    for span in finder.spans(text) {
        let written = span.as_str();
        let Some(address) = span.kind().and_then(|kind| address(kind, written)) else {
            words.push_str(written);
            continue;
        };
        if !words.is_empty() {
            nodes.push(Node::Text(std::mem::take(&mut words)));
        }
        let written = Node::Text(written.to_owned());
        nodes.push(Node::Part(Tag::Link(address), vec![written]));
    }
    if !words.is_empty() {
        nodes.push(Node::Text(words));
    }
}

/// Where an address leads that is written as a word; `None` where GitHub takes it for a mere word.
fn address(kind: &LinkKind, written: &str) -> Option<String> {
    let begins = |start: &str| {
        written
            .get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    match kind {
        LinkKind::Email => Some(format!("mailto:{written}")),
        _ if begins("www.") => Some(format!("http://{written}")),
        _ if begins("http://") || begins("https://") => Some(written.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(words, address)| {
                let words = Node::Text((*words).to_owned());
                match address {
                    Some(address) => Node::Part(Tag::Link((*address).to_owned()), vec![words]),
                    None => words,
                }
            })
            .collect();
        let nodes = with_links(vec![Node::Text(text.to_owned())]);
        assert_eq!(nodes, expected, "{text}");
    }

    #[test]
    fn addresses_are_links() {
        check(
            "See https://a.io/b. (www.c.io) d@e.io",
            &[
                ("See ", None),
                ("https://a.io/b", Some("https://a.io/b")),
                (". (", None),
                ("www.c.io", Some("http://www.c.io")),
                (") ", None),
                ("d@e.io", Some("mailto:d@e.io")),
            ],
        );
    }

    #[test]
    fn other_words_are_none() {
        for text in [
            "values.yaml and pack.json",
            "ghcr.io/a/b@sha256:abc",
            "javascript://x.io",
            "ftp://x.io",
            "a @b",
        ] {
            check(text, &[(text, None)]);
        }
    }
}
