//! Sizes of files in words.

/// A number of bytes as people write it: 512 bytes, 12.3 kB, 4.5 MB.
pub(crate) fn in_words(bytes: usize) -> String {
    let (thousandth, unit) = match bytes {
        1 => return "1 byte".to_owned(),
        0..1_000 => return format!("{bytes} bytes"),
        1_000..1_000_000 => (bytes / 100, "kB"),
        _ => (bytes / 100_000, "MB"),
    };
    format!("{}.{} {unit}", thousandth / 10, thousandth % 10)
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn sizes_are_rounded_down() {
        for (bytes, expected) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (999_999, "999.9 kB"),
            (5_312_000, "5.3 MB"),
        ] {
            assert_eq!(in_words(bytes), expected);
        }
    }
}
