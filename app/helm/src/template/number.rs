//! Numbers in templates: one literal can be read as several of Go's types.

use crate::format::{Unquoted, quote, unquote_char};
use crate::value::{Text, Value};

use super::token::TokenKind;

/// A literal number with each of the types that it fits.
#[derive(Debug, PartialEq)]
pub(super) struct Number {
    pub(super) text: Text,
    pub(super) int: Option<i64>,
    pub(super) uint: Option<u64>,
    pub(super) float: Option<f64>,
    complex: Option<(f64, f64)>,
}

impl Number {
    /// Reads a literal, or says in Go's words why it cannot be read.
    pub(super) fn read(text: &[u8], kind: TokenKind) -> Result<Self, Vec<u8>> {
        let mut number = Self {
            text: text.into(),
            int: None,
            uint: None,
            float: None,
            complex: None,
        };
        match kind {
            TokenKind::CharConstant => number.read_char(text)?,
            TokenKind::Complex => number.read_complex(text)?,
            _ => number.read_plain(text)?,
        }
        Ok(number)
    }

    fn read_char(&mut self, text: &[u8]) -> Result<(), Vec<u8>> {
        let read = unquote_char(&text[1..], b'\'');
        let (read, rest) = read.ok_or("invalid syntax")?;
        if rest != b"'" {
            return Err([b"malformed character constant: ", text].concat());
        }
        let code = match read {
            // A byte that is no UTF-8 reads as U+FFFD.
            Unquoted::Byte(_) if text[1] >= 0x80 => 0xfffd,
            read => read.number(),
        };
        self.int = Some(code.into());
        self.uint = Some(code.into());
        self.float = Some(code.into());
        Ok(())
    }

    fn read_complex(&mut self, text: &[u8]) -> Result<(), Vec<u8>> {
        let text = std::str::from_utf8(text).unwrap_or_default();
        let body = text.trim_end_matches('i');
        // The sign of the imaginary part is the last one that belongs to no exponent.
        let sign = body.char_indices().rev().find(|(index, c)| {
            *index > 0 && matches!(c, '+' | '-') && !body[..*index].ends_with(['e', 'E', 'p', 'P'])
        });
        let parts = sign.map(|(index, _)| body.split_at(index));
        let parts = parts.and_then(|(real, imaginary)| Some((float(real)?, float(imaginary)?)));
        let (real, imaginary) = parts.ok_or("syntax error scanning complex number")?;
        self.set_complex(real, imaginary);
        Ok(())
    }

    fn set_complex(&mut self, real: f64, imaginary: f64) {
        self.complex = Some((real, imaginary));
        if imaginary == 0.0 {
            self.set_float(real);
        }
    }

    fn set_float(&mut self, number: f64) {
        self.float = Some(number);
        if number as i64 as f64 == number {
            self.int = self.int.or(Some(number as i64));
        }
        if number as u64 as f64 == number {
            self.uint = self.uint.or(Some(number as u64));
        }
    }

    fn read_plain(&mut self, literal: &[u8]) -> Result<(), Vec<u8>> {
        let text = std::str::from_utf8(literal).unwrap_or_default();
        if let Some(imaginary) = text.strip_suffix('i').and_then(float) {
            self.set_complex(0.0, imaginary);
            return Ok(());
        }
        self.uint = unsigned(text);
        self.int = signed(text);
        if self.int == Some(0) {
            self.uint = Some(0);
        }
        if let Some(int) = self.int {
            self.float = Some(int as f64);
        } else if let Some(uint) = self.uint {
            self.float = Some(uint as f64);
        } else if let Some(number) = float(text) {
            if !text.contains(['.', 'e', 'E', 'p', 'P']) {
                return Err([b"integer overflow: ", &*quote(literal)].concat());
            }
            self.set_float(number);
        } else {
            return Err([b"illegal number syntax: ", &*quote(literal)].concat());
        }
        Ok(())
    }

    /// Its value where no type is asked for; nothing if it is too large for an integer.
    pub(super) fn value(&self) -> Option<Value> {
        if let Some((real, imaginary)) = self.complex {
            return Some(Value::Complex(real, imaginary));
        }
        let has = |bytes: &[u8]| self.text.iter().any(|byte| bytes.contains(byte));
        let is_hexadecimal = matches!(&*self.text, [b'0', b'x' | b'X', _, ..]) && !has(b"pP");
        let is_char = self.text.first() == Some(&b'\'');
        match self.float {
            Some(float) if !is_hexadecimal && !is_char && has(b".eEpP") => Some(float.into()),
            _ => self.int.map(Value::Int),
        }
    }
}

