//! Parts a template's text into tokens, as Go 1.19 does: the same tokens, the same errors. It works on
//! bytes, because templates need not be UTF-8.

mod words;

use std::borrow::Cow;
use std::collections::VecDeque;

use super::token::{Token, TokenKind};
use crate::format::is_print;

const LEFT: &[u8] = b"{{";
const RIGHT: &[u8] = b"}}";
const LEFT_COMMENT: &[u8] = b"/*";
const RIGHT_COMMENT: &[u8] = b"*/";
/// A trim marker is a minus and a space.
const MARKER: usize = 2;

/// What the lexer reads next.
#[derive(Clone, Copy)]
enum State {
    Text,
    LeftDelimiter,
    InsideAction,
    RightDelimiter,
    Done,
}

/// Gives the tokens one by one.
pub(super) struct Lexer<'t> {
    input: &'t [u8],
    at: usize,
    start: usize,
    line: usize,
    /// Up to where lines were counted.
    counted: usize,
    parens: usize,
    state: State,
    tokens: VecDeque<Token<'t>>,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn has_left_marker(text: &[u8]) -> bool {
    matches!(text, [b'-', space, ..] if is_space(*space))
}

fn has_right_marker(text: &[u8]) -> bool {
    matches!(text, [space, b'-', ..] if is_space(*space))
}

fn spaces_at_start(text: &[u8]) -> usize {
    text.iter().take_while(|byte| is_space(**byte)).count()
}

fn spaces_at_end(text: &[u8]) -> usize {
    text.iter()
        .rev()
        .take_while(|byte| is_space(**byte))
        .count()
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, part)
}

impl<'t> Lexer<'t> {
    pub(super) fn new(input: &'t [u8]) -> Self {
        Self {
            input,
            at: 0,
            start: 0,
            line: 1,
            counted: 0,
            parens: 0,
            state: State::Text,
            tokens: VecDeque::new(),
        }
    }

