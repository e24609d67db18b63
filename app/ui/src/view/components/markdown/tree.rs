//! A Markdown text as a tree of elements.

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
    NoteReference {
        /// The footnote's number, from 1.
        number: usize,
        /// Whether it is the first reference to this footnote.
        is_first: bool,
    },
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
    /// The footnotes of the text, in the order of their numbers.
    Notes,
    /// The footnote of a number.
    Note(usize),
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum Align {
    #[default]
    Start,
    Center,
    End,
}
