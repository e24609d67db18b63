//! Reads a Markdown text as GitHub does, with pulldown-cmark, into the tree of what is shown.

use std::collections::HashMap;
use std::ops::Range;

use pack_once::sort::sort_by;
use pulldown_cmark::{Alignment, BlockQuoteKind, Event, LinkType, Options, Parser, Tag as Start};

use super::autolink::with_links;
use super::link::slug;
use super::plain::plain;
use super::tree::{Align, Node, Tag};

/// How deep parts may lie in each other. What lies deeper is shown as it is written, so that no text
/// is too deep for those who walk the tree.
const DEEPEST: usize = 40;

/// The level of the heading above the text, in the page.
const ABOVE: u8 = 2;

/// The tree of a text.
pub(super) fn read(text: &str) -> Vec<Node> {
    read_with_places(text).0
}

/// The tree of a text, and the byte of the text at which each of its topmost nodes begins.
pub(super) fn read_with_places(text: &str) -> (Vec<Node>, Vec<usize>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut reading = Reading {
        text,
        ..Reading::default()
    };
    let mut places = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let start = range.start;
        reading.take(event, range);
        places.resize(reading.top.len(), start);
    }
    let nodes = reading.end();
    places.resize(nodes.len(), text.len());
    (nodes, places)
}

/// A part that has begun, and what it holds so far.
struct Open<'a> {
    start: Start<'a>,
    inner: Vec<Node>,
}

#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    /// What stands in no part.
    top: Vec<Node>,
    /// The parts that have begun, the outermost first.
    open: Vec<Open<'a>>,
    /// How many parts have begun within one that is shown as it is written, with that one.
    too_deep: usize,
    /// How many of the parts that have begun are links or images.
    links: usize,
    /// The columns of the table that is read.
    columns: Vec<Align>,
    headings: Headings,
    notes: Notes,
}

impl<'a> Reading<'a> {
    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(_) if self.too_deep > 0 => self.too_deep += 1,
            Event::End(_) if self.too_deep > 0 => self.too_deep -= 1,
            _ if self.too_deep > 0 => {}
            Event::Start(_) if self.open.len() >= DEEPEST => {
                self.too_deep = 1;
                self.words(self.text.get(range).unwrap_or_default());
            }
            Event::Start(start) => {
                if let Start::Table(columns) = &start {
                    self.columns = columns.iter().map(|column| align(*column)).collect();
                }
                self.links += usize::from(is_link(&start));
                let inner = Vec::new();
                self.open.push(Open { start, inner });
            }
            Event::End(_) => {
                if let Some(open) = self.open.pop() {
                    self.close(open);
                }
            }
            Event::Text(words) => self.words(&words),
            // Within a block of HTML this is one of its lines.
            Event::Html(html) => self.words(&html),
            Event::InlineHtml(html) => {
                let html = without_comments(&html);
                self.inner().extend(html.map(Node::Html));
            }
            Event::Code(code) => self.inner().push(Node::Code(code.into_string())),
            Event::SoftBreak => self.words("\n"),
            Event::HardBreak => self.inner().push(Node::Break),
            Event::Rule => self.inner().push(Node::Rule),
            Event::TaskListMarker(done) => self.inner().push(Node::Task(done)),
            Event::FootnoteReference(label) => {
                let (number, is_first) = self.notes.number(label.into_string());
                self.inner().push(Node::NoteReference { number, is_first });
            }
            // Formulas are not among the options.
            Event::InlineMath(math) | Event::DisplayMath(math) => self.words(&math),
        }
    }

    /// What the innermost part holds so far.
    fn inner(&mut self) -> &mut Vec<Node> {
        self.open
            .last_mut()
            .map_or(&mut self.top, |open| &mut open.inner)
    }

    /// Adds words, of which those that follow each other are one.
    fn words(&mut self, words: &str) {
        match self.inner().last_mut() {
            Some(Node::Text(before)) => before.push_str(words),
            _ => self.inner().push(Node::Text(words.to_owned())),
        }
    }

    /// Makes a node of a part that has ended.
    fn close(&mut self, open: Open<'a>) {
        let Open { start, mut inner } = open;
        let is_code = matches!(start, Start::CodeBlock(_) | Start::HtmlBlock);
        if self.links == 0 && !is_code {
            inner = with_links(inner);
        }
        self.links -= usize::from(is_link(&start));
        let tag = match start {
            Start::Paragraph => {
                trim_end(&mut inner);
                Tag::Paragraph
            }
            Start::Heading { level, .. } => self.headings.tag(level as u8, &plain(&inner)),
            Start::BlockQuote(kind) => Tag::Quote(kind.map(title)),
            Start::CodeBlock(_) => {
                if let Some(Node::Text(code)) = inner.last_mut()
                    && code.ends_with('\n')
                {
                    code.pop();
                }
                Tag::Block
            }
            Start::HtmlBlock => {
                let html = without_comments(&plain(&inner));
                self.inner().extend(html.map(Node::Html));
                return;
            }
            Start::List(Some(first)) => Tag::Ordered(first),
            Start::List(None) => Tag::Bullets,
            Start::Item => Tag::Item,
            Start::Table(_) => Tag::Table,
            Start::TableHead | Start::TableRow => Tag::Row,
            Start::TableCell => {
                let column = self.columns.get(self.cells()).copied();
                Tag::Cell(column.unwrap_or_default())
            }
            Start::Emphasis => Tag::Emphasis,
            Start::Strong => Tag::Strong,
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
            Start::FootnoteDefinition(label) => {
                self.notes.define(label.into_string(), inner);
                return;
            }
            // Nothing else is among the options.
            _ => Tag::Paragraph,
        };
        self.inner().push(Node::Part(tag, inner));
    }

    /// How many cells the row has so far.
    fn cells(&self) -> usize {
        self.open.last().map_or(0, |row| row.inner.len())
    }

    /// The whole tree, with the footnotes at its end.
    fn end(mut self) -> Vec<Node> {
        let notes = self.notes.in_order();
        if !notes.is_empty() {
            self.top.push(Node::Part(Tag::Notes, notes));
        }
        self.top
    }
}

