//! Cuts the text of a YAML document into tokens, as yaml.v2 does: what it takes, what it refuses, and in
//! which words. Published parsers follow YAML 1.2 or a newer libyaml, and tell errors in other words.

use std::collections::VecDeque;

use super::cursor::{Cursor, Mark};
use super::token::{SimpleKey, Token, TokenKind};

/// How deep flow and block collections may be nested.
pub(super) const MAX_DEPTH: usize = 200;

/// What yaml.v2 says where nesting is too deep; its own limit is higher.
pub(super) const TOO_DEEP: &str = "exceeded max depth of 10000";

/// The state of scanning.
pub(super) struct Scanner<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) tokens: VecDeque<Token>,
    pub(super) taken: usize,
    is_started: bool,
    pub(super) indent: isize,
    indents: Vec<isize>,
    pub(super) simple_key_allowed: bool,
    pub(super) simple_keys: Vec<SimpleKey>,
    pub(super) flow_level: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            cursor: Cursor::new(text),
            tokens: VecDeque::new(),
            taken: 0,
            is_started: false,
            indent: -1,
            indents: Vec::new(),
            simple_key_allowed: true,
            simple_keys: vec![SimpleKey::default()],
            flow_level: 0,
        }
    }

    /// The token that comes next.
    pub(super) fn peek(&mut self) -> Result<&Token, String> {
        while self.needs_more()? {
            self.fetch()?;
        }
        self.tokens
            .front()
            .ok_or_else(|| self.error("did not find expected <stream-start>"))
    }

    /// Takes the token that comes next.
    pub(super) fn take(&mut self) -> Result<TokenKind, String> {
        self.peek()?;
        self.taken += 1;
        let token = self.tokens.pop_front();
        Ok(token.map_or(TokenKind::StreamEnd, |token| token.kind))
    }

    /// An error of the scanner: yaml.v2 counts lines from 1, and leaves out the first one.
    pub(super) fn error(&self, problem: &str) -> String {
        match self.cursor.mark.line {
            0 => problem.to_owned(),
            line => format!("line {}: {problem}", line + 1),
        }
    }

    fn push(&mut self, kind: TokenKind, start: Mark) {
        self.tokens.push_back(Token { kind, start });
    }

    /// Adds a token of some characters that come next.
    fn push_indicator(&mut self, kind: TokenKind, length: usize) {
        self.push(kind, self.cursor.mark);
        for _ in 0..length {
            self.cursor.skip();
        }
    }

    /// Puts a token before the one of a number; where that was taken, or without one, at the end.
    fn insert(&mut self, before: Option<usize>, token: Token) {
        let index = before.and_then(|number| number.checked_sub(self.taken));
        let end = self.tokens.len();
        self.tokens.insert(index.unwrap_or(end).min(end), token);
    }

    /// Begins a block collection at a column that is deeper than the one before.
    fn roll_indent(
        &mut self,
        column: usize,
        before: Option<usize>,
        kind: TokenKind,
        mark: Mark,
    ) -> Result<(), String> {
        if self.flow_level > 0 || self.indent >= column as isize {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = column as isize;
        if self.indents.len() > MAX_DEPTH {
            return Err(self.error(TOO_DEEP));
        }
        let token = Token { kind, start: mark };
        self.insert(before, token);
        Ok(())
    }

    /// Ends the block collections that are deeper than a column.
    fn unroll_indent(&mut self, column: isize) {
        if self.flow_level > 0 {
            return;
        }
        while self.indent > column {
            self.push(TokenKind::BlockEnd, self.cursor.mark);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    /// Scans the next token, and what has to stand before it.
    fn fetch(&mut self) -> Result<(), String> {
        if !self.is_started {
            self.is_started = true;
            self.push(TokenKind::StreamStart, self.cursor.mark);
            return Ok(());
        }
        self.skip_to_token();
        self.unroll_indent(self.cursor.mark.column as isize);
        let (next, in_flow) = (self.cursor.next(), self.flow_level > 0);
        let is_alone = self.cursor.is_space(1);
        match next {
            0 => self.fetch_stream_end(),
            b'%' if self.cursor.mark.column == 0 => {
                self.leave_blocks()?;
                self.scan_directive()
            }
            b'-' if self.cursor.is_document_indicator() => {
                self.fetch_document_indicator(TokenKind::DocumentStart)
            }
            b'.' if self.cursor.is_document_indicator() => {
                self.fetch_document_indicator(TokenKind::DocumentEnd)
            }
            b'[' => self.fetch_flow_start(TokenKind::FlowSequenceStart),
            b'{' => self.fetch_flow_start(TokenKind::FlowMappingStart),
            b']' => self.fetch_flow_end(TokenKind::FlowSequenceEnd),
            b'}' => self.fetch_flow_end(TokenKind::FlowMappingEnd),
            b',' => {
                self.remove_simple_key()?;
                self.simple_key_allowed = true;
                self.push_indicator(TokenKind::FlowEntry, 1);
                Ok(())
            }
            b'-' if is_alone => self.fetch_block_entry(),
            b'?' if in_flow || is_alone => self.fetch_key(),
            b':' if in_flow || is_alone => self.fetch_value(),
            b'*' | b'&' => {
                self.save_simple_key()?;
                self.simple_key_allowed = false;
                self.scan_anchor(next == b'*')
            }
            b'!' => {
                self.save_simple_key()?;
                self.simple_key_allowed = false;
                self.scan_tag()
            }
            b'|' | b'>' if !in_flow => {
                self.remove_simple_key()?;
                self.simple_key_allowed = true;
                self.scan_block_scalar(next == b'|')
            }
            b'\'' | b'"' => {
                self.save_simple_key()?;
                self.simple_key_allowed = false;
                self.scan_flow_scalar(next == b'\'')
            }
            _ if self.can_start_plain_scalar() => {
                self.save_simple_key()?;
                self.simple_key_allowed = false;
                self.scan_plain_scalar()
            }
            _ => Err(self.error("found character that cannot start any token")),
        }
    }

    /// Adds a token that began at a place before this one.
    pub(super) fn push_scanned(&mut self, kind: TokenKind, start: Mark) {
        self.push(kind, start);
    }

    fn can_start_plain_scalar(&self) -> bool {
        match self.cursor.next() {
            b'-' => !matches!(self.cursor.byte(1), b' ' | b'\t'),
            b'?' | b':' => self.flow_level == 0 && !self.cursor.is_space(1),
            b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\''
            | b'"' | b'%' | b'@' | b'`' => false,
            _ => !self.cursor.is_space(0),
        }
    }

    /// Goes past spaces, comments and line breaks. Tabs count as spaces only where no key can begin.
    fn skip_to_token(&mut self) {
        loop {
            // Elsewhere yaml.v2 overlooks byte-order marks at the beginning of a line.
            if self.cursor.mark.index == 0 && self.cursor.starts_with("\u{feff}") {
                self.cursor.skip();
            }
            while self.cursor.next() == b' '
                || (self.flow_level > 0 || !self.simple_key_allowed) && self.cursor.next() == b'\t'
            {
                self.cursor.skip();
            }
            if self.cursor.next() == b'#' {
                self.cursor.skip_to_break();
            }
            if !self.cursor.is_break() {
                return;
            }
            self.cursor.skip_line();
            if self.flow_level == 0 {
                self.simple_key_allowed = true;
            }
        }
    }

    /// Ends all block collections; no key can begin here.
    fn leave_blocks(&mut self) -> Result<(), String> {
        self.unroll_indent(-1);
        self.remove_simple_key()?;
        self.simple_key_allowed = false;
        Ok(())
    }

    fn fetch_stream_end(&mut self) -> Result<(), String> {
        if self.cursor.mark.column != 0 {
            self.cursor.mark.column = 0;
            self.cursor.mark.line += 1;
        }
        self.leave_blocks()?;
        self.push(TokenKind::StreamEnd, self.cursor.mark);
        Ok(())
    }

    fn fetch_document_indicator(&mut self, kind: TokenKind) -> Result<(), String> {
        self.leave_blocks()?;
        self.push_indicator(kind, 3);
        Ok(())
    }

    fn fetch_flow_start(&mut self, kind: TokenKind) -> Result<(), String> {
        self.save_simple_key()?;
        self.simple_keys.push(SimpleKey {
            token: self.taken + self.tokens.len(),
            ..SimpleKey::default()
        });
        self.flow_level += 1;
        if self.flow_level > MAX_DEPTH {
            return Err(self.error(TOO_DEEP));
        }
        self.simple_key_allowed = true;
        self.push_indicator(kind, 1);
        Ok(())
    }

    fn fetch_flow_end(&mut self, kind: TokenKind) -> Result<(), String> {
        self.remove_simple_key()?;
        if self.flow_level > 0 {
            self.flow_level -= 1;
            // As yaml.v2 does: a key that an empty collection begins gives its token away before its time.
            if let Some(inner) = self.simple_keys.pop() {
                for key in &mut self.simple_keys {
                    key.holds &= key.token != inner.token;
                }
            }
        }
        self.simple_key_allowed = false;
        self.push_indicator(kind, 1);
        Ok(())
    }

    fn fetch_block_entry(&mut self) -> Result<(), String> {
        self.begin_block(
            TokenKind::BlockSequenceStart,
            "block sequence entries are not allowed in this context",
        )?;
        self.remove_simple_key()?;
        self.simple_key_allowed = true;
        self.push_indicator(TokenKind::BlockEntry, 1);
        Ok(())
    }

    fn fetch_key(&mut self) -> Result<(), String> {
        self.begin_block(
            TokenKind::BlockMappingStart,
            "mapping keys are not allowed in this context",
        )?;
        self.remove_simple_key()?;
        self.simple_key_allowed = self.flow_level == 0;
        self.push_indicator(TokenKind::Key, 1);
        Ok(())
    }

    fn fetch_value(&mut self) -> Result<(), String> {
        let last = self.simple_keys.len().saturating_sub(1);
        if self.is_key_valid(last)? {
            let SimpleKey { token, mark, .. } = self.simple_keys[last];
            let kind = TokenKind::Key;
            self.insert(Some(token), Token { kind, start: mark });
            let kind = TokenKind::BlockMappingStart;
            self.roll_indent(mark.column, Some(token), kind, mark)?;
            self.simple_keys[last].is_possible = false;
            self.simple_key_allowed = false;
        } else {
            self.begin_block(
                TokenKind::BlockMappingStart,
                "mapping values are not allowed in this context",
            )?;
            self.simple_key_allowed = self.flow_level == 0;
        }
        self.push_indicator(TokenKind::Value, 1);
        Ok(())
    }

    /// Begins a block collection here, outside of flow collections, where one may begin.
    fn begin_block(&mut self, kind: TokenKind, problem: &str) -> Result<(), String> {
        if self.flow_level > 0 {
            return Ok(());
        }
        if !self.simple_key_allowed {
            return Err(self.error(problem));
        }
        let mark = self.cursor.mark;
        self.roll_indent(mark.column, None, kind, mark)
    }
}
