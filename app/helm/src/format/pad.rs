//! The flags of a verb, and what they do to scalars: widths, precisions, signs, padding.

use super::float::{FloatForm, float};
use super::quote::{can_backquote, is_print, quote, quote_ascii, quote_rune};

/// The flags of a verb.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    /// `%+v`: structures with the names of their fields.
    pub(super) plus_v: bool,
    /// `%#v`: values as Go would write them.
    pub(super) sharp_v: bool,
}

impl Flags {
    /// Writes a text with the padding asked for, counted in characters.
    pub(super) fn pad(&self, out: &mut Vec<u8>, text: &[u8]) {
        let width = self.width.unwrap_or(0);
        let padding = width.saturating_sub(count(text));
        let pad = if self.zero { b'0' } else { b' ' };
        if !self.minus {
            out.extend(std::iter::repeat_n(pad, padding));
        }
        out.extend(text);
        if self.minus {
            out.extend(std::iter::repeat_n(pad, padding));
        }
    }

    fn pad_with_spaces(&self, out: &mut Vec<u8>, text: &[u8]) {
        let spaces = Self {
            zero: false,
            ..*self
        };
        spaces.pad(out, text);
    }

    /// As many characters of a text as the precision leaves.
    fn cut<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        let Some(precision) = self.precision else {
            return text;
        };
        let end = starts(text).nth(precision);
        &text[..end.unwrap_or(text.len())]
    }

    /// `%s`.
    pub(super) fn text(&self, out: &mut Vec<u8>, text: &[u8]) {
        self.pad(out, self.cut(text));
    }

    /// `%q`.
    pub(super) fn quoted(&self, out: &mut Vec<u8>, text: &[u8]) {
        let text = self.cut(text);
        if self.sharp && can_backquote(text) {
            self.pad(out, &[b"`", text, b"`"].concat());
        } else if self.plus {
            self.pad(out, &quote_ascii(text));
        } else {
            self.pad(out, &quote(text));
        }
    }

    /// `%x` and `%X` of a text.
    pub(super) fn hexadecimal(&self, out: &mut Vec<u8>, text: &[u8], upper: bool) {
        let length = self
            .precision
            .map_or(text.len(), |most| most.min(text.len()));
        let mut digits = String::new();
        let prefix = if upper { "0X" } else { "0x" };
        for (index, byte) in text[..length].iter().enumerate() {
            if self.space && index > 0 {
                digits.push(' ');
            }
            if self.sharp && (self.space || index == 0) {
                digits.push_str(prefix);
            }
            digits.push_str(&if upper {
                format!("{byte:02X}")
            } else {
                format!("{byte:02x}")
            });
        }
        self.pad(out, digits.as_bytes());
    }

    /// An integer in a base; `verb` is `O` where `0o` stands in front.
    pub(super) fn integer(&self, out: &mut Vec<u8>, number: i128, base: u32, verb: char) {
        let negative = number < 0;
        let magnitude = number.unsigned_abs();
        let signed = negative || self.plus || self.space;
        let least = match self.precision {
            Some(0) if magnitude == 0 => return self.pad_with_spaces(out, b""),
            Some(precision) => precision,
            None if self.zero => self.width.unwrap_or(0).saturating_sub(signed.into()),
            None => 0,
        };
        let digits = match base {
            2 => format!("{magnitude:b}"),
            8 => format!("{magnitude:o}"),
            16 if verb == 'X' => format!("{magnitude:X}"),
            16 => format!("{magnitude:x}"),
            _ => magnitude.to_string(),
        };
        let digits = with_zeros(&digits, least);
        let has_zero = !self.sharp || digits.starts_with('0');
        let prefix = match base {
            2 if self.sharp => "0b",
            8 if verb == 'O' && !has_zero => "0o0",
            8 if verb == 'O' => "0o",
            8 if !has_zero => "0",
            16 if self.sharp && verb == 'X' => "0X",
            16 if self.sharp => "0x",
            _ => "",
        };
        let sign = if negative {
            "-"
        } else if self.plus {
            "+"
        } else if self.space {
            " "
        } else {
            ""
        };
        self.pad_with_spaces(out, format!("{sign}{prefix}{digits}").as_bytes());
    }

    /// `%c`, and `%q` of an integer.
    pub(super) fn character(&self, out: &mut Vec<u8>, number: i128, quoted: bool) {
        let character = u32::try_from(number).ok().and_then(char::from_u32);
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        if quoted {
            self.pad(out, &quote_rune(character, self.plus));
        } else {
            self.pad(out, character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// `%U`.
    pub(super) fn code_point(&self, out: &mut Vec<u8>, number: i128) {
        let least = self.precision.map_or(4, |precision| precision.max(4));
        let number = number as u64;
        let mut text = format!("U+{}", with_zeros(&format!("{number:X}"), least));
        let character = u32::try_from(number).ok().and_then(char::from_u32);
        if let Some(character) = character.filter(|c| self.sharp && is_print(*c)) {
            text.push_str(&format!(" '{character}'"));
        }
        self.pad_with_spaces(out, text.as_bytes());
    }

    /// A number with a fraction by its verb; `precision` is what the verb has without one given.
    pub(super) fn float(
        &self,
        out: &mut Vec<u8>,
        number: f64,
        verb: char,
        precision: Option<usize>,
    ) {
        let precision = self.precision.or(precision);
        let form = match verb {
            'e' | 'E' => FloatForm::Exponent,
            'f' | 'F' => FloatForm::Plain,
            'x' | 'X' => FloatForm::Hexadecimal,
            'b' => FloatForm::Binary,
            _ => FloatForm::General,
        };
        let written = float(number, form, precision);
        let (mut sign, mut written) = match written.strip_prefix(['-', '+']) {
            Some(rest) => (&written[..1], rest.to_owned()),
            None => ("+", written),
        };
        if self.space && sign == "+" && !self.plus {
            sign = " ";
        }
        if !number.is_finite() {
            let sign = match sign {
                "+" if number.is_nan() && !self.space && !self.plus => "",
                "+" if !self.plus && number.is_nan() => "",
                _ => sign,
            };
            return self.pad_with_spaces(out, format!("{sign}{written}").as_bytes());
        }
        if self.sharp && verb != 'b' {
            written = with_point(&written, verb, precision);
        }
        if matches!(verb, 'E' | 'G' | 'X') {
            written.make_ascii_uppercase();
        }
        if !self.plus && sign == "+" {
            return self.pad(out, written.as_bytes());
        }
        let width = self.width.unwrap_or(0);
        if self.zero && width > written.len() + 1 {
            out.extend(sign.bytes());
            out.extend(with_zeros(&written, width - 1).bytes());
        } else {
            self.pad(out, format!("{sign}{written}").as_bytes());
        }
    }
}

/// Digits with zeros in front. Rust's own padding panics beyond 65,535.
fn with_zeros(digits: &str, least: usize) -> String {
    let zeros = "0".repeat(least.saturating_sub(digits.len()));
    zeros + digits
}

/// What the sharp flag adds to a number: a point, and for `g` the zeros that were left out.
fn with_point(written: &str, verb: char, precision: Option<usize>) -> String {
    let exponent = if matches!(verb, 'x' | 'X') { 'p' } else { 'e' };
    let (digits, tail) = match written.find(exponent) {
        Some(at) => written.split_at(at),
        None => (written, ""),
    };
    let mut wanted = match verb {
        'g' | 'G' | 'v' | 'x' => precision.unwrap_or(6),
        _ => 0,
    };
    let significant = digits.trim_start_matches(['0', '.']);
    let count = significant
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .count();
    wanted = wanted.saturating_sub(count);
    let mut out = digits.to_owned();
    if !digits.contains('.') {
        if digits == "0" {
            wanted = wanted.saturating_sub(1);
        }
        out.push('.');
    }
    out.push_str(&"0".repeat(wanted));
    out.push_str(tail);
    out
}

/// Where the characters of a text start; each byte that is no UTF-8 counts as one.
fn starts(text: &[u8]) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.utf8_chunks().flat_map(move |chunk| {
        let mut starts: Vec<_> = chunk.valid().char_indices().map(|(i, _)| at + i).collect();
        at += chunk.valid().len();
        starts.extend((0..chunk.invalid().len()).map(|i| at + i));
        at += chunk.invalid().len();
        starts
    })
}

fn count(text: &[u8]) -> usize {
    starts(text).count()
}
