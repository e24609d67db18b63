//! A Markdown text as a tree of what is shown.

use std::collections::HashMap;

use super::inline::{self, Inline};
use super::link::slug;
use super::plain::plain;
use super::source::Part;

/// The level of the heading above the text, in the page.
const ABOVE: u8 = 2;

/// The quotes that are alerts, by their first line, and their titles.
const ALERTS: &[(&str, &str)] = &[
    ("[!NOTE]", "Note"),
    ("[!TIP]", "Tip"),
    ("[!IMPORTANT]", "Important"),
    ("[!WARNING]", "Warning"),
    ("[!CAUTION]", "Caution"),
];

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
    /// A text as it is written, where nothing is there to read it.
    Unread,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum Align {
    #[default]
    Start,
    Center,
    End,
}

/// The tree of a text, whose lines end in LF, from the [list](Part::whole) of its parts.
pub(super) fn read(text: &str, list: &str) -> Vec<Node> {
    let whole = Part::whole(text, list);
    let mut reading = Reading {
        inline: Inline {
            text,
            addresses: inline::addresses(text, &whole),
        },
        last: 0,
        ids: HashMap::new(),
    };
    reading.blocks(&whole, false)
}

struct Reading<'a> {
    inline: Inline<'a>,
    /// The level of the last heading in the page.
    last: u8,
    /// The ids of the headings so far, and how often each was counted up.
    ids: HashMap<String, usize>,
}

