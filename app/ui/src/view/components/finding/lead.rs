//! The first sentence of a message, which is all of it that a line shows.

/// The first sentence of a message, and what follows it.
pub(super) fn split(message: &str) -> (&str, &str) {
    let mut is_code = false;
    let mut end = None;
    for (at, one) in message.char_indices() {
        match one {
            '`' => is_code = !is_code,
            '.' | '?' | '!' => end = (!is_code).then_some(at + 1),
            ' ' if end == Some(at) => {
                let rest = &message[at + 1..];
                // A sentence begins with a large letter or a name, and an abbreviation goes on without one.
                if rest.starts_with(|next: char| next.is_uppercase() || next == '`') {
                    return (&message[..at], rest);
                }
            }
            _ => {}
        }
    }
    (message, "")
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_first_sentence_is_told_from_the_rest() {
        for (message, lead, rest) in [
            ("All of it", "All of it", ""),
            ("One. Two. Three.", "One.", "Two. Three."),
            (
                "A path, e.g. the `a. B` of it. `c` follows.",
                "A path, e.g. the `a. B` of it.",
                "`c` follows.",
            ),
            (
                "The version is 1.2.3. Use it.",
                "The version is 1.2.3.",
                "Use it.",
            ),
            ("Is it? Yes", "Is it?", "Yes"),
            ("Ends here. ", "Ends here. ", ""),
            ("", "", ""),
        ] {
            assert_eq!(split(message), (lead, rest));
        }
    }
}
