//! Writes values as YAML, byte for byte as yaml.v2's emitter.

use super::analysis::{Analysis, Style, is_break, is_printable};
use super::key_order::sort_keys;
use super::tree::Tree;

/// The column after which texts are folded.
const WIDTH: usize = 80;

/// How far a block is indented.
const INDENT: usize = 2;

/// Writes a value as a document, without `---` before it.
pub(super) fn emit(value: &Tree) -> String {
    let mut emitter = Emitter {
        out: String::new(),
        column: 0,
        is_after_space: true,
        is_at_indent: true,
    };
    emitter.node(value, None, false);
    emitter.write_indent(0);
    emitter.out
}

struct Emitter {
    out: String,
    column: usize,
    /// The last thing was white space, so that none is needed before the next.
    is_after_space: bool,
    /// Only indentation and indicators stand in this line so far.
    is_at_indent: bool,
}

impl Emitter {
    fn put(&mut self, character: char) {
        self.out.push(character);
        self.column += 1;
    }

    fn break_line(&mut self, character: char) {
        self.out.push(character);
        self.column = 0;
    }

    fn put_all(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.len();
    }

    fn write_indent(&mut self, indent: usize) {
        let is_past = self.column == indent && !self.is_after_space;
        if !self.is_at_indent || self.column > indent || is_past {
            self.break_line('\n');
        }
        while self.column < indent {
            self.put(' ');
        }
        self.is_after_space = true;
        self.is_at_indent = true;
    }

    fn write_indicator(&mut self, text: &str, needs_space: bool, keeps_indent: bool) {
        if needs_space && !self.is_after_space {
            self.put(' ');
        }
        self.put_all(text);
        self.is_after_space = false;
        self.is_at_indent &= keeps_indent;
    }

    /// Writes a node below one that is indented so far, or at the root.
    fn node(&mut self, value: &Tree, indent: Option<usize>, in_mapping: bool) {
        match value {
            Tree::Scalar(text) => self.plain(text),
            Tree::Text(text) => {
                let indent = indent.map_or(INDENT, |indent| indent + INDENT);
                let style = Analysis::of(text).style(text, false);
                self.text(text, style, indent, true);
            }
            Tree::List(items) if items.is_empty() => self.write_indicator("[]", true, false),
            Tree::Map(entries) if entries.is_empty() => self.write_indicator("{}", true, false),
            Tree::List(items) => {
                let stays = in_mapping && !self.is_at_indent;
                let inner = match indent {
                    None => 0,
                    Some(indent) if stays => indent,
                    Some(indent) => indent + INDENT,
                };
                for item in items {
                    self.write_indent(inner);
                    self.write_indicator("-", true, true);
                    self.node(item, Some(inner), false);
                }
            }
            Tree::Map(entries) => {
                let inner = indent.map_or(0, |indent| indent + INDENT);
                let keys = entries.iter().map(|(key, _)| key.as_ref());
                for index in sort_keys(&keys.collect::<Vec<_>>()) {
                    let (key, value) = &entries[index];
                    self.entry(key, value, inner);
                }
            }
        }
    }

    fn entry(&mut self, key: &str, value: &Tree, indent: usize) {
        self.write_indent(indent);
        let analysis = Analysis::of(key);
        if analysis.fits_simple_key(key) {
            let style = analysis.style(key, true);
            self.text(key, style, indent + INDENT, false);
            self.write_indicator(":", false, false);
        } else {
            self.write_indicator("?", true, true);
            let style = analysis.style(key, false);
            self.text(key, style, indent + INDENT, true);
            self.write_indent(indent);
            self.write_indicator(":", true, true);
        }
        self.node(value, Some(indent), true);
    }

    /// Writes a text in a style. Its further lines are indented so far.
    fn text(&mut self, text: &str, style: Style, indent: usize, can_fold: bool) {
        match style {
            Style::Plain => self.folded(text, indent, can_fold, false),
            Style::SingleQuoted => {
                self.write_indicator("'", true, false);
                self.folded(text, indent, can_fold, true);
                self.write_indicator("'", false, false);
            }
            Style::DoubleQuoted => {
                self.write_indicator("\"", true, false);
                self.double_quoted(text, indent, can_fold);
                self.write_indicator("\"", false, false);
            }
            Style::Literal => return self.literal(text, indent),
        }
        self.is_after_space = false;
        self.is_at_indent = false;
    }

