//! What an SVG refers to outside of itself. Browsers leave that out of an image without a word, and
//! never load it.

mod css;
mod data;
mod entities;

use std::collections::BTreeMap;

use super::encoding;
use super::markup::{Piece, Pieces, Tag};
use data::Held;
use entities::Entities;

/// The namespaces whose elements are drawn.
const DRAWN: [&str; 2] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"];
/// The namespace of the attributes by which SVGs referred to things at first.
const XLINK: &str = "http://www.w3.org/1999/xlink";
/// The attributes that are CSS.
const STYLED: [&str; 10] = [
    "style",
    "fill",
    "stroke",
    "filter",
    "clip-path",
    "mask",
    "marker",
    "marker-start",
    "marker-mid",
    "marker-end",
];
/// How deep SVGs may hold each other.
const DEPTH: u32 = 8;

/// The first reference to something outside of an SVG that it is drawn with. A link leads elsewhere
/// and draws nothing, and a script never runs.
pub(super) fn reference(text: &str) -> Option<String> {
    of_svg(text, DEPTH)
}

fn of_svg(text: &str, depth: u32) -> Option<String> {
    let mut reading = Reading::new(depth);
    reading.read(text).or_else(|| reading.of_css())
}

/// An element whose content is not read as others are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// CSS.
    Style,
    /// What is only said about the picture, and not drawn.
    Metadata,
}

/// An SVG as far as it was read.
struct Reading {
    entities: Entities,
    /// The namespace of each prefix.
    namespaces: BTreeMap<String, String>,
    inside: Option<Inside>,
    /// The style that was read so far.
    css: String,
    /// How much deeper SVGs may hold each other.
    depth: u32,
}

impl Reading {
    fn new(depth: u32) -> Self {
        Self {
            entities: Entities::none(),
            namespaces: BTreeMap::new(),
            inside: None,
            css: String::new(),
            depth,
        }
    }

