//! Scanning of directives, anchors, aliases and tags.

use super::scanner::Scanner;
use super::token::TokenKind;

impl Scanner<'_> {
    pub(super) fn scan_directive(&mut self) -> Result<(), String> {
        let start = self.cursor.mark;
        self.cursor.skip();
        let name = self.read_word();
        if name.is_empty() {
            return Err(self.error("could not find expected directive name"));
        }
        if !self.cursor.is_space(0) {
            return Err(self.error("found unexpected non-alphabetical character"));
        }
        let kind = match name.as_str() {
            "YAML" => self.scan_version()?,
            "TAG" => self.scan_tag_directive()?,
            _ => return Err(self.error("found unknown directive name")),
        };
        self.skip_blanks();
        if self.cursor.next() == b'#' {
            self.cursor.skip_to_break();
        }
        if !self.cursor.is_break_or_end() {
            return Err(self.error("did not find expected comment or line break"));
        }
        self.cursor.skip_line();
        self.push_scanned(kind, start);
        Ok(())
    }

    /// Letters, digits, `_` and `-`.
    fn read_word(&mut self) -> String {
        let mut word = String::new();
        while matches!(self.cursor.next(), b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-') {
            self.cursor.read(&mut word);
        }
        word
    }

    fn skip_blanks(&mut self) {
        while self.cursor.is_blank() {
            self.cursor.skip();
        }
    }

    fn scan_version(&mut self) -> Result<TokenKind, String> {
        self.skip_blanks();
        let major = self.scan_version_number()?;
        if self.cursor.next() != b'.' {
            return Err(self.error("did not find expected digit or '.' character"));
        }
        self.cursor.skip();
        let minor = self.scan_version_number()?;
        Ok(TokenKind::Version(major, minor))
    }

    fn scan_version_number(&mut self) -> Result<u32, String> {
        let mut digits = String::new();
        while self.cursor.next().is_ascii_digit() {
            self.cursor.read(&mut digits);
            if digits.len() > 9 {
                return Err(self.error("found extremely long version number"));
            }
        }
        let number = digits.parse();
        number.map_err(|_| self.error("did not find expected version number"))
    }

    fn scan_tag_directive(&mut self) -> Result<TokenKind, String> {
        self.skip_blanks();
        let handle = self.scan_tag_handle()?;
        if handle != "!" && !handle.ends_with('!') {
            return Err(self.error("did not find expected '!'"));
        }
        if !self.cursor.is_blank() {
            return Err(self.error("did not find expected whitespace"));
        }
        self.skip_blanks();
        let prefix = self.scan_tag_uri(String::new())?;
        if !self.cursor.is_space(0) {
            return Err(self.error("did not find expected whitespace or line break"));
        }
        Ok(TokenKind::TagDirective(handle, prefix))
    }

    pub(super) fn scan_anchor(&mut self, is_alias: bool) -> Result<(), String> {
        let start = self.cursor.mark;
        self.cursor.skip();
        let name = self.read_word();
        let follows = matches!(
            self.cursor.next(),
            b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`'
        );
        if name.is_empty() || !follows && !self.cursor.is_space(0) {
            let problem = "did not find expected alphabetic or numeric character";
            return Err(self.error(problem));
        }
        let kind = match is_alias {
            true => TokenKind::Alias(name),
            false => TokenKind::Anchor(name),
        };
        self.push_scanned(kind, start);
        Ok(())
    }

    pub(super) fn scan_tag(&mut self) -> Result<(), String> {
        let start = self.cursor.mark;
        let (mut handle, mut suffix);
        if self.cursor.byte(1) == b'<' {
            self.cursor.skip();
            self.cursor.skip();
            handle = String::new();
            suffix = self.scan_tag_uri(String::new())?;
            if self.cursor.next() != b'>' {
                return Err(self.error("did not find the expected '>'"));
            }
            self.cursor.skip();
        } else {
            handle = self.scan_tag_handle()?;
            if handle.len() > 1 && handle.ends_with('!') {
                suffix = self.scan_tag_uri(String::new())?;
            } else {
                suffix = self.scan_tag_uri(handle)?;
                handle = "!".to_owned();
                if suffix.is_empty() {
                    std::mem::swap(&mut handle, &mut suffix);
                }
            }
        }
        if !self.cursor.is_space(0) {
            return Err(self.error("did not find expected whitespace or line break"));
        }
        self.push_scanned(TokenKind::Tag(handle, suffix), start);
        Ok(())
    }

    /// `!`, `!!` or `!name!`; or the beginning of a suffix.
    fn scan_tag_handle(&mut self) -> Result<String, String> {
        if self.cursor.next() != b'!' {
            return Err(self.error("did not find expected '!'"));
        }
        let mut handle = String::new();
        self.cursor.read(&mut handle);
        handle.push_str(&self.read_word());
        if self.cursor.next() == b'!' {
            self.cursor.read(&mut handle);
        }
        Ok(handle)
    }

    /// The rest of a tag, after its head, whose first character is dropped.
    fn scan_tag_uri(&mut self, head: String) -> Result<String, String> {
        let mut uri = head.get(1..).unwrap_or_default().to_owned();
        let begin = self.cursor.mark.index;
        loop {
            match self.cursor.next() {
                b'0'..=b'9'
                | b'A'..=b'Z'
                | b'a'..=b'z'
                | b'_'
                | b'-'
                | b';'
                | b'/'
                | b'?'
                | b':'
                | b'@'
                | b'&'
                | b'='
                | b'+'
                | b'$'
                | b'.'
                | b'!'
                | b'~'
                | b'*'
                | b'\''
                | b'('
                | b')'
                | b','
                | b'['
                | b']' => self.cursor.read(&mut uri),
                b'%' => self.scan_uri_escape(&mut uri)?,
                _ => break,
            }
        }
        if head.is_empty() && self.cursor.mark.index == begin {
            return Err(self.error("did not find expected tag URI"));
        }
        Ok(uri)
    }

    /// One character as `%` and two hexadecimal digits for each of its bytes.
    fn scan_uri_escape(&mut self, uri: &mut String) -> Result<(), String> {
        let mut bytes = Vec::new();
        loop {
            let digit = |ahead| char::from(self.cursor.byte(ahead)).to_digit(16);
            let (b'%', Some(high), Some(low)) = (self.cursor.next(), digit(1), digit(2)) else {
                return Err(self.error("did not find URI escaped octet"));
            };
            bytes.push((high << 4 | low) as u8);
            for _ in 0..3 {
                self.cursor.skip();
            }
            match std::str::from_utf8(&bytes) {
                Ok(text) => {
                    uri.push_str(text);
                    return Ok(());
                }
                Err(error) if error.error_len().is_none() => {}
                Err(_) if bytes.len() == 1 => {
                    return Err(self.error("found an incorrect leading UTF-8 octet"));
                }
                Err(_) => return Err(self.error("found an incorrect trailing UTF-8 octet")),
            }
        }
    }
}
