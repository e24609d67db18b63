//! File names in Unicode's composed form: macOS writes `é` as `e` and an accent, everything else as one
//! letter, and people see no difference.

use std::borrow::Cow;

/// Accents, the letters that can have them, and these letters with them: Latin, Greek, Cyrillic and
/// Kana. Syllables of Hangul are computed.
const ACCENTS: &[(char, &str, &str)] = &[
    (
        '\u{300}',
        "AEIOUaeiouÜüNnЕИеиĒēŌōWwÂâĂăÊêÔôƠơƯưYy",
        "ÀÈÌÒÙàèìòùǛǜǸǹЀЍѐѝḔḕṐṑẀẁẦầẰằỀềỒồỜờỪừỲỳ",
    ),
    (
        '\u{301}',
        "AEIOUYaeiouyCcLlNnRrSsZzÜüGgÅåÆæØøΑΕΗΙΟΥΩϊαεηιϋουωГКгкÇçĒēÏïKkMmÕõŌōPpŨũWwÂâĂăÊêÔôƠơƯư",
        "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǗǘǴǵǺǻǼǽǾǿΆΈΉΊΌΎΏΐάέήίΰόύώЃЌѓќḈḉḖḗḮḯḰḱḾḿṌṍṒṓṔṕṸṹẂẃẤấẮắẾếỐốỚớỨứ",
    ),
    (
        '\u{302}',
        "AEIOUaeiouCcGgHhJjSsWwYyZzẠạẸẹỌọ",
        "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷẐẑẬậỆệỘộ",
    ),
    (
        '\u{303}',
        "ANOanoIiUuVvÂâĂăEeÊêÔôƠơƯưYy",
        "ÃÑÕãñõĨĩŨũṼṽẪẫẴẵẼẽỄễỖỗỠỡỮữỸỹ",
    ),
    (
        '\u{304}',
        "AaEeIiOoUuÜüÄäȦȧÆæǪǫÖöÕõȮȯYyИиУуGgḶḷṚṛ",
        "ĀāĒēĪīŌōŪūǕǖǞǟǠǡǢǣǬǭȪȫȬȭȰȱȲȳӢӣӮӯḠḡḸḹṜṝ",
    ),
    (
        '\u{306}',
        "AaEeGgIiOoUuУИиуЖжАаЕеȨȩẠạ",
        "ĂăĔĕĞğĬĭŎŏŬŭЎЙйўӁӂӐӑӖӗḜḝẶặ",
    ),
    (
        '\u{307}',
        "CcEeGgIZzAaOoBbDdFfHhMmNnPpRrSsŚśŠšṢṣTtWwXxYyſ",
        "ĊċĖėĠġİŻżȦȧȮȯḂḃḊḋḞḟḢḣṀṁṄṅṖṗṘṙṠṡṤṥṦṧṨṩṪṫẆẇẊẋẎẏẛ",
    ),
    (
        '\u{308}',
        "AEIOUaeiouyYΙΥιυЕІеіАаӘәЖжЗзИиОоӨөЭэУуЧчЫыHhÕõŪūWwXxt",
        "ÄËÏÖÜäëïöüÿŸΪΫϊϋЁЇёїӒӓӚӛӜӝӞӟӤӥӦӧӪӫӬӭӰӱӴӵӸӹḦḧṎṏṺṻẄẅẌẍẗ",
    ),
    (
        '\u{309}',
        "AaÂâĂăEeÊêIiOoÔôƠơUuƯưYy",
        "ẢảẨẩẲẳẺẻỂểỈỉỎỏỔổỞởỦủỬửỶỷ",
    ),
    ('\u{30a}', "AaUuwy", "ÅåŮůẘẙ"),
    ('\u{30b}', "OoUuУу", "ŐőŰűӲӳ"),
    (
        '\u{30c}',
        "CcDdEeLlNnRrSsTtZzAaIiOoUuÜüGgKkƷʒjHh",
        "ČčĎďĚěĽľŇňŘřŠšŤťŽžǍǎǏǐǑǒǓǔǙǚǦǧǨǩǮǯǰȞȟ",
    ),
    ('\u{30f}', "AaEeIiOoRrUuѴѵ", "ȀȁȄȅȈȉȌȍȐȑȔȕѶѷ"),
    ('\u{311}', "AaEeIiOoRrUu", "ȂȃȆȇȊȋȎȏȒȓȖȗ"),
    ('\u{31b}', "OoUu", "ƠơƯư"),
    (
        '\u{323}',
        "BbDdHhKkLlMmNnRrSsTtVvWwZzAaEeIiOoƠơUuƯưYy",
        "ḄḅḌḍḤḥḲḳḶḷṂṃṆṇṚṛṢṣṬṭṾṿẈẉẒẓẠạẸẹỊịỌọỢợỤụỰựỴỵ",
    ),
    ('\u{324}', "Uu", "Ṳṳ"),
    ('\u{325}', "Aa", "Ḁḁ"),
    ('\u{326}', "SsTt", "ȘșȚț"),
    (
        '\u{327}',
        "CcGgKkLlNnRrSsTtEeDdHh",
        "ÇçĢģĶķĻļŅņŖŗŞşŢţȨȩḐḑḨḩ",
    ),
    ('\u{328}', "AaEeIiUuOo", "ĄąĘęĮįŲųǪǫ"),
    ('\u{32d}', "DdEeLlNnTtUu", "ḒḓḘḙḼḽṊṋṰṱṶṷ"),
    ('\u{32e}', "Hh", "Ḫḫ"),
    ('\u{330}', "EeIiUu", "ḚḛḬḭṴṵ"),
    ('\u{331}', "BbDdKkLlNnRrTtZzh", "ḆḇḎḏḴḵḺḻṈṉṞṟṮṯẔẕẖ"),
    (
        '\u{3099}',
        "かきくけこさしすせそたちつてとはひふへほうゝカキクケコサシスセソタチツテトハヒフヘホウワヰヱヲヽ",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼゔゞガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヸヹヺヾ",
    ),
    ('\u{309a}', "はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ"),
];

