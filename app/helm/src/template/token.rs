//! What a template's text is made of, before it is parsed.

use crate::format::printf;
use crate::value::Value;

/// What a token is. The order of the keywords at the end does not matter; that they are keywords does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Something is wrong; the token's text says what.
    Error,
    Bool,
    /// A character that has no meaning of its own, such as a comma.
    Char,
    CharConstant,
    Complex,
    Assign,
    Declare,
    End,
    Field,
    Identifier,
    LeftDelimiter,
    LeftParen,
    Number,
    Pipe,
    RawText,
    RightDelimiter,
    RightParen,
    Space,
    Quoted,
    /// Text outside of actions.
    Text,
    Variable,
    Keyword(Keyword),
}

/// The words of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Block,
    Break,
    Continue,
    Dot,
    Define,
    Else,
    End,
    If,
    Nil,
    Range,
    Template,
    With,
}

impl Keyword {
    /// The keyword of a word, if it is one.
    pub(super) fn of(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"block" => Keyword::Block,
            b"break" => Keyword::Break,
            b"continue" => Keyword::Continue,
            b"define" => Keyword::Define,
            b"else" => Keyword::Else,
            b"end" => Keyword::End,
            b"if" => Keyword::If,
            b"nil" => Keyword::Nil,
            b"range" => Keyword::Range,
            b"template" => Keyword::Template,
            b"with" => Keyword::With,
            _ => return None,
        })
    }
}

/// A token: its kind, its text, and where it starts.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    pub(super) at: usize,
    pub(super) line: usize,
    pub(super) text: std::borrow::Cow<'t, [u8]>,
}

impl Token<'_> {
    /// What error messages call it.
    pub(super) fn described(&self) -> Vec<u8> {
        match self.kind {
            TokenKind::End => b"EOF".to_vec(),
            TokenKind::Error => self.text.to_vec(),
            TokenKind::Keyword(_) => [b"<", &*self.text, b">"].concat(),
            _ if self.text.len() > 10 => printf(b"%.10q...", &[Value::text(&*self.text)]),
            _ => printf(b"%q", &[Value::text(&*self.text)]),
        }
    }
}
