//! Which known word does a misspelled word most likely mean?

use strsim::osa_distance;

/// The most misspelled words of one file for which the nearest word is searched: there may be
/// thousands.
pub(crate) const MEANT: usize = 20;

/// Longer words, in bytes, are never near: computing the distance takes quadratic time.
const LONGEST: usize = 64;

/// The most letters in which near words differ.
const MOST_LETTERS: usize = 2;

/// Whether people put a character between the parts of a word.
fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | ' ' | '.')
}

/// A quick test whether two words may be near, for lists of thousands of words: it compares how
/// often each letter occurs, by its last bits, which ignore case. A replaced letter counts twice.
fn may_be_near(word: &str, known: &str) -> bool {
    if !word.is_ascii() || !known.is_ascii() {
        return true;
    }
    // Such a long word is never near, and counting it would take long.
    if known.len() > 2 * LONGEST {
        return false;
    }
    let mut surplus = [0_i16; 32];
    for (word, count) in [(word, 1), (known, -1)] {
        for byte in word.bytes().filter(|byte| !is_separator((*byte).into())) {
            surplus[usize::from(byte % 32)] += count;
        }
    }
    let apart = surplus.map(|count| usize::from(count.unsigned_abs()));
    apart.iter().sum::<usize>() <= 2 * MOST_LETTERS
}

/// A word in lower case, without separators.
fn folded(word: &str) -> String {
    word.chars()
        .filter(|c| !is_separator(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether two words differ only in case, separators or a few letters.
///
/// From four letters on, one letter may differ if the first is the same; from eight letters on,
/// two. Shorter words must be the same but for case and separators, as `ai` and `ui` are different
/// things.
pub(crate) fn is_near(word: &str, known: &str) -> bool {
    if word.len() > LONGEST || !may_be_near(word, known) {
        return false;
    }
    let (word, known) = (folded(word), folded(known));
    if word == known {
        return true;
    }
    let shorter = word.chars().count().min(known.chars().count());
    let allowed = match shorter {
        4..8 if word.chars().next() == known.chars().next() => 1,
        0..8 => 0,
        _ => MOST_LETTERS,
    };
    osa_distance(&word, &known) <= allowed
}

/// The known word that is nearest to a word, if any is near.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .filter(|candidate| is_near(word, candidate))
        .min_by_key(|candidate| {
            (
                osa_distance(&folded(word), &folded(candidate)),
                osa_distance(word, candidate),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_near_nothing() {
        assert!(!is_near("bb", &"a".repeat(40_000)));
        assert!(!is_near(&"a".repeat(40_000), "bb"));
    }

    #[test]
    fn takes_what_was_meant() {
        let known = [
            "app services",
            "ai",
            "system app",
            "network",
            "kubeManifests",
            "name",
            "type",
            "layer",
        ];
        let table = [
            ("app-services", Some("app services")),
            ("AppServices", Some("app services")),
            ("AI", Some("ai")),
            ("ia", None),
            ("netwrok", Some("network")),
            ("KubeManifests", Some("kubeManifests")),
            ("kubeManifest", Some("kubeManifests")),
            ("nmae", Some("name")),
            ("tape", Some("type")),
            ("game", None),
            ("lab", None),
            ("", None),
            ("databases", None),
        ];
        for (word, expected) in table {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
