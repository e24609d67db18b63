//! The next version of a pack: a pack of its own that knows which one it was made from.

use pack_syntax::Pointer;

use crate::edit::{Change, Session, Transaction};
use crate::pack::Pack;
use crate::pack::document::JsonFile;
use crate::pack::origin::{Origin, Predecessor};

/// The start of a pack's next version: a copy whose version is counted up, and whose origin names the
/// pack that it was made from. A version without a number is kept, and so is a pack.json that cannot be
/// edited.
pub fn next_version(pack: &Pack) -> Pack {
    let manifest = pack.manifest();
    let predecessor = Predecessor {
        name: manifest.name().unwrap_or_default(),
        display_name: manifest.display_name().unwrap_or_default(),
        version: manifest.version().unwrap_or_default(),
    };
    let mut session = Session::open(pack.clone());
    if let Some(version) = counted_up(&predecessor.version) {
        let change = Change::set(JsonFile::pack(), Pointer::root().child("version"), version);
        // A refusal leaves the pack as it is.
        let _ = session.apply(Transaction::new("Increase the version", vec![change]));
    }
    let mut next = session.pack().clone();
    next.set_origin(Origin {
        folder: None,
        predecessor: Some(predecessor),
    });
    next
}

/// The pack that a next version was made from, of that as it was when it was made; `None` if it was made from none.
/// Nothing but the version was changed then.
pub fn predecessor(first: &Pack) -> Option<Pack> {
    let Predecessor { version, .. } = first.origin().predecessor.as_ref()?;
    let mut session = Session::open(first.clone());
    if !version.is_empty() {
        let path = Pointer::root().child("version");
        let change = Change::set(JsonFile::pack(), path, version.clone());
        // A refusal leaves the pack as it is.
        let _ = session.apply(Transaction::new("Take the version back", vec![change]));
    }
    Some(session.pack().clone())
}

/// A version with its last number counted up, if it has one.
fn counted_up(version: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let counted = version.trim_end_matches(|c| !is_digit(c));
    let head = counted.trim_end_matches(is_digit);
    let (number, tail) = (&counted[head.len()..], &version[counted.len()..]);
    let next = number.parse::<u64>().ok()?.checked_add(1)?;
    Some(format!("{head}{next}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::file::File;
    use crate::pack::path::{FilePath, PACK_JSON};

    fn pack(text: &str) -> Pack {
        let mut pack = Pack::default();
        pack.put(FilePath::of(PACK_JSON), Some(File::of_text(text)));
        pack.set_origin(Origin::in_folder("web-1.2.9"));
        pack
    }

    #[test]
    fn the_last_number_of_a_version_is_counted_up() {
        for (version, expected) in [
            ("1.2.9", Some("1.2.10")),
            ("1.16", Some("1.17")),
            ("2.0.1-up.1", Some("2.0.1-up.2")),
            ("1.2.3-alpha", Some("1.2.4-alpha")),
            ("v7", Some("v8")),
            ("é1é", Some("é2é")),
            ("20.09", Some("20.10")),
            ("latest", None),
            ("", None),
            ("1.99999999999999999999", None),
        ] {
            assert_eq!(counted_up(version).as_deref(), expected, "{version}");
        }
    }

    #[test]
    fn the_next_version_changes_its_version_alone_and_knows_the_one_before() {
        let text = r#"{ "name": "web","displayName": "Web",  "version":"1.2.9" }"#;
        let next = next_version(&pack(text));
        assert_eq!(
            next.text(PACK_JSON),
            Some(text.replace("1.2.9", "1.2.10").as_str())
        );
        let expected = Origin {
            folder: None,
            predecessor: Some(Predecessor {
                name: "web".into(),
                display_name: "Web".into(),
                version: "1.2.9".into(),
            }),
        };
        assert_eq!(*next.origin(), expected);
        assert_eq!(predecessor(&next).unwrap().text(PACK_JSON), Some(text));
        assert_eq!(predecessor(&pack(text)), None);
    }

    #[test]
    fn a_version_that_cannot_be_counted_up_stays_as_it_is() {
        for text in [
            r#"{ "name": "web" }"#,
            r#"{ "name": "web", "version": 1.2 }"#,
            r#"{ "name": "web", "version": "latest" }"#,
        ] {
            let next = next_version(&pack(text));
            assert_eq!(next.text(PACK_JSON), Some(text));
        }
    }

    #[test]
    fn a_pack_json_that_is_broken_stays_as_it_is() {
        let text = r#"{ "name": "web", "version": "1.2.9", "#;
        let next = next_version(&pack(text));
        assert_eq!(next.text(PACK_JSON), Some(text));
        let predecessor = next.origin().predecessor.clone().unwrap();
        assert_eq!(
            (predecessor.name.as_str(), predecessor.version.as_str()),
            ("web", "1.2.9")
        );
    }
}