impl Reading<'_> {
    /// The blocks in a part. Those of a tight list stand there without paragraphs.
    fn blocks(&mut self, around: &Part<'_>, is_tight: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        for part in &around.parts {
            let is_cut = part.parts.iter().any(|inner| inner.kind.is_empty());
            match part.kind {
                _ if is_cut => nodes.push(Node::Text(self.inline.written(part).to_owned())),
                "Paragraph" | "Task" if is_tight => nodes.extend(self.inline.words(part)),
                "Paragraph" | "Task" => {
                    nodes.push(Node::Part(Tag::Paragraph, self.inline.words(part)));
                }
                "Blockquote" => {
                    let inner = self.blocks(part, false);
                    nodes.push(quote(inner));
                }
                "BulletList" => nodes.push(self.list(Tag::Bullets, part)),
                "OrderedList" => {
                    let mark = part.parts.first().and_then(|item| item.first("ListMark"));
                    let mark = mark.map_or("", |mark| self.inline.written(mark));
                    let first = mark.trim_end_matches(['.', ')']).parse().unwrap_or(1);
                    nodes.push(self.list(Tag::Ordered(first), part));
                }
                "CodeBlock" | "FencedCode" => {
                    let code = Node::Text(self.code(part));
                    nodes.push(Node::Part(Tag::Block, vec![code]));
                }
                "HorizontalRule" => nodes.push(Node::Rule),
                "Table" => nodes.push(self.table(part)),
                "HTMLBlock" | "CommentBlock" | "ProcessingInstructionBlock" => {
                    nodes.extend(self.inline.html(part));
                }
                kind if kind.contains("Heading") => nodes.push(self.heading(part)),
                _ if part.is_mark() => {}
                _ => nodes.push(Node::Text(self.inline.written(part).to_owned())),
            }
        }
        nodes
    }

    fn heading(&mut self, part: &Part<'_>) -> Node {
        // The kinds end in the level, from 1 to 6.
        let level = part.kind.bytes().last().unwrap_or_default();
        let level = level.saturating_sub(b'0').clamp(1, 6);
        let inner = self.inline.words(part);
        let shown = (level + ABOVE).min(self.last.max(ABOVE) + 1).min(6);
        self.last = shown;
        let id = self.id_of(slug(&plain(&inner)));
        Node::Part(Tag::Heading { level, shown, id }, inner)
    }

    /// The id of a heading, as GitHub gives it: counted up where another heading has the same.
    fn id_of(&mut self, slug: String) -> String {
        let mut id = slug.clone();
        while self.ids.contains_key(&id) {
            let more = self.ids.entry(slug.clone()).or_default();
            *more += 1;
            id = format!("{slug}-{more}");
        }
        self.ids.insert(id.clone(), 0);
        id
    }

    fn list(&mut self, tag: Tag, part: &Part<'_>) -> Node {
        let is_tight = !self.is_loose(&part.parts)
            && !part.parts.iter().any(|item| self.is_loose(&item.parts));
        let items = part.parts.iter().filter(|item| item.kind == "ListItem");
        let items = items
            .map(|item| Node::Part(Tag::Item, self.blocks(item, is_tight)))
            .collect();
        Node::Part(tag, items)
    }

    /// Whether there is an empty line between parts.
    fn is_loose(&self, parts: &[Part<'_>]) -> bool {
        let mut end = None;
        parts.iter().filter(|part| !is_quoting(part)).any(|part| {
            let start = part.range.start;
            let between = self.inline.slice(end.unwrap_or(start)..start);
            end = Some(end_of(part));
            between.matches('\n').count() > 1
        })
    }

    /// The lines of a block of code, without what its fence is indented by.
    fn code(&self, part: &Part<'_>) -> String {
        let text = self.inline.text;
        let lines = part.parts.iter().filter(|part| part.kind == "CodeText");
        let code: String = lines
            .clone()
            .map(|part| self.inline.written(part))
            .collect();
        let column = |at: usize| at - text[..at].rfind('\n').map_or(0, |end| end + 1);
        let first = lines.clone().find_map(|part| {
            let empty = self.inline.written(part).find(|c| c != '\n')?;
            Some(part.range.start + empty)
        });
        let indent = match first {
            Some(first) if part.kind == "FencedCode" => column(part.range.start)
                .saturating_sub(column(first))
                .min(3),
            _ => 0,
        };
        if indent == 0 {
            return code;
        }
        let lines = code.split('\n').map(|line| {
            let blank = line.len() - line.trim_start_matches(' ').len();
            &line[blank.min(indent)..]
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn table(&self, part: &Part<'_>) -> Node {
        let columns = part
            .first("TableDelimiter")
            .map_or_else(Vec::new, |line| aligned(self.inline.written(line)));
        let rows = part
            .parts
            .iter()
            .filter(|row| row.kind.starts_with("Table"));
        let rows = rows.filter(|row| !row.is_mark()).map(|row| {
            let mut cells: Vec<_> = columns
                .iter()
                .map(|align| Node::Part(Tag::Cell(*align), Vec::new()))
                .collect();
            // Empty cells are no parts, but the lines between cells are.
            let mut column = 0;
            for (index, part) in row.parts.iter().enumerate() {
                match part.kind {
                    "TableDelimiter" if index > 0 => column += 1,
                    "TableCell" => {
                        if let Some(Node::Part(_, inner)) = cells.get_mut(column) {
                            *inner = self.inline.words(part);
                        }
                    }
                    _ => {}
                }
            }
            Node::Part(Tag::Row, cells)
        });
        Node::Part(Tag::Table, rows.collect())
    }
}

/// Whether a part only marks a line of a quote around what the line holds.
fn is_quoting(part: &Part<'_>) -> bool {
    part.kind == "QuoteMark"
}

/// Where the words of a part end: a list goes on over the marks of empty lines that follow it.
fn end_of(part: &Part<'_>) -> usize {
    match part.kind {
        "BulletList" | "OrderedList" | "ListItem" => {
            let last = part.parts.iter().rfind(|part| !is_quoting(part));
            last.map_or(part.range.end, end_of)
        }
        _ => part.range.end,
    }
}

/// How the columns of a table are aligned, by the line below its first row.
fn aligned(line: &str) -> Vec<Align> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let columns = line.split('|').map(str::trim);
    let columns = columns.map(|rule| match (rule.starts_with(':'), rule.ends_with(':')) {
        (true, true) => Align::Center,
        (false, true) => Align::End,
        _ => Align::Start,
    });
    columns.collect()
}

/// A quote, which may say that it is an alert.
fn quote(mut inner: Vec<Node>) -> Node {
    let mut title = None;
    if let Some(Node::Part(Tag::Paragraph, words)) = inner.first_mut() {
        title = alert(words);
        if words.is_empty() {
            inner.remove(0);
        }
    }
    Node::Part(Tag::Quote(title), inner)
}

/// Takes the line that makes a quote an alert from its words, and gives the alert's title.
fn alert(words: &mut Vec<Node>) -> Option<&'static str> {
    let Some(Node::Text(text)) = words.first() else {
        return None;
    };
    let (line, rest) = match text.split_once('\n') {
        Some((line, rest)) => (line, rest.to_owned()),
        None if matches!(words.get(1), None | Some(Node::Break)) => (text.as_str(), String::new()),
        None => return None,
    };
    let (_, title) = ALERTS
        .iter()
        .find(|(mark, _)| line.eq_ignore_ascii_case(mark))?;
    words.remove(0);
    if !rest.is_empty() {
        words.insert(0, Node::Text(rest));
    } else if words.first() == Some(&Node::Break) {
        words.remove(0);
    }
    Some(title)
}

#[cfg(test)]
mod tests {
    use super::super::listed;
    use super::super::source::DEEPEST;
    use super::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn part(tag: Tag, inner: Vec<Node>) -> Node {
        Node::Part(tag, inner)
    }

    fn paragraph(words: &str) -> Node {
        part(Tag::Paragraph, vec![text(words)])
    }

    /// How deep parts lie in each other.
    fn depth(nodes: &[Node]) -> usize {
        let deeper = nodes.iter().map(|node| match node {
            Node::Part(_, inner) => 1 + depth(inner),
            _ => 1,
        });
        deeper.max().unwrap_or_default()
    }

    fn check(markdown: &str, expected: &[Node]) {
        assert_eq!(listed::read(markdown), expected, "{markdown}");
    }

    #[test]
    fn lines_end_softly_or_hard() {
        let words = vec![
            text("a "),
            part(Tag::Emphasis, vec![text("b")]),
            text(" "),
            Node::Code("c".to_owned()),
            text("\nd"),
            Node::Break,
            text("e"),
            Node::Break,
            text("f"),
        ];
        check(
            "a *b* `c`\n  d  \ne\\\nf\n\n---\n",
            &[part(Tag::Paragraph, words), Node::Rule],
        );
    }

    #[test]
    fn items_have_paragraphs_where_empty_lines_part_them() {
        let item = |inner| part(Tag::Item, inner);
        check(
            "3. a\n4. [x] b\n",
            &[part(
                Tag::Ordered(3),
                vec![
                    item(vec![text("a")]),
                    item(vec![Node::Task(true), text("b")]),
                ],
            )],
        );
        let inner = part(
            Tag::Bullets,
            vec![item(vec![text("c")]), item(vec![text("d")])],
        );
        check(
            "- a\n\n- b\n  - c\n  - d\n",
            &[part(
                Tag::Bullets,
                vec![
                    item(vec![paragraph("a")]),
                    item(vec![paragraph("b"), inner]),
                ],
            )],
        );
        let quoted = vec![item(vec![paragraph("a")]), item(vec![paragraph("b")])];
        check(
            "> 1. a\n>\n> 2. b\n",
            &[part(Tag::Quote(None), vec![part(Tag::Ordered(1), quoted)])],
        );
    }

    #[test]
    fn rows_have_as_many_cells_as_there_are_columns() {
        let row = |[a, b, c]: [Vec<Node>; 3]| {
            let cells = [(Align::Start, a), (Align::Center, b), (Align::End, c)];
            let cells = cells.map(|(align, inner)| part(Tag::Cell(align), inner));
            part(Tag::Row, cells.into())
        };
        let struck = part(Tag::Struck, vec![text("3")]);
        check(
            "|a||b|\n|---|:-:|--:|\n|1|2|~~3~~|4|\n|`x\\|y`|\n",
            &[part(
                Tag::Table,
                vec![
                    row([vec![text("a")], vec![], vec![text("b")]]),
                    row([vec![text("1")], vec![text("2")], vec![struck]]),
                    row([vec![Node::Code("x|y".to_owned())], vec![], vec![]]),
                ],
            )],
        );
    }

    #[test]
    fn quotes_may_be_alerts() {
        check(
            "> [!tip]\n> a\n\n> [!NOTE]\n\n> [!NOTE] a\n",
            &[
                part(Tag::Quote(Some("Tip")), vec![paragraph("a")]),
                part(Tag::Quote(Some("Note")), vec![]),
                part(Tag::Quote(None), vec![paragraph("[!NOTE] a")]),
            ],
        );
    }

    #[test]
    fn code_keeps_its_lines_but_not_the_indentation_of_its_block() {
        let block = |lines| part(Tag::Block, vec![text(lines)]);
        check(
            "  ```yaml\n  b: https://x.io\n\n    c\n  ```\n\n    d\n\n     e\n",
            &[block("b: https://x.io\n\n  c"), block("d\n\n e")],
        );
        check(
            "- ```\n    a\n  b\n  ```\n",
            &[part(
                Tag::Bullets,
                vec![part(Tag::Item, vec![block("  a\nb")])],
            )],
        );
    }

    #[test]
    fn headings_leave_no_level_out_and_have_ids_of_their_own() {
        let levels: Vec<_> = listed::read("### a\n# b\n### c\n## b\n")
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
    fn no_two_headings_have_one_id() {
        let list = "0 Document 0 7\n1 ATXHeading1 0 1\n1 ATXHeading1 2 3\n1 ATXHeading1 4 7\n1 ATXHeading1 0 1\n";
        let ids = read("b\nb\nb-1", list).into_iter().map(|node| match node {
            Node::Part(Tag::Heading { id, .. }, _) => id,
            other => panic!("{other:?} is no heading"),
        });
        assert_eq!(ids.collect::<Vec<_>>(), ["b", "b-1", "b-1-1", "b-2"]);
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
            &[html("<script>\nx\n</script>")],
        );
        check("<!-- a\n\nb -->\n\nc <!-- d -->\n", &[paragraph("c")]);
    }

    #[test]
    fn any_depth_is_read_and_shown() {
        for kind in ["Blockquote", "BulletList", "Emphasis", "Link", "Table"] {
            let mut list = "0 Document 0 3\n1 Paragraph 0 3\n".to_owned();
            list.extend((2..5_000).map(|depth| format!("{depth} {kind} 0 3\n")));
            let nodes = read("abc", &list);
            assert!(depth(&nodes) <= DEEPEST + 1, "{kind}");
        }
        let quotes: String = (1..5_000)
            .map(|depth| format!("{depth} Blockquote 0 3\n"))
            .collect();
        let words = plain(&read("abc", &format!("0 Document 0 3\n{quotes}")));
        assert_eq!(words, "abc");
    }

    #[test]
    fn no_list_is_too_wrong_to_be_read() {
        for list in [
            "",
            "x",
            "0 Document 0 9\n1 Paragraph 3 1\n2 Escape 1 2\n2 Emphasis 7 9\n",
            "0 Document 0 1\n5 Link 0 1\n6 LinkMark 1 2\n6 LinkMark 0 1\n",
            "0 Document 0 1\n1 Table 0 1\n2 TableRow 0 1\n3 TableCell 0 1\n",
            "0 Document 0 1\n1 Heading 0 1\n1 OrderedList 0 1\n1 FencedCode 0 1\n2 CodeText 0 1\n",
        ] {
            assert!(depth(&read("é", list)) < 9, "{list}");
        }
    }
}
