//! The markup of an XML text in pieces, and where the attributes of its tags stand in the text. Each
//! letter is looked at a fixed number of times, whatever the text is.
//!
//! SVGs are looked at as text. The browser's parser would apply the page's content security policy to
//! the styles in them, and complain. No crate reads them: each alone adds more to the page with brotli
//! than all of this (xmlparser 10 kB, quick-xml 12.4 kB, roxmltree 17.4 kB), and roxmltree refuses SVGs
//! that browsers draw, such as those with unknown entities.

use std::ops::Range;

/// A piece of an XML text. Comments are none.
pub(super) enum Piece<'a> {
    /// The tag that begins an element, or is all of it.
    Start(Tag<'a>),
    /// The end of the element that began last and has not ended yet.
    End,
    /// Text, in which references are not replaced.
    Text(&'a str),
    /// Text in which there are no references.
    Verbatim(&'a str),
    /// An instruction for programs, which is any text, with the mark that ends it.
    Instruction(&'a str),
    /// The document type, with its declarations.
    DocumentType(&'a str),
}

/// The pieces of a text, up to the first that is not whole: browsers show no such text.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of a text.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// What stands between two marks, the first of which stands here.
    fn between(&mut self, opening: &str, closing: &str) -> Option<&'a str> {
        let inner = &self.text[self.at + opening.len()..];
        let end = inner.find(closing)?;
        self.at += opening.len() + end + closing.len();
        Some(&inner[..end])
    }

    /// The tag that stands here.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let tag = Tag::at(self.text, self.at + 1)?;
        self.at = tag.end;
        Some(tag)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = &self.text[self.at..];
            let text = &rest[..rest.find('<').unwrap_or(rest.len())];
            if !text.is_empty() {
                self.at += text.len();
                return Some(Piece::Text(text));
            }
            if rest.starts_with("<!--") {
                self.between("<!--", "-->")?;
                continue;
            }
            return if rest.starts_with("<![CDATA[") {
                self.between("<![CDATA[", "]]>").map(Piece::Verbatim)
            } else if rest.starts_with("<!") {
                let (declared, _) = document_type(rest)?;
                self.at += declared.len();
                Some(Piece::DocumentType(declared))
            } else if rest.starts_with("</") {
                self.between("</", ">").map(|_| Piece::End)
            } else if rest.starts_with("<?") {
                let start = self.at + "<?".len();
                self.between("<?", "?>")?;
                Some(Piece::Instruction(&self.text[start..self.at]))
            } else if rest.starts_with('<') {
                self.tag().map(Piece::Start)
            } else {
                None
            };
        }
    }
}

/// Parts a text behind the document type that it begins with, in which other declarations may stand.
fn document_type(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        at += rest.find(['<', '>', '"', '\''])?;
        let rest = &text[at..];
        at += if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if rest.starts_with('<') {
            depth += 1;
            1
        } else if rest.starts_with('>') {
            depth = depth.checked_sub(1)?;
            1
        } else {
            rest[1..].find(&rest[..1])? + 2
        };
        if depth == 0 {
            return text.split_at_checked(at);
        }
    }
}

/// Where an attribute stands in a text, its value without the quotes.
pub(super) struct Attribute {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

/// A tag that begins an element, or an instruction that is written like one.
pub(super) struct Tag<'a> {
    text: &'a str,
    pub(super) name: &'a str,
    pub(super) name_end: usize,
    pub(super) attributes: Vec<Attribute>,
    /// Where the last attribute ends.
    pub(super) attributes_end: usize,
    /// Where the tag ends.
    end: usize,
}

impl<'a> Tag<'a> {
    /// Finds the outermost tag.
    pub(super) fn outermost(text: &'a str) -> Option<Self> {
        Pieces::of(text).find_map(|piece| match piece {
            Piece::Start(tag) => Some(tag),
            _ => None,
        })
    }