    /// The next token; errors without a text once the end was given.
    pub(super) fn next(&mut self) -> Token<'t> {
        loop {
            if let Some(token) = self.tokens.pop_front() {
                return token;
            }
            self.state = match self.state {
                State::Text => self.text(),
                State::LeftDelimiter => self.left_delimiter(),
                State::InsideAction => self.inside_action(),
                State::RightDelimiter => self.right_delimiter(),
                State::Done => self.error(""),
            };
        }
    }

    fn rest(&self) -> &'t [u8] {
        &self.input[self.at..]
    }

    fn emit(&mut self, kind: TokenKind) {
        let text = Cow::Borrowed(&self.input[self.start..self.at]);
        self.push(kind, text);
        self.start = self.at;
    }

    fn push(&mut self, kind: TokenKind, text: Cow<'t, [u8]>) {
        let passed = &self.input[self.counted..self.start];
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.counted = self.start;
        let (at, line) = (self.start, self.line);
        self.tokens.push_back(Token {
            kind,
            at,
            line,
            text,
        });
    }

    fn error(&mut self, message: impl Into<Vec<u8>>) -> State {
        self.push(TokenKind::Error, Cow::Owned(message.into()));
        State::Done
    }

    fn text(&mut self) -> State {
        let Some(found) = find(self.rest(), LEFT) else {
            self.at = self.input.len();
            if self.at > self.start {
                self.emit(TokenKind::Text);
            }
            self.emit(TokenKind::End);
            return State::Done;
        };
        self.at += found;
        let trimmed = if has_left_marker(&self.rest()[LEFT.len()..]) {
            spaces_at_end(&self.input[self.start..self.at])
        } else {
            0
        };
        self.at -= trimmed;
        if self.at > self.start {
            self.emit(TokenKind::Text);
        }
        self.at += trimmed;
        self.start = self.at;
        State::LeftDelimiter
    }

    /// Whether an action ends here, and whether it trims what follows.
    fn at_right_delimiter(&self) -> Option<bool> {
        let rest = self.rest();
        if has_right_marker(rest) && rest[MARKER..].starts_with(RIGHT) {
            return Some(true);
        }
        rest.starts_with(RIGHT).then_some(false)
    }

    fn left_delimiter(&mut self) -> State {
        self.at += LEFT.len();
        let marker = if has_left_marker(self.rest()) {
            MARKER
        } else {
            0
        };
        if self.rest()[marker..].starts_with(LEFT_COMMENT) {
            self.at += marker;
            self.start = self.at;
            return self.comment();
        }
        self.emit(TokenKind::LeftDelimiter);
        self.at += marker;
        self.start = self.at;
        self.parens = 0;
        State::InsideAction
    }

    fn comment(&mut self) -> State {
        self.at += LEFT_COMMENT.len();
        let Some(end) = find(self.rest(), RIGHT_COMMENT) else {
            return self.error("unclosed comment");
        };
        self.at += end + RIGHT_COMMENT.len();
        let Some(trims) = self.at_right_delimiter() else {
            return self.error("comment ends before closing delimiter");
        };
        self.at += RIGHT.len();
        if trims {
            self.at += MARKER;
            self.at += spaces_at_start(self.rest());
        }
        self.start = self.at;
        State::Text
    }

    fn right_delimiter(&mut self) -> State {
        let trims = has_right_marker(self.rest());
        if trims {
            self.at += MARKER;
            self.start = self.at;
        }
        self.at += RIGHT.len();
        self.emit(TokenKind::RightDelimiter);
        if trims {
            self.at += spaces_at_start(self.rest());
            self.start = self.at;
        }
        State::Text
    }

    /// The character at a place and its length in bytes; U+FFFD for a byte that is no UTF-8.
    fn peek(&self) -> Option<(char, usize)> {
        let rest = self.rest();
        let first = *rest.first()?;
        if first.is_ascii() {
            return Some((char::from(first), 1));
        }
        let chunk = rest[..rest.len().min(4)].utf8_chunks().next()?;
        Some(match chunk.valid().chars().next() {
            Some(character) => (character, character.len_utf8()),
            None => (char::REPLACEMENT_CHARACTER, 1),
        })
    }

    fn next_char(&mut self) -> Option<char> {
        let (character, length) = self.peek()?;
        self.at += length;
        Some(character)
    }

    fn inside_action(&mut self) -> State {
        if self.at_right_delimiter().is_some() {
            if self.parens == 0 {
                return State::RightDelimiter;
            }
            return self.error("unclosed left paren");
        }
        let Some((character, length)) = self.peek() else {
            return self.error("unclosed action");
        };
        let before = self.at;
        self.at += length;
        match character {
            ' ' | '\t' | '\r' | '\n' => {
                self.at = before;
                return self.space();
            }
            '=' => self.emit(TokenKind::Assign),
            ':' => {
                if self.next_char() != Some('=') {
                    return self.error("expected :=");
                }
                self.emit(TokenKind::Declare);
            }
            '|' => self.emit(TokenKind::Pipe),
            '"' => return self.quoted('"', TokenKind::Quoted, "unterminated quoted string"),
            '\'' => {
                let kind = TokenKind::CharConstant;
                return self.quoted('\'', kind, "unterminated character constant");
            }
            '`' => return self.raw(),
            '$' => return self.field_or_variable(TokenKind::Variable),
            '.' if !self.rest().first().is_some_and(u8::is_ascii_digit)
                && self.at < self.input.len() =>
            {
                return self.field_or_variable(TokenKind::Field);
            }
            '.' | '+' | '-' | '0'..='9' => {
                self.at = before;
                return self.number();
            }
            _ if is_alphanumeric(character) => {
                self.at = before;
                return self.identifier();
            }
            '(' => {
                self.emit(TokenKind::LeftParen);
                self.parens += 1;
            }
            ')' => {
                self.emit(TokenKind::RightParen);
                let Some(parens) = self.parens.checked_sub(1) else {
                    return self.error("unexpected right paren U+0029 ')'");
                };
                self.parens = parens;
            }
            _ if character.is_ascii() && is_print(character) => self.emit(TokenKind::Char),
            _ => {
                let named = code_point(character);
                return self.error(format!("unrecognized character in action: {named}"));
            }
        }
        State::InsideAction
    }

    fn space(&mut self) -> State {
        let spaces = spaces_at_start(self.rest());
        self.at += spaces;
        // A minus after the last space may belong to a delimiter that trims.
        let last = &self.input[self.at - 1..];
        if has_right_marker(last) && last[MARKER..].starts_with(RIGHT) {
            self.at -= 1;
            if spaces == 1 {
                return State::RightDelimiter;
            }
        }
        self.emit(TokenKind::Space);
        State::InsideAction
    }
}

fn is_alphanumeric(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

/// Go's `%#U`: the number of a character, and itself if it is printable.
fn code_point(character: char) -> String {
    let number = u32::from(character);
    if is_print(character) {
        format!("U+{number:04X} '{character}'")
    } else {
        format!("U+{number:04X}")
    }
}