    /// The first reference of a text.
    fn read(&mut self, text: &str) -> Option<String> {
        for piece in Pieces::of(text) {
            let found = match piece {
                Piece::DocumentType(text) => self.declare(text),
                piece => self.of_piece(piece),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The first reference that is outside in what a document type declares. Entities that are markup are
    /// read at once, wherever they are used.
    fn declare(&mut self, document_type: &str) -> Option<String> {
        if let Some(outside) = self.entities.declare(document_type) {
            return Some(outside);
        }
        let markup: Vec<String> = self.entities.markup().map(str::to_owned).collect();
        let mut pieces = markup.iter().flat_map(|text| Pieces::of(text));
        pieces.find_map(|piece| self.of_piece(piece))
    }

    fn of_piece(&mut self, piece: Piece) -> Option<String> {
        match piece {
            Piece::Start(tag) => self.of_element(&tag),
            Piece::Instruction(text) => {
                let sheet = Tag::of_instruction(text, "xml-stylesheet")?;
                let address = self.entities.replaced(sheet.attribute("href")?);
                address.map_or_else(Some, |address| self.of_address(&address))
            }
            Piece::Text(text) => match self.entities.replaced(text) {
                Ok(text) => self.of_text(&text),
                Err(place) => Some(place),
            },
            Piece::Verbatim(text) => self.of_text(text),
            Piece::End(name) => {
                let ended = inside(split(name).1);
                if ended.is_some() && ended == self.inside {
                    self.inside = None;
                    return self.of_css();
                }
                None
            }
            Piece::DocumentType(_) => None,
        }
    }

    fn of_text(&mut self, text: &str) -> Option<String> {
        if self.inside == Some(Inside::Style) {
            self.css.push_str(text);
        }
        None
    }

    /// The first reference of the style that was read.
    fn of_css(&mut self) -> Option<String> {
        let css = std::mem::take(&mut self.css);
        self.in_css(&css)
    }

    /// The first reference in an element's attributes.
    fn of_element(&mut self, tag: &Tag) -> Option<String> {
        let mut attributes = Vec::with_capacity(tag.attributes.len());
        for (name, value) in tag.values() {
            match self.entities.replaced(value) {
                Ok(value) => attributes.push((name, value)),
                Err(place) => return Some(place),
            }
        }
        for (name, value) in &attributes {
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                let namespace = value.trim().to_owned();
                self.namespaces.insert(prefix.to_owned(), namespace);
            }
        }
        let (prefix, element) = split(tag.name);
        let namespace = |prefix| self.namespaces.get(prefix).map(String::as_str);
        let is_drawn = |prefix| namespace(prefix).is_some_and(|one| DRAWN.contains(&one));
        if !prefix.is_none_or(is_drawn) || self.inside == Some(Inside::Metadata) {
            return None;
        }
        if !tag.is_closed() && self.inside.is_none() {
            self.inside = inside(element);
        }
        let value = |name: &str| {
            let mut all = attributes.iter();
            all.find(|(other, _)| split(other).1 == name)
                .map(|(_, value)| value.trim())
        };
        let (rel, animated) = (value("rel"), value("attributeName"));
        attributes.iter().find_map(|(name, text)| {
            let name = match split(name) {
                (None, name) => name,
                (Some(prefix), "href") if namespace(prefix) == Some(XLINK) => "href",
                _ => return None,
            };
            match (element, name) {
                ("a" | "area" | "base" | "script", "href" | "src") => None,
                ("link", "href") if !rel?.contains("stylesheet") => None,
                (_, "href" | "src") | ("object", "data") | ("video", "poster") => {
                    self.of_address(text)
                }
                ("img" | "source", "srcset") => {
                    candidates(text).find_map(|address| self.of_address(address))
                }
                ("animate" | "set", "to" | "from" | "by" | "values") => match split(animated?).1 {
                    "href" => self.of_animated(name, text),
                    _ => self.in_css(text),
                },
                (_, name) if STYLED.contains(&name) => self.in_css(text),
                _ => None,
            }
        })
    }

    /// The first address that an animation sets. Addresses that hold something may hold semicolons as well.
    fn of_animated(&self, name: &str, text: &str) -> Option<String> {
        match name {
            "values" if !text.contains("data:") => {
                text.split(';').find_map(|address| self.of_address(address))
            }
            _ => self.of_address(text),
        }
    }

    fn in_css(&self, css: &str) -> Option<String> {
        css::first_of(css, &mut |address| self.of_address(address))
    }

    /// The reference that an address is, or that what it holds itself has.
    fn of_address(&self, address: &str) -> Option<String> {
        let address = address.trim();
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        let scheme = address.get(..5).unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("data:") {
            return Some(address.to_owned());
        }
        let depth = self.depth.checked_sub(1)?;
        match data::held(address)? {
            Held::Svg(bytes) => of_svg(&encoding::text(&bytes).ok()?, depth),
            Held::Css(bytes) => {
                let css = String::from_utf8_lossy(&bytes);
                Reading::new(depth).in_css(&css)
            }
        }
    }
}

/// What the content of an element is, if it is not read as others are.
fn inside(element: &str) -> Option<Inside> {
    match element {
        "style" => Some(Inside::Style),
        "metadata" => Some(Inside::Metadata),
        _ => None,
    }
}

/// The prefix of a name, and the name without it.
fn split(name: &str) -> (Option<&str>, &str) {
    match name.split_once(':') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, name),
    }
}

/// The addresses among which an image is chosen, each of which a width or a density may follow.
fn candidates(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, behind) = rest.split_at(end);
        rest = match address.ends_with(',') {
            true => behind,
            false => behind.split_once(',').map_or("", |(_, next)| next),
        };
        (!address.is_empty()).then(|| address.trim_end_matches(','))
    })
}

#[cfg(test)]
mod tests;
