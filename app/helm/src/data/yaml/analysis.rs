//! What a text is like, which decides in which style the emitter can write it.

use super::resolve::{Scalar, is_base_60, resolve};

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
}

/// In which styles a text can be written.
#[derive(Debug)]
pub(super) struct Analysis {
    is_multiline: bool,
    plain: bool,
    single_quoted: bool,
    block: bool,
}

impl Analysis {
    /// Looks at a text as yaml.v2's emitter does.
    pub(super) fn of(text: &str) -> Self {
        let (mut indicators, mut breaks, mut special) = (false, false, false);
        let (mut space_first, mut space_last) = (false, false);
        let (mut break_first, mut break_last) = (false, false);
        let (mut break_space, mut space_break) = (false, false);
        let (mut after_space, mut after_break, mut after_blank) = (false, false, true);
        if text.is_empty() {
            return Self {
                is_multiline: false,
                plain: true,
                single_quoted: true,
                block: false,
            };
        }
        if text.starts_with("---") || text.starts_with("...") {
            indicators = true;
        }
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next);
            let before_blank = next.is_none_or(|next| matches!(next, ' ' | '\t'));
            let (is_first, is_last) = (at == 0, next.is_none());
            indicators |= match character {
                '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"'
                | '%' | '@' | '`'
                    if is_first =>
                {
                    true
                }
                '?' | '-' if is_first => before_blank,
                ':' => before_blank,
                '#' => after_blank,
                _ => false,
            };
            special |= !is_printable(character);
            let (is_space, is_break) = (character == ' ', is_break(character));
            if is_space {
                space_first |= is_first;
                space_last |= is_last;
                break_space |= after_break;
            } else if is_break {
                breaks = true;
                break_first |= is_first;
                break_last |= is_last;
                space_break |= after_space;
            }
            after_space = is_space;
            after_break = is_break;
            after_blank = matches!(character, ' ' | '\t' | '\0') || is_break;
        }
        let has_edge = space_first || space_last || break_first || break_last;
        let needs_escapes = space_break || special;
        Self {
            is_multiline: breaks,
            plain: !(has_edge || break_space || needs_escapes || breaks || indicators),
            single_quoted: !(break_space || needs_escapes),
            block: !(space_last || needs_escapes),
        }
    }

    /// Whether a key of this text can do without `? `.
    pub(super) fn fits_simple_key(&self, text: &str) -> bool {
        !self.is_multiline && text.len() <= 128
    }

    /// The style in which a text is written, as a key without `? ` or elsewhere.
    pub(super) fn style(&self, text: &str, is_simple_key: bool) -> Style {
        let mut style = if text.contains('\n') {
            Style::Literal
        } else if resolve(text) == Scalar::Text && !is_base_60(text) {
            Style::Plain
        } else {
            Style::DoubleQuoted
        };
        if is_simple_key && self.is_multiline {
            style = Style::DoubleQuoted;
        }
        if style == Style::Plain && !self.plain {
            style = Style::SingleQuoted;
        }
        if style == Style::SingleQuoted && !self.single_quoted {
            style = Style::DoubleQuoted;
        }
        if style == Style::Literal && (!self.block || is_simple_key) {
            style = Style::DoubleQuoted;
        }
        style
    }
}

/// Whether the emitter takes a character as a line break.
pub(super) fn is_break(character: char) -> bool {
    matches!(character, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character needs no escape.
pub(super) fn is_printable(character: char) -> bool {
    matches!(
        character,
        '\n' | ' '..='~' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFFD}'
    )
}
