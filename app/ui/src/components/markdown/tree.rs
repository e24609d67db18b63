//! A Markdown text as a tree of what is shown.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, LinkType, Options, Parser, TagEnd};

use super::link::{addresses, slug};
use super::plain::plain;

/// How deep parts may lie in each other. What lies deeper is shown where that depth ends.
const DEEPEST: usize = 40;

/// The level of the heading above the text, in the page.
const ABOVE: u8 = 2;

/// What a text holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Text(String),
    Code(String),
    /// HTML as it is written, without comments, which are meant for those who read the source.
    Html(String),
    Break,
    Rule,
    /// The box of a task, and whether it is done.
    Task(bool),
    /// A reference to a footnote.
    Note(String),
    Part(Tag, Vec<Node>),
}

/// What a part of a text is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    Paragraph,
    Heading {
        /// The level in the text, from 1.
        level: u8,
        /// The level in the page, where none may be left out.
        shown: u8,
        /// The id, which no other heading of the text has.
        id: String,
    },
    /// A quote, with a title where it is an alert.
    Quote(Option<&'static str>),
    /// Lines of code.
    Block,
    /// A list with numbers, from the first of them.
    Ordered(u64),
    Bullets,
    Item,
    /// A table, whose first row names its columns.
    Table,
    Row,
    Cell(Align),
    Strong,
    Emphasis,
    Struck,
    Link(String),
    Image(String),
    Footnote(String),
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum Align {
    #[default]
    Start,
    Center,
    End,
}

/// The tree of a text.
pub(super) fn read(text: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    let mut building = Building {
        open: vec![Open::default()],
        ..Building::default()
    };
    for event in Parser::new_ext(text, options) {
        building.take(event);
    }
    while building.open.len() > 1 {
        building.close();
    }
    building.open.pop().unwrap_or_default().inner
}

/// A part that is still to be closed.
#[derive(Default)]
struct Open {
    /// Nothing for what is not shown as a part: its content joins what is around it.
    tag: Option<Tag>,
    inner: Vec<Node>,
}

#[derive(Default)]
struct Building {
    open: Vec<Open>,
    /// How many parts are open below the deepest that is shown.
    too_deep: usize,
    /// How the columns of the table are aligned, and which comes next.
    columns: Vec<Align>,
    column: usize,
    /// The level of the last heading in the page.
    last: u8,
    ids: Vec<String>,
}

impl Building {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(_) if self.open.len() > DEEPEST => self.too_deep += 1,
            Event::Start(tag) => {
                let tag = self.tag(tag);
                self.open.push(Open {
                    tag,
                    inner: Vec::new(),
                });
            }
            Event::End(_) if self.too_deep > 0 => self.too_deep -= 1,
            Event::End(end) => {
                if end == TagEnd::TableCell {
                    self.column += 1;
                }
                self.close();
            }
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.put(Node::Code(text.into_string()));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.put(Node::Html(html.into_string()));
            }
            Event::FootnoteReference(name) => self.put(Node::Note(name.into_string())),
            Event::SoftBreak => self.put(Node::Text("\n".to_owned())),
            Event::HardBreak => self.put(Node::Break),
            Event::Rule => self.put(Node::Rule),
            Event::TaskListMarker(done) => self.put(Node::Task(done)),
        }
    }

    fn put(&mut self, node: Node) {
        if let Some(open) = self.open.last_mut() {
            match (open.inner.last_mut(), node) {
                (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
                (Some(Node::Html(before)), Node::Html(html)) => before.push_str(&html),
                (_, node) => open.inner.push(node),
            }
        }
    }

    /// A text, in which addresses of the web are links, as they are at GitHub.
    fn text(&mut self, text: &str) {
        let is_literal = self
            .open
            .iter()
            .any(|open| matches!(open.tag, Some(Tag::Block | Tag::Link(_) | Tag::Image(_))));
        if is_literal {
            return self.put(Node::Text(text.to_owned()));
        }
        for (piece, is_address) in addresses(text) {
            let words = Node::Text(piece.to_owned());
            self.put(if is_address {
                Node::Part(Tag::Link(piece.to_owned()), vec![words])
            } else {
                words
            });
        }
    }

    fn close(&mut self) {
        let Some(Open { tag, inner }) = self.open.pop() else {
            return;
        };
        let inner: Vec<_> = inner.into_iter().filter_map(without_comments).collect();
        match tag {
            Some(Tag::Heading { level, .. }) => {
                let heading = self.heading(level, &inner);
                self.put(Node::Part(heading, inner));
            }
            Some(tag) => self.put(Node::Part(tag, inner)),
            None => inner.into_iter().for_each(|node| self.put(node)),
        }
    }

    fn heading(&mut self, level: u8, inner: &[Node]) -> Tag {
        let shown = (level + ABOVE).min(self.last.max(ABOVE) + 1).min(6);
        self.last = shown;
        let slug = slug(&plain(inner));
        let count = self.ids.iter().filter(|id| **id == slug).count();
        self.ids.push(slug.clone());
        let id = match count {
            0 => slug,
            count => format!("{slug}-{count}"),
        };
        Tag::Heading { level, shown, id }
    }

    fn tag(&mut self, tag: pulldown_cmark::Tag<'_>) -> Option<Tag> {
        use pulldown_cmark::Tag as Start;
        Some(match tag {
            Start::Paragraph => Tag::Paragraph,
            Start::Heading { level, .. } => Tag::Heading {
                level: level as u8,
                shown: 0,
                id: String::new(),
            },
            Start::BlockQuote(kind) => Tag::Quote(kind.map(title)),
            Start::CodeBlock(_) => Tag::Block,
            Start::List(Some(first)) => Tag::Ordered(first),
            Start::List(None) => Tag::Bullets,
            Start::Item => Tag::Item,
            Start::Table(columns) => {
                self.columns = columns.into_iter().map(align).collect();
                Tag::Table
            }
            Start::TableHead | Start::TableRow => {
                self.column = 0;
                Tag::Row
            }
            Start::TableCell => {
                Tag::Cell(self.columns.get(self.column).copied().unwrap_or_default())
            }
            Start::Strong => Tag::Strong,
            Start::Emphasis => Tag::Emphasis,
            Start::Strikethrough => Tag::Struck,
            Start::Link {
                link_type,
                dest_url,
                ..
            } => Tag::Link(match link_type {
                LinkType::Email => format!("mailto:{dest_url}"),
                _ => dest_url.into_string(),
            }),
            Start::Image { dest_url, .. } => Tag::Image(dest_url.into_string()),
            Start::FootnoteDefinition(name) => Tag::Footnote(name.into_string()),
            _ => return None,
        })
    }
}