    /// A scalar that needs no quotes and never folds, such as a number.
    fn plain(&mut self, text: &str) {
        if !self.is_after_space {
            self.put(' ');
        }
        self.put_all(text);
        self.is_after_space = false;
        self.is_at_indent = false;
    }

    fn folded(&mut self, text: &str, indent: usize, can_fold: bool, is_quoted: bool) {
        if !is_quoted && !self.is_after_space {
            self.put(' ');
        }
        let (mut spaces, mut breaks) = (false, false);
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next);
            if character == ' ' {
                let is_inside = !is_quoted || at > 0 && next.is_some();
                let is_one = !spaces && next != Some(' ');
                match can_fold && is_one && is_inside && self.column > WIDTH {
                    true => self.write_indent(indent),
                    false => self.put(' '),
                }
                spaces = true;
            } else if is_break(character) {
                if !breaks && character == '\n' {
                    self.break_line('\n');
                }
                self.break_line(character);
                self.is_at_indent = true;
                breaks = true;
            } else {
                if breaks {
                    self.write_indent(indent);
                }
                if is_quoted && character == '\'' {
                    self.put('\'');
                }
                self.put(character);
                self.is_at_indent = false;
                spaces = false;
                breaks = false;
            }
        }
    }

    fn double_quoted(&mut self, text: &str, indent: usize, can_fold: bool) {
        let mut spaces = false;
        // yaml.v2 looks for a byte-order mark always at the beginning of the text, and escapes all after it.
        let has_mark = text.starts_with('\u{FEFF}');
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next);
            let is_bare = is_printable(character)
                && !is_break(character)
                && !matches!(character, '"' | '\\')
                && !has_mark;
            if !is_bare {
                self.escape(character);
                spaces = false;
            } else if character == ' ' {
                let is_inside = at > 0 && next.is_some();
                if can_fold && !spaces && is_inside && self.column > WIDTH {
                    self.write_indent(indent);
                    if next == Some(' ') {
                        self.put('\\');
                    }
                } else {
                    self.put(' ');
                }
                spaces = true;
            } else {
                self.put(character);
                spaces = false;
            }
        }
    }

    fn escape(&mut self, character: char) {
        let code = u32::from(character);
        let short = match character {
            '\0' => '0',
            '\x07' => 'a',
            '\x08' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\x0B' => 'v',
            '\x0C' => 'f',
            '\r' => 'r',
            '\x1B' => 'e',
            '"' => '"',
            '\\' => '\\',
            '\u{85}' => 'N',
            '\u{A0}' => '_',
            '\u{2028}' => 'L',
            '\u{2029}' => 'P',
            _ => {
                let escaped = match code {
                    0..=0xFF => format!("\\x{code:02X}"),
                    0x100..=0xFFFF => format!("\\u{code:04X}"),
                    _ => format!("\\U{code:08X}"),
                };
                return self.put_all(&escaped);
            }
        };
        self.put('\\');
        self.put(short);
    }

    fn literal(&mut self, text: &str, indent: usize) {
        self.write_indicator("|", true, false);
        if text.starts_with(|first| first == ' ' || is_break(first)) {
            self.put_all(&INDENT.to_string());
        }
        let mut last = text.chars().rev();
        let (last, before) = (last.next(), last.next());
        let is_line_end = |character: Option<char>| character.is_some_and(is_break);
        if !is_line_end(last) {
            self.put('-');
        } else if before.is_none() || is_line_end(before) {
            self.put('+');
        }
        self.break_line('\n');
        self.is_at_indent = true;
        self.is_after_space = true;
        let mut breaks = true;
        for character in text.chars() {
            if is_break(character) {
                self.break_line(character);
                self.is_at_indent = true;
                breaks = true;
            } else {
                if breaks {
                    self.write_indent(indent);
                }
                self.put(character);
                self.is_at_indent = false;
                breaks = false;
            }
        }
    }
}
