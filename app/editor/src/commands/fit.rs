//! How well words that were typed fit names: of commands, files, values, objects, drafts.

/// How well words that were typed fit a name; the best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// They are words of the name, or the first letters of words.
    Words,
    /// They are somewhere in it.
    Within,
}

/// How well typed words fit a name; none if one of them is not in it. The words are in lower case.
pub fn fit(name: &str, typed: &[String]) -> Option<Fit> {
    let name = name.to_lowercase();
    let begins = |word: &String| {
        let mut places = name.match_indices(word.as_str());
        places.any(|(at, _)| {
            !name[..at]
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric)
        })
    };
    if typed.iter().all(begins) {
        return Some(Fit::Words);
    }
    let is_within = typed.iter().all(|word| name.contains(word.as_str()));
    is_within.then_some(Fit::Within)
}

/// What was typed, as words in lower case.
pub fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_fit_better_than_parts_of_them() {
        assert_eq!(
            fit("charts/web/values.yaml", &words("VAL web")),
            Some(Fit::Words)
        );
        assert_eq!(fit("values", &words("lue")), Some(Fit::Within));
        assert_eq!(fit("values", &words("values x")), None);
    }
}
