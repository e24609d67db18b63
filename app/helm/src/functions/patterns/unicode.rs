//! Sets of characters that Unicode names: categories and scripts.

use unicode_general_category::{GeneralCategory as Category, get_general_category};
use unicode_script::{Script, UnicodeScript};

use super::set::Set;

/// The set that Go knows by a name: a category (`L`, `Lu`), a script (`Greek`, `Old_Italic`) or `Any`.
pub(super) fn set(name: &str) -> Option<Set> {
    if name == "Any" {
        return Some(Set::default().negated());
    }
    if name.len() <= 2 {
        if let Some(known) = CATEGORIES.iter().find(|(known, _)| *known == name) {
            return Some(Set::of_all(|rune| get_general_category(rune) == known.1));
        }
        let mut below = CATEGORIES
            .iter()
            .filter(|(known, _)| known.starts_with(name));
        if name.len() == 1 && below.next().is_some() {
            return Some(Set::of_all(|rune| {
                let category = get_general_category(rune);
                CATEGORIES
                    .iter()
                    .any(|(known, one)| *one == category && known.starts_with(name))
            }));
        }
    }
    let script = Script::from_full_name(name)?;
    // Go does not know the scripts of what is not assigned.
    (script != Script::Unknown).then(|| Set::of_all(|rune| rune.script() == script))
}

/// The categories by the names that Go has for them. It has none for what is not assigned.
const CATEGORIES: &[(&str, Category)] = &[
    ("Cc", Category::Control),
    ("Cf", Category::Format),
    ("Co", Category::PrivateUse),
    ("Cs", Category::Surrogate),
    ("Ll", Category::LowercaseLetter),
    ("Lm", Category::ModifierLetter),
    ("Lo", Category::OtherLetter),
    ("Lt", Category::TitlecaseLetter),
    ("Lu", Category::UppercaseLetter),
    ("Mc", Category::SpacingMark),
    ("Me", Category::EnclosingMark),
    ("Mn", Category::NonspacingMark),
    ("Nd", Category::DecimalNumber),
    ("Nl", Category::LetterNumber),
    ("No", Category::OtherNumber),
    ("Pc", Category::ConnectorPunctuation),
    ("Pd", Category::DashPunctuation),
    ("Pe", Category::ClosePunctuation),
    ("Pf", Category::FinalPunctuation),
    ("Pi", Category::InitialPunctuation),
    ("Po", Category::OtherPunctuation),
    ("Ps", Category::OpenPunctuation),
    ("Sc", Category::CurrencySymbol),
    ("Sk", Category::ModifierSymbol),
    ("Sm", Category::MathSymbol),
    ("So", Category::OtherSymbol),
    ("Zl", Category::LineSeparator),
    ("Zp", Category::ParagraphSeparator),
    ("Zs", Category::SpaceSeparator),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_go() {
        for name in [
            "L",
            "Lu",
            "Nd",
            "C",
            "Greek",
            "Old_Italic",
            "Han",
            "Any",
            "Common",
        ] {
            assert!(set(name).is_some(), "{name}");
        }
        for name in [
            "",
            "X",
            "Cn",
            "LC",
            "greek",
            "GREEK",
            "Letter",
            "Unknown",
            "Alphabetic",
        ] {
            assert_eq!(set(name), None, "{name}");
        }
    }
}