/// The digits of an integer in their base, without underscores.
fn integer_digits(text: &str) -> Option<(u32, String)> {
    let lower = text.to_ascii_lowercase();
    let (base, digits) = match lower.as_bytes() {
        [b'0', b'x', _, ..] => (16, &lower[2..]),
        [b'0', b'o', _, ..] => (8, &lower[2..]),
        [b'0', b'b', _, ..] => (2, &lower[2..]),
        [b'0', _, ..] => (8, &lower[1..]),
        _ => (10, &*lower),
    };
    underscores_are_fine(&lower).then(|| (base, digits.replace('_', "")))
}

fn unsigned(text: &str) -> Option<u64> {
    let (base, digits) = integer_digits(text)?;
    let digits = (!digits.starts_with(['+', '-'])).then_some(digits)?;
    u64::from_str_radix(&digits, base).ok()
}

fn signed(text: &str) -> Option<i64> {
    let (negative, magnitude) = match text.as_bytes().first()? {
        b'-' => (true, unsigned(&text[1..])?),
        b'+' => (false, unsigned(&text[1..])?),
        _ => (false, unsigned(text)?),
    };
    let number = i128::from(magnitude);
    i64::try_from(if negative { -number } else { number }).ok()
}

/// Go: underscores stand between digits, or between a base's prefix and a digit.
fn underscores_are_fine(text: &str) -> bool {
    let text = text.trim_start_matches(['+', '-']);
    let has_prefix = matches!(text.as_bytes(), [b'0', b'b' | b'o' | b'x', ..]);
    let is_hexadecimal = text.starts_with("0x");
    let mut before = if has_prefix { '0' } else { '^' };
    for character in text.chars().skip(if has_prefix { 2 } else { 0 }) {
        let is_digit =
            character.is_ascii_digit() || (is_hexadecimal && character.is_ascii_hexdigit());
        match character {
            _ if is_digit => before = '0',
            '_' if before != '0' => return false,
            '_' => before = '_',
            _ if before == '_' => return false,
            _ => before = '!',
        }
    }
    before != '_'
}

fn float(text: &str) -> Option<f64> {
    let lower = text.to_ascii_lowercase();
    if !underscores_are_fine(&lower) {
        return None;
    }
    let plain = lower.replace('_', "");
    let (negative, magnitude) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let number = match magnitude.strip_prefix("0x") {
        Some(digits) => hexadecimal_float(digits)?,
        None if magnitude.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            magnitude.parse().ok()?
        }
        None => return None,
    };
    let number = if negative { -number } else { number };
    f64::is_finite(number).then_some(number)
}

/// `1.8p3`: digits in base 16, times a power of two.
fn hexadecimal_float(digits: &str) -> Option<f64> {
    let (mantissa, power) = digits.split_once('p')?;
    let power: i32 = power.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let all = all.trim_start_matches('0');
    if whole.is_empty() && fraction.is_empty() || all.len() > 13 {
        return None;
    }
    let number = u64::from_str_radix(if all.is_empty() { "0" } else { all }, 16).ok()?;
    let power = power.checked_sub(4 * i32::try_from(fraction.len()).ok()?)?;
    Some(number as f64 * 2f64.powi(power))
}

#[cfg(test)]
mod tests {
    use super::{Number, TokenKind};
    use crate::format::print;

    #[test]
    fn literals_have_the_values_of_go() {
        let value = |text: &str| {
            let number = Number::read(text.as_bytes(), TokenKind::Number);
            let value = number.map(|number| number.value());
            value.map(|value| String::from_utf8(print(&value.unwrap())).unwrap())
        };
        for (literal, printed) in [
            ("1_000", "1000"),
            ("0x_1F", "31"),
            ("017", "15"),
            ("0b101", "5"),
            ("1e3", "1000"),
            (".5", "0.5"),
            ("-0", "0"),
            ("0x1p4", "16"),
            ("9223372036854775807", "9223372036854775807"),
        ] {
            assert_eq!(value(literal).unwrap(), printed);
        }
        assert!(value("99999999999999999999").is_err());
        assert!(value("1__0").is_err());
    }
}
