//! An address for every place: a draft, a section of its pack, the view or file that is open there,
//! and a path, key or line in it. An address is printed into the fragment of a URL and parsed from
//! it again; the two are inverse.
//!
//! ```text
//! (empty)                                        the start page
//! 19a2-7c/overview/form                          a section and its view
//! 19a2-7c/values/code?value=/pack/namespace      a value of its file
//! 19a2-7c/values/code?line=12                    a line of its file
//! 19a2-7c/files/file/manifests/a%20b.yaml        a file that is open in a section of files
//! 19a2-7c/deployment/form?object=charts/web.tgz:Service:shop:web:0
//!                                                an object of what a cluster gets
//! ```
//!
//! What stands between draft and place is a [`Screen`](crate::Screen) as steps of the history keep
//! it.

use std::fmt::{self, Write};

use pack_model::{FilePath, Pointer};

use crate::place::screen::{OPEN_FILE, View};
use crate::place::sections::{self, Section};

/// A place of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Address {
    /// The start page.
    Start,
    /// A section of the pack of a draft.
    Pack {
        /// The draft's key.
        draft: String,
        /// The section.
        section: &'static Section,
        /// What the section shows.
        shows: Shows,
        /// A place in that.
        spot: Option<Spot>,
    },
}

/// What a section shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    /// One of its views.
    View(View),
    /// One file, of a section that lists files.
    File(FilePath),
}

/// A place in what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The value at a path.
    Value(Pointer),
    /// The key at a path.
    Key(Pointer),
    /// A line, from 1.
    Line(u32),
    /// The object of a key.
    Object(String),
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Pack {
            draft,
            section,
            shows,
            spot,
        } = self
        else {
            return Ok(());
        };
        write!(f, "{}/{}/", encoded(draft, ""), section.id)?;
        match shows {
            Shows::View(view) => f.write_str(view.id())?,
            Shows::File(file) => write!(f, "{OPEN_FILE}/{}", encoded(file.as_str(), "/"))?,
        }
        match spot {
            None => Ok(()),
            Some(Spot::Value(pointer)) => {
                write!(f, "?value={}", encoded(&pointer.to_string(), "/"))
            }
            Some(Spot::Key(pointer)) => write!(f, "?key={}", encoded(&pointer.to_string(), "/")),
            Some(Spot::Line(line)) => write!(f, "?line={line}"),
            Some(Spot::Object(key)) => {
                let parts: Vec<_> = key.split('\n').map(|part| encoded(part, "/")).collect();
                write!(f, "?object={}", parts.join(":"))
            }
        }
    }
}

impl Address {
    /// Whether two addresses lead to the same section, and to the same view or file in it, whatever
    /// place in that.
    pub(crate) fn shows_the_same(&self, other: &Self) -> bool {
        let screen = |address: &Self| match address {
            Self::Start => None,
            Self::Pack {
                draft,
                section,
                shows,
                ..
            } => Some((draft.clone(), section.id, shows.clone())),
        };
        screen(self) == screen(other)
    }

    /// The address that a fragment stands for, with or without its `#`; nothing where it stands for
    /// no place.
    pub fn parse(fragment: &str) -> Option<Self> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.is_empty() {
            return Some(Self::Start);
        }
        let (path, spot) = match fragment.split_once('?') {
            Some((path, spot)) => (path, Some(Spot::parse(spot)?)),
            None => (fragment, None),
        };
        let (draft, path) = path.split_once('/')?;
        let (section, shows) = path.split_once('/')?;
        let shows = match shows.split_once('/') {
            Some((OPEN_FILE, file)) => Shows::File(FilePath::new(&decoded(file)?).ok()?),
            Some(_) => return None,
            None => Shows::View(View::from_id(shows)?),
        };
        Some(Self::Pack {
            draft: Some(decoded(draft)?).filter(|draft| !draft.is_empty())?,
            section: sections::section(section)?,
            shows,
            spot,
        })
    }
}