/// A text in which a letter with accents is one character, where there is such a character.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut composed: Vec<char> = Vec::new();
    for c in text.chars() {
        match composed.last_mut() {
            Some(last) => match with(*last, c) {
                Some(both) => *last = both,
                None => composed.push(c),
            },
            None => composed.push(c),
        }
    }
    Cow::Owned(composed.into_iter().collect())
}

/// A letter and what follows it as one character.
fn with(letter: char, next: char) -> Option<char> {
    let (first, second) = (u32::from(letter), u32::from(next));
    match (first, second) {
        // A consonant and a vowel, or these and a final consonant.
        (0x1100..0x1113, 0x1161..0x1176) => {
            char::from_u32(0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28)
        }
        (0xAC00..0xD7A4, 0x11A8..0x11C3) if (first - 0xAC00).is_multiple_of(28) => {
            char::from_u32(first + second - 0x11A7)
        }
        _ => {
            let mut accents = ACCENTS.iter();
            let (_, letters, both) = accents.find(|(accent, ..)| *accent == next)?;
            let at = letters.chars().position(|other| other == letter)?;
            both.chars().nth(at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_however_they_are_written() {
        for (apart, whole) in [
            ("caf\u{65}\u{301}.yaml", "café.yaml"),
            ("Mu\u{308}ller", "Müller"),
            ("Vie\u{323}\u{302}t", "Việt"),
            ("\u{438}\u{306}", "й"),
            ("\u{304b}\u{3099}", "が"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("\u{1100}\u{1161}", "가"),
            ("\u{3b1}\u{301}", "ά"),
        ] {
            assert_eq!(composed(apart), whole);
            assert_eq!(composed(whole), whole);
        }
        assert_eq!(composed("a\u{20dd}\u{301}"), "a\u{20dd}\u{301}");
    }

    #[test]
    fn every_accent_has_as_many_letters_with_it_as_without() {
        for (accent, letters, both) in ACCENTS {
            assert_eq!(letters.chars().count(), both.chars().count(), "{accent:?}");
        }
    }
}
