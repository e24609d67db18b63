//! Sets of characters that Unicode names: categories and scripts. The table of scripts is large and charts
//! hardly use it, so that it is a feature of this crate; without it a script is refused.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

use super::error::SyntaxError;
use super::set::Set;

/// The set that Go knows by a name: a category (`L`, `Lu`), a script (`Greek`, `Old_Italic`) or `Any`.
///
/// # Errors
///
/// If it may be the name of a script and this build has no table of scripts.
pub(super) fn set(name: &str) -> Result<Option<Set>, SyntaxError> {
    if name == "Any" {
        return Ok(Some(Set::default().negated()));
    }
    // One letter stands for all categories that begin with it.
    let named = CATEGORIES.iter().filter(|(known, _)| match name.len() {
        1 => known.starts_with(name),
        _ => *known == name,
    });
    let named: Vec<Category> = named.map(|(_, category)| *category).collect();
    match (named.is_empty(), name.len()) {
        (false, _) => Ok(Some(Set::of_all(&|rune| {
            named.contains(&get_general_category(rune))
        }))),
        (true, 0 | 1) => Ok(None),
        (true, _) => script(name),
    }
}

#[cfg(not(feature = "scripts"))]
fn script(name: &str) -> Result<Option<Set>, SyntaxError> {
    super::error::error(super::error::NO_SCRIPTS, name.as_bytes())
}

#[cfg(feature = "scripts")]
#[expect(clippy::unnecessary_wraps, reason = "without the table it is an error")]
fn script(name: &str) -> Result<Option<Set>, SyntaxError> {
    use unicode_script::{Script, UnicodeScript};

    // Go does not know the scripts of what is not assigned.
    let script = Script::from_full_name(name).filter(|script| *script != Script::Unknown);
    Ok(script.map(|script| Set::of_all(&|rune| rune.script() == script)))
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
        for name in ["L", "Lu", "Nd", "C", "Any"] {
            assert!(set(name).unwrap().is_some(), "{name}");
        }
        for name in ["", "X"] {
            assert_eq!(set(name), Ok(None), "{name}");
        }
    }

    #[cfg(feature = "scripts")]
    #[test]
    fn names_of_scripts_are_those_of_go() {
        for name in ["Greek", "Old_Italic", "Han", "Common"] {
            assert!(set(name).unwrap().is_some(), "{name}");
        }
        for name in [
            "Cn",
            "LC",
            "greek",
            "GREEK",
            "Letter",
            "Unknown",
            "Alphabetic",
        ] {
            assert_eq!(set(name), Ok(None), "{name}");
        }
    }

    #[cfg(not(feature = "scripts"))]
    #[test]
    fn without_a_table_a_script_is_refused_and_no_template_catches_it() {
        let error = set("Greek").map_err(SyntaxError::told).unwrap_err();
        assert!(error.is_limit);
        assert_eq!(
            String::from_utf8_lossy(&error.message),
            "this renderer has no table of scripts of Unicode, check the pack at the command line \
             instead: Greek"
        );
    }
}