    /// Reads an instruction with a name as a tag, if it is written like one.
    pub(super) fn of_instruction(text: &'a str, name: &str) -> Option<Self> {
        text.strip_prefix(name)?;
        Self::at(text, 0).filter(|tag| tag.name == name)
    }

    /// Reads the tag whose name begins at a place; `None` where it is not whole.
    fn at(text: &'a str, at: usize) -> Option<Self> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '/' | '?');
        let name_end = at + text[at..].find(is_end)?;
        let mut tag = Self {
            text,
            name: &text[at..name_end],
            name_end,
            attributes: Vec::new(),
            attributes_end: name_end,
            end: name_end,
        };
        loop {
            let start = tag.behind_spaces(tag.attributes_end);
            let rest = &text[start..];
            if rest.starts_with(['>', '/', '?']) {
                tag.end = start + rest.find('>')? + 1;
                return Some(tag);
            }
            let attribute = tag.attribute_at(start)?;
            tag.attributes_end = attribute.value.end + 1;
            tag.attributes.push(attribute);
        }
    }

    fn behind_spaces(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start().len()
    }

    fn attribute_at(&self, start: usize) -> Option<Attribute> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '=' | '<' | '>');
        let name_end = start + self.text[start..].find(is_end)?;
        let equals = self.behind_spaces(name_end);
        let behind = self.text[equals..].strip_prefix('=').map(|_| equals + 1)?;
        let quote = self.behind_spaces(behind);
        let mark = self.text[quote..].chars().next();
        let mark = mark.filter(|mark| matches!(mark, '"' | '\''))?;
        let value = quote + 1;
        let end = value + self.text[value..].find(mark)?;
        Some(Attribute {
            name: start..name_end,
            value: value..end,
        })
    }

    /// Whether the tag is all of its element.
    pub(super) fn is_closed(&self) -> bool {
        self.text[..self.end].ends_with("/>")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let pieces = Pieces::of(text).map(|piece| match piece {
            Piece::Start(tag) => {
                let values = tag.values().map(|(name, value)| format!(" {name}={value}"));
                let mark = if tag.is_closed() { "/" } else { "" };
                format!("<{}{}{mark}", tag.name, values.collect::<String>())
            }
            Piece::End => "</".to_owned(),
            Piece::Text(text) => format!("'{text}'"),
            Piece::Verbatim(text) => format!("[{text}]"),
            Piece::Instruction(text) => format!("?{text}"),
            Piece::DocumentType(text) => text.to_owned(),
        });
        let pieces: Vec<_> = pieces.collect();
        assert_eq!(pieces.join(" "), expected, "{text}");
    }

    #[test]
    fn a_text_is_read_in_pieces_as_far_as_it_is_whole() {
        check(
            "<a b='c>' d = \"'\" ><!-- <e> --><f/>g<![CDATA[<h>]]></a >",
            "<a b=c> d=' <f/ 'g' [<h>] </",
        );
        check(
            "<?note it's here > ?>\n<a/>",
            "?note it's here > ?> '\n' <a/",
        );
        check("<?x y='?><a/>", "?x y='?> <a/");
        check("<!DOCTYPE a><a/>", "<!DOCTYPE a> <a/");
        let declared = "<!DOCTYPE a [ <!ENTITY b '>\"'> <!-- ' > --> <?c '?> ]>";
        check(&format!("{declared}<a/>"), &format!("{declared} <a/"));
        for (cut, expected) in [
            ("", ""),
            ("<", ""),
            ("<a", ""),
            ("<a b", ""),
            ("<a b=c>", ""),
            ("<a b='c", ""),
            ("<a <b/>", ""),
            ("<a/>< b <c/>", "<a/"),
            ("<a/><?b ><c/>", "<a/"),
            ("<a/><!-- <b/>", "<a/"),
            ("<a/><![CDATA[<b/>", "<a/"),
            ("<!DOCTYPE a [ <b/>", ""),
            ("<!DOCTYPE '", ""),
        ] {
            check(cut, expected);
        }
    }
}
