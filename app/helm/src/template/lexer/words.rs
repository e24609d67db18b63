//! What stands in actions: words, fields, variables, texts and numbers.

use super::{Lexer, State, code_point, find, is_alphanumeric};
use crate::template::token::{Keyword, TokenKind};

impl Lexer<'_> {
    /// Whether what stands here may follow a word.
    fn at_terminator(&self) -> bool {
        match self.peek() {
            None => true,
            Some((character, _)) => {
                matches!(
                    character,
                    ' ' | '\t' | '\r' | '\n' | '.' | ',' | '|' | ':' | ')' | '('
                ) || self.rest().starts_with(b"}}")
            }
        }
    }

    fn bad_character(&mut self) -> State {
        let named = self.peek().map(|(character, _)| code_point(character));
        self.error(format!("bad character {}", named.unwrap_or_default()))
    }

    fn word(&mut self) {
        while let Some((character, length)) = self.peek()
            && is_alphanumeric(character)
        {
            self.at += length;
        }
    }

    pub(super) fn identifier(&mut self) -> State {
        self.word();
        if !self.at_terminator() {
            return self.bad_character();
        }
        let kind = match &self.input[self.start..self.at] {
            b"true" | b"false" => TokenKind::Bool,
            word => match Keyword::of(word) {
                Some(keyword) => TokenKind::Keyword(keyword),
                None => TokenKind::Identifier,
            },
        };
        self.emit(kind);
        State::InsideAction
    }

    pub(super) fn field_or_variable(&mut self, kind: TokenKind) -> State {
        if self.at_terminator() {
            self.emit(if kind == TokenKind::Variable {
                kind
            } else {
                TokenKind::Keyword(Keyword::Dot)
            });
            return State::InsideAction;
        }
        self.word();
        if !self.at_terminator() {
            return self.bad_character();
        }
        self.emit(kind);
        State::InsideAction
    }

    pub(super) fn quoted(&mut self, quote: char, kind: TokenKind, unterminated: &str) -> State {
        loop {
            match self.next_char() {
                Some('\\') if !matches!(self.next_char(), None | Some('\n')) => {}
                None | Some('\n' | '\\') => return self.error(unterminated),
                Some(character) if character == quote => break,
                Some(_) => {}
            }
        }
        self.emit(kind);
        State::InsideAction
    }

    pub(super) fn raw(&mut self) -> State {
        match find(self.rest(), b"`") {
            Some(length) => self.at += length + 1,
            None => return self.error("unterminated raw quoted string"),
        }
        self.emit(TokenKind::RawText);
        State::InsideAction
    }

    pub(super) fn number(&mut self) -> State {
        let mut kind = TokenKind::Number;
        let mut good = self.scan_number();
        if good && matches!(self.rest().first(), Some(b'+' | b'-')) {
            // A complex number: 1+2i.
            kind = TokenKind::Complex;
            good = self.scan_number() && self.input[self.at - 1] == b'i';
        }
        if !good {
            let text = crate::format::quote(&self.input[self.start..self.at]);
            return self.error([b"bad number syntax: ", &*text].concat());
        }
        self.emit(kind);
        State::InsideAction
    }

    fn accept(&mut self, bytes: &[u8]) -> bool {
        let accepted = self.rest().first().is_some_and(|byte| bytes.contains(byte));
        self.at += usize::from(accepted);
        accepted
    }

    fn accept_all(&mut self, bytes: &[u8]) {
        while self.accept(bytes) {}
    }

    fn scan_number(&mut self) -> bool {
        const DECIMAL: &[u8] = b"0123456789_";
        const HEXADECIMAL: &[u8] = b"0123456789abcdefABCDEF_";
        self.accept(b"+-");
        let mut digits = DECIMAL;
        if self.accept(b"0") {
            if self.accept(b"xX") {
                digits = HEXADECIMAL;
            } else if self.accept(b"oO") {
                digits = b"01234567_";
            } else if self.accept(b"bB") {
                digits = b"01_";
            }
        }
        self.accept_all(digits);
        if self.accept(b".") {
            self.accept_all(digits);
        }
        let exponent: &[u8] = match digits.len() {
            11 => b"eE",
            23 => b"pP",
            _ => b"",
        };
        if self.accept(exponent) {
            self.accept(b"+-");
            self.accept_all(DECIMAL);
        }
        self.accept(b"i");
        match self.peek() {
            Some((character, length)) if is_alphanumeric(character) => {
                self.at += length;
                false
            }
            _ => true,
        }
    }
}
