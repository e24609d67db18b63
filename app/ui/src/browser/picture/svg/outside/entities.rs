//! What the references in an XML text stand for: characters by their numbers, and the entities that
//! the document type declares.
//!
//! They are read by hand: of the crates that read XML, which are weighed where the markup is read, none
//! is smaller, and the largest refuses unknown entities, which browsers draw.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How many entities are replaced in one file. Browsers stop as well where entities name each other
/// over and over.
const REPLACED: u32 = 10_000;
/// How deep entities may name each other.
pub(super) const DEPTH: u32 = 16;
/// How many bytes they may become, together.
const BYTES: usize = 10_000_000;

/// How many entities are replaced yet, in a file and all that it holds.
pub(super) struct Budget {
    replaced: Cell<u32>,
    bytes: Cell<usize>,
}

impl Budget {
    /// The budget of a file.
    pub(super) fn of_file() -> Self {
        Self {
            replaced: Cell::new(REPLACED),
            bytes: Cell::new(BYTES),
        }
    }

    /// Whether a text can still take the place of an entity, which is taken note of.
    fn spend(&self, text: &str) -> bool {
        let replaced = self.replaced.get().checked_sub(1);
        let bytes = self.bytes.get().checked_sub(text.len());
        let Some((replaced, bytes)) = replaced.zip(bytes) else {
            return false;
        };
        self.replaced.set(replaced);
        self.bytes.set(bytes);
        true
    }
}

/// The entities of a text.
pub(super) struct Entities<'b> {
    /// The texts that entities stand for, which may be markup.
    texts: BTreeMap<String, Rc<str>>,
    /// What entities refer to that stands elsewhere.
    elsewhere: BTreeMap<String, String>,
    pub(super) budget: &'b Budget,
}

impl<'b> Entities<'b> {
    /// No entities, in a file with a budget.
    pub(super) fn none(budget: &'b Budget) -> Self {
        Self {
            texts: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            budget,
        }
    }

    /// Takes up those that a document type declares; of two with a name, the first counts.
    /// Declarations that stand elsewhere are given as what they are referred to by.
    pub(super) fn declare(&mut self, document_type: &str) -> Option<String> {
        let (_, mut rest) = document_type.split_once('[')?;
        while let Some(at) = rest.find(['<', '"', '\'']) {
            rest = &rest[at..];
            let Some(declaration) = rest.strip_prefix("<!ENTITY") else {
                // Comments, instructions and what stands in quotes are left out whole.
                let closing = match rest.as_bytes() {
                    [b'<', b'!', b'-', b'-', ..] => "-->",
                    [b'<', b'?', ..] => "?>",
                    [b'<', ..] => "",
                    _ => &rest[..1],
                };
                let end = rest[1..].find(closing)?;
                rest = &rest[1 + end + closing.len()..];
                continue;
            };
            let mut words = Words(declaration);
            let mut name = words.next()?;
            let is_parameter = name == "%";
            if is_parameter {
                name = words.next()?;
            }
            let kind = words.next()?;
            if kind == "PUBLIC" {
                words.next()?;
            }
            if matches!(kind, "SYSTEM" | "PUBLIC") {
                let place = words.quoted()?.to_owned();
                if is_parameter {
                    return Some(place);
                }
                if !self.texts.contains_key(name) {
                    self.elsewhere.entry(name.to_owned()).or_insert(place);
                }
            } else {
                let text = with_characters(unquoted(kind)?);
                if !is_parameter && !self.elsewhere.contains_key(name) {
                    let declared = self.texts.entry(name.to_owned());
                    declared.or_insert_with(|| text.into());
                }
            }
            rest = words.0;
        }
        None
    }

    /// What an entity stands for, or what it refers to that stands elsewhere. It is nothing where too
    /// much was replaced already.
    pub(super) fn meaning(&self, name: &str) -> Result<Meaning, String> {
        if let Some(place) = self.elsewhere.get(name) {
            return Err(place.clone());
        }
        Ok(match self.texts.get(name) {
            Some(text) if self.budget.spend(text) => Meaning::Text(Rc::clone(text)),
            Some(_) => Meaning::Nothing,
            None => predefined(name).map_or(Meaning::Nothing, Meaning::Character),
        })
    }

    /// The text of an attribute with what its references stand for, or what an entity refers to that
    /// stands elsewhere.
    pub(super) fn replaced(&self, text: &str) -> Result<String, String> {
        let mut replaced = String::with_capacity(text.len());
        self.replace(text, DEPTH, &mut replaced)?;
        Ok(replaced)
    }

    fn replace(&self, text: &str, depth: u32, to: &mut String) -> Result<(), String> {
        for part in parts(text) {
            let name = match part {
                Part::Text(text) => {
                    to.push_str(text);
                    continue;
                }
                Part::Character(character) => {
                    to.push(character);
                    continue;
                }
                Part::Entity(name) => name,
            };
            match self.meaning(name)? {
                Meaning::Text(text) if depth > 0 => self.replace(&text, depth - 1, to)?,
                Meaning::Character(character) => to.push(character),
                Meaning::Text(_) | Meaning::Nothing => {}
            }
        }
        Ok(())
    }
}

/// What an entity stands for.
pub(super) enum Meaning {
    /// A text, which may be markup.
    Text(Rc<str>),
    /// A character, which is no markup.
    Character(char),
    Nothing,
}