impl Spot {
    fn parse(text: &str) -> Option<Self> {
        let (name, value) = text.split_once('=')?;
        match name {
            "value" => Some(Self::Value(decoded(value)?.parse().ok()?)),
            "key" => Some(Self::Key(decoded(value)?.parse().ok()?)),
            "line" => Some(Self::Line(value.parse().ok()?)),
            "object" => {
                let parts: Option<Vec<_>> = value.split(':').map(decoded).collect();
                Some(Self::Object(parts?.join("\n")))
            }
            _ => None,
        }
    }
}

/// A text in which each byte that means something in an address, but for those in `kept`, is
/// written as `%` and two digits.
fn encoded(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let character = char::from(byte);
        if character.is_ascii_alphanumeric()
            || "-._~".contains(character)
            || kept.contains(character)
        {
            encoded.push(character);
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The text that was encoded; nothing where an escape is broken or the text is not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::place::sections::SECTIONS;

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z0-9-]{1,9}", "[%/?#=~. äß語a-z]{1,9}", "\\PC{1,9}"]
    }

    fn files() -> impl Strategy<Value = FilePath> {
        prop::collection::vec(texts(), 1..4).prop_filter_map("a path inside a pack", |parts| {
            FilePath::new(&parts.join("/")).ok()
        })
    }

    fn pointers() -> impl Strategy<Value = Pointer> {
        prop::collection::vec(texts(), 0..4).prop_map(|tokens| tokens.into_iter().collect())
    }

    fn addresses() -> impl Strategy<Value = Address> {
        let shows = prop_oneof![
            Just(Shows::View(View::Form)),
            Just(Shows::View(View::Code)),
            files().prop_map(Shows::File),
        ];
        let spot = prop::option::of(prop_oneof![
            pointers().prop_map(Spot::Value),
            pointers().prop_map(Spot::Key),
            any::<u32>().prop_map(Spot::Line),
            prop::collection::vec(texts(), 1..5).prop_map(|parts| Spot::Object(parts.join("\n"))),
        ]);
        let pack =
            (texts(), 0..SECTIONS.len(), shows, spot).prop_map(|(draft, section, shows, spot)| {
                Address::Pack {
                    draft,
                    section: &SECTIONS[section],
                    shows,
                    spot,
                }
            });
        prop_oneof![1 => Just(Address::Start), 20 => pack]
    }

    proptest! {
        #[test]
        fn an_address_is_parsed_as_it_was_printed(address in addresses()) {
            let printed = address.to_string();
            prop_assert_eq!(Address::parse(&printed), Some(address.clone()), "{}", &printed);
            prop_assert_eq!(Address::parse(&format!("#{printed}")), Some(address));
        }

        #[test]
        fn what_is_parsed_is_printed_so_that_it_means_the_same(fragment in "\\PC{0,30}") {
            if let Some(address) = Address::parse(&fragment) {
                prop_assert_eq!(Address::parse(&address.to_string()), Some(address));
            }
        }
    }

    #[test]
    fn addresses_are_short_and_can_be_read() {
        for printed in [
            "",
            "19a2-7c/overview/form",
            "19a2-7c/values/code?value=/pack/namespace",
            "19a2-7c/annotations/form?key=/annotations/source",
            "19a2-7c/values/code?line=12",
            "19a2-7c/files/file/manifests/a%20b.yaml?value=",
            "19a2-7c/deployment/form?object=charts/web.tgz:Role:shop:system%3Aweb:0",
        ] {
            let address = Address::parse(printed);
            assert_eq!(address.unwrap().to_string(), printed);
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for fragment in [
            "overview",
            "a/overview",
            "a/nowhere/form",
            "/overview/form",
            "a/overview/both",
            "a/files/file/../secret",
            "a/files/form/x",
            "a/values/code?line=x",
            "a/values/code?column=1",
            "a/values/code?value=x",
            "%f/values/code",
            "%ff/values/code",
        ] {
            assert_eq!(Address::parse(fragment), None, "{fragment}");
        }
    }
}