fn is_link(start: &Start<'_>) -> bool {
    matches!(start, Start::Link { .. } | Start::Image { .. })
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

/// The title of an alert.
fn title(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// Drops the spaces at the end of a paragraph, before which a comment may have stood.
fn trim_end(inner: &mut Vec<Node>) {
    if let Some(Node::Text(last)) = inner.last_mut() {
        last.truncate(last.trim_end().len());
        if last.is_empty() {
            inner.pop();
        }
    }
}

/// HTML without its comments; `None` where nothing else is left.
fn without_comments(html: &str) -> Option<String> {
    let mut kept = String::new();
    let mut rest = html.trim_end();
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    (!kept.trim().is_empty()).then_some(kept)
}

/// The headings so far.
#[derive(Default)]
struct Headings {
    /// The level of the last one in the page.
    last: u8,
    /// Their ids, and how often each was counted up.
    ids: HashMap<String, usize>,
}

impl Headings {
    fn tag(&mut self, level: u8, words: &str) -> Tag {
        let shown = (level + ABOVE).min(self.last.max(ABOVE) + 1).min(6);
        self.last = shown;
        let id = self.id(slug(words));
        Tag::Heading { level, shown, id }
    }

    /// The id of a heading, as GitHub gives it: counted up where another heading has the same.
    fn id(&mut self, slug: String) -> String {
        let mut id = slug.clone();
        while self.ids.contains_key(&id) {
            let more = self.ids.entry(slug.clone()).or_default();
            *more += 1;
            id = format!("{slug}-{more}");
        }
        self.ids.insert(id.clone(), 0);
        id
    }
}

/// The footnotes so far.
#[derive(Default)]
struct Notes {
    /// The numbers of those that are referred to, by label.
    numbers: HashMap<String, usize>,
    /// What those hold that are defined, by label.
    defined: HashMap<String, Vec<Node>>,
}

impl Notes {
    /// The number of a footnote that is referred to, and whether this is the first reference to it.
    fn number(&mut self, label: String) -> (usize, bool) {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(label).or_insert(next);
        (number, number == next)
    }

    /// Takes what a footnote holds. The first definition counts.
    fn define(&mut self, label: String, inner: Vec<Node>) {
        self.defined.entry(label).or_insert(inner);
    }

    /// The footnotes that are referred to, in the order of their numbers.
    fn in_order(self) -> Vec<Node> {
        let mut numbers: Vec<_> = self.numbers.into_iter().collect();
        sort_by(&mut numbers, &|(_, one), (_, other)| one.cmp(other));
        let mut defined = self.defined;
        numbers
            .into_iter()
            .filter_map(|(label, number)| {
                let inner = defined.remove(&label)?;
                Some(Node::Part(Tag::Note(number), inner))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