/// The text of an entity, in which characters are replaced where it is declared, and entities only where
/// it is used.
fn with_characters(text: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Text(text) => replaced.push_str(text),
            Part::Character(character) => replaced.push(character),
            Part::Entity(name) => replaced.extend(["&", name, ";"]),
        }
    }
    replaced
}

/// A part of a text.
pub(super) enum Part<'a> {
    Text(&'a str),
    /// A reference to a character.
    Character(char),
    /// A reference to the entity with a name.
    Entity(&'a str),
}

/// The parts of a text: its references, and what stands between them.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(reference) = rest.strip_prefix('&') else {
            let (text, behind) = rest.split_at(rest.find('&').unwrap_or(rest.len()));
            rest = behind;
            return Some(Part::Text(text));
        };
        // No reference reaches over the next one.
        let own = &reference[..reference.find('&').unwrap_or(reference.len())];
        let Some((name, _)) = own.split_once(';') else {
            rest = &reference[own.len()..];
            return Some(Part::Text(own));
        };
        rest = &reference[name.len() + 1..];
        Some(match name.strip_prefix('#') {
            None => Part::Entity(name),
            Some(number) => character(number).map_or(Part::Text(""), Part::Character),
        })
    })
}

/// The character with a number.
fn character(number: &str) -> Option<char> {
    let number = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(number.ok()?)
}

/// The character that a name stands for in every XML text.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The words of a declaration; what stands in quotes is one.
struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let text = self.0.trim_start();
        let end = match text.chars().next()? {
            mark @ ('"' | '\'') => text[1..].find(mark)? + 2,
            _ => text.find(char::is_whitespace)?,
        };
        let (word, rest) = text.split_at(end);
        self.0 = rest;
        Some(word)
    }

    fn quoted(&mut self) -> Option<&'a str> {
        self.next().and_then(unquoted)
    }
}

fn unquoted(word: &str) -> Option<&str> {
    let mark = word
        .chars()
        .next()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    word[1..].strip_suffix(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declarations: &str, text: &str, expected: Result<&str, &str>) {
        let document_type = format!("<!DOCTYPE svg [{declarations}]>");
        let budget = Budget::of_file();
        let mut entities = Entities::none(&budget);
        assert_eq!(entities.declare(&document_type), None, "{declarations}");
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(entities.replaced(text), expected, "{declarations} {text}");
    }

    #[test]
    fn references_are_replaced() {
        check("", "é&#117;&#x72;l&lt;&amp;lt;&nbsp;é", Ok("éurl<&lt;é"));
        check("", "a & b &c &#d; &", Ok("a  b c  "));
        check(
            "<!ENTITY a '&#60;&b;'>\n<!ELEMENT c (d)> <!ENTITY\n b\t\"'\"\n>",
            "&a;",
            Ok("<'"),
        );
        check("<!ENTITY a 'b'><!ENTITY a SYSTEM 'c'>", "&a;", Ok("b"));
        check("<!ENTITY a 'b'><!ENTITY a 'c'>", "&a;", Ok("b"));
        check(
            "<!-- <!ENTITY a 'b'> ' --><?c '?><!ENTITY a 'd'>",
            "&a;",
            Ok("d"),
        );
        check(
            "<!ATTLIST a b CDATA \"<!ENTITY c 'd'>\"><!ENTITY c 'e'>",
            "&c;",
            Ok("e"),
        );
        check(
            "<!ENTITY % a '<!ENTITY b \"c\">'><!ENTITY a 'd'>",
            "&a;&b;",
            Ok("d"),
        );
        check("<!ENTITY a SYSTEM 'b'>", "c", Ok("c"));
        check("<!ENTITY a\n SYSTEM\n 'b'>", "&a;", Err("b"));
        check(
            "<!ENTITY a PUBLIC 'b' \"c\"><!ENTITY d '&a;'>",
            "&d;",
            Err("c"),
        );
        check("<!ENTITY a", "&a;", Ok(""));
        check("<!ENTITY a '", "&a;", Ok(""));
        check("<!ENTITY a b>", "&a;", Ok(""));
    }

    #[test]
    fn declarations_that_stand_elsewhere_are_given() {
        let budget = Budget::of_file();
        for place in ["SYSTEM 'b'", "PUBLIC '-//c' 'b'"] {
            let text = format!("<!DOCTYPE svg [<!ENTITY % a {place}> %a;]>");
            assert_eq!(Entities::none(&budget).declare(&text), Some("b".to_owned()));
        }
        let text = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>";
        assert_eq!(Entities::none(&budget).declare(text), None);
    }

    #[test]
    fn entities_that_name_each_other_over_and_over_come_to_an_end() {
        let mut bomb = String::from("<!ENTITY a0 'aaaaaaaaaa&a0;'>");
        for level in 1..12 {
            let inner = format!("&a{};", level - 1).repeat(20);
            bomb.push_str(&format!("<!ENTITY a{level} '{inner}'>"));
        }
        let document_type = format!("<!DOCTYPE svg [{bomb}]>");
        let budget = Budget::of_file();
        let mut entities = Entities::none(&budget);
        entities.declare(&document_type);
        let replaced = entities.replaced("&a11;").unwrap_or_default();
        assert!(replaced.len() < 100_000, "{}", replaced.len());
    }
}
