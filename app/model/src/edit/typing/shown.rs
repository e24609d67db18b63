//! A text as code editors show it and count in it: in UTF-16 units, with every line end (LF, CRLF or CR)
//! as one unit, and without the byte order mark.

/// The mark that some editors put before UTF-8 text.
const BOM: char = '\u{feff}';

/// How many bytes are checked together. Nearly all text is plain, and this runs at each keystroke.
const RUN: usize = 64;

/// The text that an editor shows: all but the byte order mark.
pub fn shown(text: &str) -> &str {
    text.strip_prefix(BOM).unwrap_or(text)
}

/// Converts places in one text from bytes to units and back.
///
/// Places in ascending order take one pass through the text together.
#[derive(Debug, Clone)]
pub struct Walker<'a> {
    text: &'a str,
    byte: usize,
    unit: usize,
}

impl<'a> Walker<'a> {
    /// Converts places in this text, which includes its byte order mark if it has one.
    pub fn new(text: &'a str) -> Self {
        let mut walker = Self {
            text,
            byte: 0,
            unit: 0,
        };
        walker.rewind();
        walker
    }

    /// The byte at which a unit begins. A unit past the end gives the end; one inside a character gives
    /// the end of that character.
    pub fn byte(&mut self, unit: usize) -> usize {
        if unit < self.unit {
            self.rewind();
        }
        while self.unit < unit && self.byte < self.text.len() {
            if self.unit + RUN <= unit && self.is_plain() {
                self.skip();
            } else {
                let last = unit.min(self.unit + RUN);
                while self.unit < last && self.byte < self.text.len() {
                    self.step();
                }
            }
        }
        self.byte
    }

    /// The unit at a byte. A byte past the end gives the end; one inside a character or a line end gives
    /// what follows that.
    pub fn unit(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            self.rewind();
        }
        let byte = byte.min(self.text.len());
        while self.byte < byte {
            if self.byte + RUN <= byte && self.is_plain() {
                self.skip();
            } else {
                let last = byte.min(self.byte + RUN);
                while self.byte < last {
                    self.step();
                }
            }
        }
        self.unit
    }

    fn rewind(&mut self) {
        self.byte = self.text.len() - shown(self.text).len();
        self.unit = 0;
    }

    /// Whether the next [`RUN`] bytes are all characters of one byte and one unit.
    fn is_plain(&self) -> bool {
        let run = self.text.as_bytes().get(self.byte..self.byte + RUN);
        run.is_some_and(|run| run.is_ascii() && !run.contains(&b'\r'))
    }

    /// Skips a run that [is plain](Self::is_plain).
    fn skip(&mut self) {
        self.byte += RUN;
        self.unit += RUN;
    }

    /// Skips one character or line end.
    fn step(&mut self) {
        let bytes = self.text.as_bytes();
        let (length, units) = match bytes.get(self.byte) {
            Some(b'\r') if bytes.get(self.byte + 1) == Some(&b'\n') => (2, 1),
            Some(0..0xc0) => (1, 1),
            Some(0xc0..0xe0) => (2, 1),
            Some(0xe0..0xf0) => (3, 1),
            Some(_) => (4, 2),
            None => return,
        };
        self.byte += length;
        self.unit += units;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_are_counted_as_editors_do() {
        // A text, a byte of it, and the unit that begins there.
        for (text, byte, unit) in [
            ("ab", 1, 1),
            ("é😀x", 2, 1),
            ("é😀x", 6, 3),
            ("a\r\nb", 3, 2),
            ("a\rb\n", 2, 2),
            ("\u{feff}ab", 4, 1),
            ("\u{feff}", 3, 0),
            ("", 0, 0),
        ] {
            assert_eq!(Walker::new(text).unit(byte), unit, "{text:?} at {byte}");
            assert_eq!(
                Walker::new(text).byte(unit),
                byte,
                "{text:?} at unit {unit}"
            );
        }
    }

    #[test]
    fn places_inside_a_character_become_the_next() {
        assert_eq!(Walker::new("😀x").byte(1), 4);
        assert_eq!(Walker::new("a\r\nb").unit(2), 2);
        assert_eq!(Walker::new("é").unit(1), 1);
        assert_eq!(Walker::new("ab").byte(9), 2);
        assert_eq!(Walker::new("ab").unit(9), 2);
        assert_eq!(Walker::new("\u{feff}ab").unit(0), 0);
    }

    proptest! {
        #[test]
        fn there_and_back(part in "[ab\r\n\u{feff}é😀]{0,12}", times in 0_usize..3, places: Vec<usize>) {
            // Plain runs between parts that are not plain.
            let text = format!("{part}{}", "plain\n".repeat(30) + &part).repeat(times) + &part;
            let seen: Vec<u16> = shown(&text).replace("\r\n", "\n").encode_utf16().collect();
            let mut walker = Walker::new(&text);
            for place in places {
                let unit = place % (seen.len() + 1);
                let byte = walker.byte(unit);
                prop_assert!(text.is_char_boundary(byte));
                let found = walker.unit(byte);
                // The second half of a surrogate pair has no byte of its own.
                let halved = seen.get(unit).is_some_and(|half| (0xdc00..0xe000).contains(half));
                prop_assert_eq!(found, unit + usize::from(halved));
            }
        }
    }
}
