//! What an SVG refers to outside of itself. Browsers leave that out of an image without a word, and
//! never load it.

mod css;
mod data;
mod entities;

use std::collections::BTreeMap;

use super::encoding;
use super::markup::{Piece, Pieces, Tag};
use data::Held;
use entities::{Budget, Entities, Meaning, Part};

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
/// The elements that are drawn with what their `href` refers to. On others it leads elsewhere, as on a link,
/// or means nothing.
const DRAWN_BY_HREF: [&str; 14] = [
    "image",
    "use",
    "feImage",
    "linearGradient",
    "radialGradient",
    "pattern",
    "filter",
    "textPath",
    "mpath",
    "tref",
    "cursor",
    "font-face-uri",
    "color-profile",
    "link",
];
/// How deep SVGs may hold each other.
const DEPTH: u32 = 8;

/// The first reference to something outside of an SVG that it is drawn with. A link leads elsewhere
/// and draws nothing, and a script never runs.
pub(super) fn reference(text: &str) -> Option<String> {
    of_svg(text, DEPTH, &Budget::of_file())
}

fn of_svg(text: &str, depth: u32, budget: &Budget) -> Option<String> {
    let mut reading = Reading::new(depth, budget);
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
struct Reading<'b> {
    entities: Entities<'b>,
    /// How much deeper entities may name each other.
    entity_depth: u32,
    /// The namespace of each prefix.
    namespaces: BTreeMap<String, String>,
    /// Of each element that is open, whether names without a prefix are drawn in it.
    open: Vec<bool>,
    /// The element whose content is not read as others are, and how many were open around it.
    inside: Option<(Inside, usize)>,
    /// The style that was read so far.
    css: String,
    /// How much deeper SVGs may hold each other.
    depth: u32,
}

impl<'b> Reading<'b> {
    fn new(depth: u32, budget: &'b Budget) -> Self {
        Self {
            entities: Entities::none(budget),
            entity_depth: entities::DEPTH,
            namespaces: BTreeMap::new(),
            open: Vec::new(),
            inside: None,
            css: String::new(),
            depth,
        }
    }

    /// The first reference of a text.
    fn read(&mut self, text: &str) -> Option<String> {
        Pieces::of(text).find_map(|piece| self.of_piece(piece))
    }

    fn of_piece(&mut self, piece: Piece) -> Option<String> {
        match piece {
            Piece::Start(tag) => self.of_element(&tag),
            Piece::Instruction(text) => {
                let sheet = Tag::of_instruction(text, "xml-stylesheet")?;
                let address = self.entities.replaced(sheet.attribute("href")?);
                address.map_or_else(Some, |address| self.of_address(&address))
            }
            Piece::Text(text) => entities::parts(text).find_map(|part| self.of_part(&part)),
            Piece::Verbatim(text) => self.of_text(text),
            Piece::End => {
                self.open.pop();
                let around = self.inside.map(|(_, around)| around);
                if around.is_some_and(|around| self.open.len() <= around) {
                    self.inside = None;
                    return self.of_css();
                }
                None
            }
            Piece::DocumentType(text) => self.entities.declare(text),
        }
    }

    /// The first reference in a part of the text between tags. Entities may be markup, which is read where
    /// it is used.
    fn of_part(&mut self, part: &Part) -> Option<String> {
        let name = match part {
            Part::Text(text) => return self.of_text(text),
            Part::Character(character) => return self.of_text(character.encode_utf8(&mut [0; 4])),
            Part::Entity(name) => name,
        };
        match self.entities.meaning(name) {
            Err(place) => Some(place),
            Ok(Meaning::Nothing) => None,
            Ok(Meaning::Character(character)) => self.of_text(character.encode_utf8(&mut [0; 4])),
            Ok(Meaning::Text(text)) => {
                self.entity_depth = self.entity_depth.checked_sub(1)?;
                let found = self.read(&text);
                self.entity_depth += 1;
                found
            }
        }
    }

    fn of_text(&mut self, text: &str) -> Option<String> {
        if self.is_inside(Inside::Style) {
            self.css.push_str(text);
        }
        None
    }

    fn is_inside(&self, what: Inside) -> bool {
        self.inside.is_some_and(|(inside, _)| inside == what)
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
        let own = attributes.iter().find(|(name, _)| *name == "xmlns");
        let is_plain_drawn = match own {
            Some((_, namespace)) => DRAWN.contains(&namespace.trim()),
            None => self.open.last().copied().unwrap_or(true),
        };
        let around = self.open.len();
        if !tag.is_closed() {
            self.open.push(is_plain_drawn);
        }
        let namespace = |prefix| self.namespaces.get(prefix).map(String::as_str);
        let is_drawn = match prefix {
            Some(prefix) => namespace(prefix).is_some_and(|one| DRAWN.contains(&one)),
            None => is_plain_drawn,
        };
        if !is_drawn || self.is_inside(Inside::Metadata) {
            return None;
        }
        if !tag.is_closed() && self.inside.is_none() {
            self.inside = inside(element).map(|what| (what, around));
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
                ("link", "href") if !rel?.contains("stylesheet") => None,
                (element, "href") if DRAWN_BY_HREF.contains(&element) => self.of_address(text),
                ("img" | "source" | "video" | "input" | "embed" | "iframe", "src")
                | ("object", "data")
                | ("video", "poster") => self.of_address(text),
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
        let budget = self.entities.budget;
        match data::held(address)? {
            Held::Svg(bytes) => of_svg(&encoding::text(&bytes).ok()?, depth, budget),
            Held::Css(bytes) => {
                let css = String::from_utf8_lossy(&bytes);
                Reading::new(depth, budget).in_css(&css)
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
