//! A tag of an XML text, and where its attributes stand in the text.
//!
//! SVGs are looked at as text. The browser's parser would apply the page's content security policy to
//! the styles in them, and complain.

use std::ops::Range;

/// Where an attribute stands in a text, its value without the quotes.
pub(super) struct Attribute {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

/// A tag that begins an element.
pub(super) struct Tag<'a> {
    text: &'a str,
    pub(super) name: &'a str,
    pub(super) name_end: usize,
    pub(super) attributes: Vec<Attribute>,
    /// Where the last attribute ends.
    pub(super) attributes_end: usize,
}

impl<'a> Tag<'a> {
    /// Finds the outermost tag behind the declaration, comments and document type that may stand
    /// before it.
    pub(super) fn outermost(text: &'a str) -> Option<Self> {
        let mut at = 0;
        loop {
            at += text[at..].find('<')?;
            let rest = &text[at..];
            let end = match rest.as_bytes().get(1)? {
                b'?' => "?>",
                b'!' if rest.starts_with("<!--") => "-->",
                // The internal subset of a document type may hold tags.
                b'!' if rest.find('[') < rest.find('>') && rest.contains('[') => "]",
                b'!' => ">",
                _ => break,
            };
            at += rest.find(end)? + end.len();
        }
        Self::at(text, at)
    }

    /// Reads the tag whose `<` stands at a place; `None` where it is not whole.
    pub(super) fn at(text: &'a str, at: usize) -> Option<Self> {
        let name_start = at + 1;
        let name_end = name_start
            + text[name_start..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
        let mut tag = Self {
            text,
            name: &text[name_start..name_end],
            name_end,
            attributes: Vec::new(),
            attributes_end: name_end,
        };
        while let Some(attribute) = tag.next()? {
            tag.attributes_end = attribute.value.end + 1;
            tag.attributes.push(attribute);
        }
        Some(tag)
    }

    /// The attribute behind those read so far; `Some(None)` at the end of the tag, `None` where
    /// it is no tag.
    fn next(&self) -> Option<Option<Attribute>> {
        let after = |at: usize| at + (self.text[at..].len() - self.text[at..].trim_start().len());
        let start = after(self.attributes_end);
        if self.text[start..].starts_with(['>', '/', '?']) {
            return Some(None);
        }
        let name_end = start
            + self.text[start..]
                .find(|c: char| c.is_whitespace() || matches!(c, '=' | '<' | '>'))?;
        let equals = after(name_end);
        let quote = after(equals + self.text[equals..].strip_prefix('=').map(|_| 1)?);
        let mark = self.text[quote..]
            .chars()
            .next()
            .filter(|mark| matches!(mark, '"' | '\''))?;
        let value = quote + 1;
        let end = value + self.text[value..].find(mark)?;
        Some(Some(Attribute {
            name: start..name_end,
            value: value..end,
        }))
    }

    /// The name of an attribute.
    pub(super) fn name_of(&self, attribute: &Attribute) -> &'a str {
        &self.text[attribute.name.clone()]
    }

    /// The value of the attribute with a name.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut all = self.values();
        all.find(|(other, _)| *other == name)
            .map(|(_, value)| value)
    }

    /// The name and the value of each attribute.
    pub(super) fn values(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let value = |one: &Attribute| (self.name_of(one), &self.text[one.value.clone()]);
        self.attributes.iter().map(value)
    }
}