fn title(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

/// A node without the comments in its HTML; nothing where that is all of it.
fn without_comments(node: Node) -> Option<Node> {
    let Node::Html(html) = node else {
        return Some(node);
    };
    let mut kept = String::new();
    let mut rest = html.as_str();
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    (!kept.trim().is_empty()).then_some(Node::Html(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn part(tag: Tag, inner: Vec<Node>) -> Node {
        Node::Part(tag, inner)
    }

    fn check(markdown: &str, expected: &[Node]) {
        assert_eq!(read(markdown), expected, "{markdown}");
    }

    #[test]
    fn blocks_become_parts() {
        check(
            "a *b* `c`\nd  \ne\n\n---\n",
            &[
                part(
                    Tag::Paragraph,
                    vec![
                        text("a "),
                        part(Tag::Emphasis, vec![text("b")]),
                        text(" "),
                        Node::Code("c".to_owned()),
                        text("\nd"),
                        Node::Break,
                        text("e"),
                    ],
                ),
                Node::Rule,
            ],
        );
        check(
            "3. a\n4. [x] b\n",
            &[part(
                Tag::Ordered(3),
                vec![
                    part(Tag::Item, vec![text("a")]),
                    part(Tag::Item, vec![Node::Task(true), text("b")]),
                ],
            )],
        );
        check(
            "|a|b|\n|---|--:|\n|1|~~2~~|\n",
            &[part(
                Tag::Table,
                vec![
                    part(
                        Tag::Row,
                        vec![
                            part(Tag::Cell(Align::Start), vec![text("a")]),
                            part(Tag::Cell(Align::End), vec![text("b")]),
                        ],
                    ),
                    part(
                        Tag::Row,
                        vec![
                            part(Tag::Cell(Align::Start), vec![text("1")]),
                            part(
                                Tag::Cell(Align::End),
                                vec![part(Tag::Struck, vec![text("2")])],
                            ),
                        ],
                    ),
                ],
            )],
        );
        check(
            "> [!TIP]\n> a\n\n```yaml\nb: https://x.io\n```\n",
            &[
                part(
                    Tag::Quote(Some("Tip")),
                    vec![part(Tag::Paragraph, vec![text("a")])],
                ),
                part(Tag::Block, vec![text("b: https://x.io\n")]),
            ],
        );
    }

    #[test]
    fn headings_leave_no_level_out_and_have_ids_of_their_own() {
        let levels: Vec<_> = read("### a\n# b\n### c\n## b\n")
            .into_iter()
            .map(|node| match node {
                Node::Part(Tag::Heading { level, shown, id }, _) => (level, shown, id),
                other => panic!("{other:?} is no heading"),
            })
            .collect();
        let expected = [(3, 3, "a"), (1, 3, "b"), (3, 4, "c"), (2, 4, "b-1")];
        assert_eq!(
            levels,
            expected.map(|(level, shown, id)| (level, shown, id.to_owned()))
        );
    }

    #[test]
    fn links_and_images_keep_their_addresses() {
        let link =
            |address: &str, words: &str| part(Tag::Link(address.to_owned()), vec![text(words)]);
        check(
            "[a](javascript:b) <c@d.io> https://e.io. ![f](g.png)",
            &[part(
                Tag::Paragraph,
                vec![
                    link("javascript:b", "a"),
                    text(" "),
                    link("mailto:c@d.io", "c@d.io"),
                    text(" "),
                    link("https://e.io", "https://e.io"),
                    text(". "),
                    part(Tag::Image("g.png".to_owned()), vec![text("f")]),
                ],
            )],
        );
    }

    #[test]
    fn html_is_text_and_comments_are_none() {
        let html = |html: &str| Node::Html(html.to_owned());
        check(
            "a <b>c</b>\n",
            &[part(
                Tag::Paragraph,
                vec![text("a "), html("<b>"), text("c"), html("</b>")],
            )],
        );
        check(
            "<script>\nx\n</script>\n",
            &[html("<script>\nx\n</script>\n")],
        );
        check(
            "<!-- a\n\nb -->\n\nc <!-- d -->\n",
            &[part(Tag::Paragraph, vec![text("c ")])],
        );
    }

    #[test]
    fn any_depth_is_read() {
        let depth = |nodes: &[Node]| {
            let mut depth = 0;
            let mut level: Vec<&Node> = nodes.iter().collect();
            while !level.is_empty() {
                depth += 1;
                level = level
                    .into_iter()
                    .flat_map(|node| match node {
                        Node::Part(_, inner) => inner.iter(),
                        _ => [].iter(),
                    })
                    .collect();
            }
            depth
        };
        let deep = format!("{}x", "> ".repeat(5_000));
        assert!(depth(&read(&deep)) <= DEEPEST + 2);
        assert!(depth(&read(&"*a **b ".repeat(2_000))) <= DEEPEST + 2);
    }
}
