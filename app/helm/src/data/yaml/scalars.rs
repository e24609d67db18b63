//! Scanning of texts: plain, quoted and in blocks.

use super::scanner::Scanner;
use super::token::TokenKind;

/// Line breaks and blanks between the words of a scalar, which are folded.
#[derive(Default)]
struct Gap {
    blanks: String,
    first_break: String,
    more_breaks: String,
    has_break: bool,
}

impl Gap {
    /// Adds what the gap becomes to the text, and begins anew.
    fn flush(&mut self, into: &mut String) {
        if !self.has_break {
            into.push_str(&self.blanks);
        } else if self.first_break.starts_with('\n') {
            match self.more_breaks.is_empty() {
                true => into.push(' '),
                false => into.push_str(&self.more_breaks),
            }
        } else {
            into.push_str(&self.first_break);
            into.push_str(&self.more_breaks);
        }
        *self = Self::default();
    }

    fn is_empty(&self) -> bool {
        !self.has_break && self.blanks.is_empty()
    }
}

/// Whether an ASCII character belongs to a scalar wherever it stands in it.
fn is_plain(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b' ' | b'\t' | b'\r' | b'\n' | b':' | b',' | b'?' | b'[' | b']' | b'{' | b'}'
    )
}

impl Scanner<'_> {
    /// Goes past one blank or line break of a gap.
    fn scan_gap(&mut self, gap: &mut Gap) {
        if self.cursor.is_blank() {
            match gap.has_break {
                true => self.cursor.skip(),
                false => self.cursor.read(&mut gap.blanks),
            }
        } else if gap.has_break {
            self.cursor.read_line(&mut gap.more_breaks);
        } else {
            gap.blanks.clear();
            self.cursor.read_line(&mut gap.first_break);
            gap.has_break = true;
        }
    }

    pub(super) fn scan_plain_scalar(&mut self) -> Result<(), String> {
        let start = self.cursor.mark;
        let indent = self.indent + 1;
        let mut text = String::new();
        let mut gap = Gap::default();
        loop {
            if self.cursor.is_document_indicator() || self.cursor.next() == b'#' {
                break;
            }
            while !self.cursor.is_space(0) && !self.ends_plain_scalar() {
                if !gap.is_empty() {
                    gap.flush(&mut text);
                }
                self.cursor.read(&mut text);
                text.push_str(self.cursor.take_while(is_plain));
            }
            if !(self.cursor.is_blank() || self.cursor.is_break()) {
                break;
            }
            while self.cursor.is_blank() || self.cursor.is_break() {
                let is_before = (self.cursor.mark.column as isize) < indent;
                if gap.has_break && is_before && self.cursor.next() == b'\t' {
                    return Err(self.error("found a tab character that violates indentation"));
                }
                self.scan_gap(&mut gap);
            }
            if self.flow_level == 0 && (self.cursor.mark.column as isize) < indent {
                break;
            }
        }
        if gap.has_break {
            self.simple_key_allowed = true;
        }
        self.push_scanned(TokenKind::Scalar(text, true), start);
        Ok(())
    }

    fn ends_plain_scalar(&self) -> bool {
        match self.cursor.next() {
            b':' => self.cursor.is_space(1),
            b',' | b'?' | b'[' | b']' | b'{' | b'}' => self.flow_level > 0,
            _ => false,
        }
    }

    pub(super) fn scan_flow_scalar(&mut self, is_single: bool) -> Result<(), String> {
        let start = self.cursor.mark;
        let quote = if is_single { b'\'' } else { b'"' };
        let mut text = String::new();
        self.cursor.skip();
        loop {
            if self.cursor.is_document_indicator() {
                return Err(self.error("found unexpected document indicator"));
            }
            if self.cursor.is_end() {
                return Err(self.error("found unexpected end of stream"));
            }
            let mut gap = Gap::default();
            while !self.cursor.is_space(0) {
                let next = self.cursor.next();
                if is_single && self.cursor.starts_with("''") {
                    text.push('\'');
                    self.cursor.skip();
                    self.cursor.skip();
                } else if next == quote {
                    break;
                } else if next == b'\\' && !is_single && self.cursor.is_break_at(1) {
                    self.cursor.skip();
                    self.cursor.skip_line();
                    gap.has_break = true;
                    break;
                } else if next == b'\\' && !is_single {
                    self.scan_escape(&mut text)?;
                } else {
                    self.cursor.read(&mut text);
                    let fits = |b| is_plain(b) && !matches!(b, b'\'' | b'"' | b'\\');
                    text.push_str(self.cursor.take_while(fits));
                }
            }
            if self.cursor.next() == quote {
                break;
            }
            while self.cursor.is_blank() || self.cursor.is_break() {
                self.scan_gap(&mut gap);
            }
            gap.flush(&mut text);
        }
        self.cursor.skip();
        self.push_scanned(TokenKind::Scalar(text, false), start);
        Ok(())
    }

    /// Goes past a backslash and what it stands for.
    fn scan_escape(&mut self, text: &mut String) -> Result<(), String> {
        let escaped = match self.cursor.byte(1) {
            b'0' => '\0',
            b'a' => '\x07',
            b'b' => '\x08',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\x0B',
            b'f' => '\x0C',
            b'r' => '\r',
            b'e' => '\x1B',
            b' ' => ' ',
            b'"' => '"',
            b'\'' => '\'',
            b'\\' => '\\',
            b'N' => '\u{85}',
            b'_' => '\u{A0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'x' => return self.scan_code(2, text),
            b'u' => return self.scan_code(4, text),
            b'U' => return self.scan_code(8, text),
            _ => return Err(self.error("found unknown escape character")),
        };
        text.push(escaped);
        self.cursor.skip();
        self.cursor.skip();
        Ok(())
    }

    /// Goes past a backslash, a letter and some hexadecimal digits.
    fn scan_code(&mut self, length: usize, text: &mut String) -> Result<(), String> {
        self.cursor.skip();
        self.cursor.skip();
        let mut code = 0u32;
        for ahead in 0..length {
            let Some(digit) = char::from(self.cursor.byte(ahead)).to_digit(16) else {
                return Err(self.error("did not find expected hexdecimal number"));
            };
            code = (code << 4) | digit;
        }
        let Some(character) = char::from_u32(code) else {
            return Err(self.error("found invalid Unicode character escape code"));
        };
        text.push(character);
        for _ in 0..length {
            self.cursor.skip();
        }
        Ok(())
    }

    pub(super) fn scan_block_scalar(&mut self, is_literal: bool) -> Result<(), String> {
        let start = self.cursor.mark;
        self.cursor.skip();
        let (keeps, increment) = self.scan_block_header()?;
        let mut indent = match increment {
            0 => 0,
            some => (self.indent.max(0) + some) as usize,
        };
        let (mut text, mut first_break, mut more_breaks) =
            (String::new(), String::new(), String::new());
        self.scan_block_breaks(&mut indent, &mut more_breaks)?;
        let mut was_blank = false;
        while self.cursor.mark.column == indent && !self.cursor.is_end() {
            let is_blank = self.cursor.is_blank();
            if !is_literal && !was_blank && !is_blank && first_break.starts_with('\n') {
                if more_breaks.is_empty() {
                    text.push(' ');
                }
            } else {
                text.push_str(&first_break);
            }
            first_break.clear();
            text.push_str(&more_breaks);
            more_breaks.clear();
            was_blank = is_blank;
            while !self.cursor.is_break_or_end() {
                self.cursor.read(&mut text);
                let line = self.cursor.take_while(|b| !matches!(b, b'\r' | b'\n'));
                text.push_str(line);
            }
            self.cursor.read_line(&mut first_break);
            self.scan_block_breaks(&mut indent, &mut more_breaks)?;
        }
        if keeps != Some(false) {
            text.push_str(&first_break);
        }
        if keeps == Some(true) {
            text.push_str(&more_breaks);
        }
        self.push_scanned(TokenKind::Scalar(text, false), start);
        Ok(())
    }

    /// What stands after `|` or `>`: whether the last line breaks are all kept or all dropped, and how many
    /// spaces indent the text; 0 if the text shows it.
    fn scan_block_header(&mut self) -> Result<(Option<bool>, isize), String> {
        let mut keeps = None;
        let mut increment = 0;
        for _ in 0..2 {
            match self.cursor.next() {
                sign @ (b'+' | b'-') if keeps.is_none() => keeps = Some(sign == b'+'),
                b'0' if increment == 0 => {
                    return Err(self.error("found an indentation indicator equal to 0"));
                }
                digit @ b'1'..=b'9' if increment == 0 => increment = isize::from(digit - b'0'),
                _ => break,
            }
            self.cursor.skip();
        }
        while self.cursor.is_blank() {
            self.cursor.skip();
        }
        if self.cursor.next() == b'#' {
            self.cursor.skip_to_break();
        }
        if !self.cursor.is_break_or_end() {
            return Err(self.error("did not find expected comment or line break"));
        }
        self.cursor.skip_line();
        Ok((keeps, increment))
    }

    /// Goes past the indentation and the empty lines before a line of a block. Sets the indentation if it
    /// is 0.
    fn scan_block_breaks(&mut self, indent: &mut usize, breaks: &mut String) -> Result<(), String> {
        let mut deepest = 0;
        loop {
            let is_before = |column| *indent == 0 || column < *indent;
            while is_before(self.cursor.mark.column) && self.cursor.next() == b' ' {
                self.cursor.skip();
            }
            deepest = deepest.max(self.cursor.mark.column);
            if is_before(self.cursor.mark.column) && self.cursor.next() == b'\t' {
                let problem = "found a tab character where an indentation space is expected";
                return Err(self.error(problem));
            }
            if !self.cursor.is_break() {
                break;
            }
            self.cursor.read_line(breaks);
        }
        if *indent == 0 {
            let least = (self.indent + 1).max(1) as usize;
            *indent = deepest.max(least);
        }
        Ok(())
    }
}
