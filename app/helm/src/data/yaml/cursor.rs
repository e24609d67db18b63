//! A place in the text of a YAML document, and what stands there.

/// A place in the text. Lines and columns count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// How many characters stand before it.
    pub(super) index: usize,
    /// How many lines stand before it.
    pub(super) line: usize,
    /// How many characters stand before it in its line.
    pub(super) column: usize,
}

/// Walks through a text that has no control characters: the byte 0 stands for its end.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    /// Where it is.
    pub(super) mark: Mark,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mark = Mark::default();
        Self { text, at: 0, mark }
    }

    /// The byte some bytes ahead; 0 after the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        let byte = self.text.as_bytes().get(self.at + ahead);
        byte.copied().unwrap_or(0)
    }

    /// The byte that comes next.
    pub(super) fn next(&self) -> u8 {
        self.byte(0)
    }

    /// Whether these bytes come next.
    pub(super) fn starts_with(&self, bytes: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..);
        rest.is_some_and(|rest| rest.starts_with(bytes.as_bytes()))
    }

    /// How many bytes the line break some bytes ahead has; 0 if none stands there.
    fn break_width(&self, ahead: usize) -> usize {
        let byte = |more| self.byte(ahead + more);
        match byte(0) {
            b'\r' | b'\n' => 1,
            0xC2 if byte(1) == 0x85 => 2,
            0xE2 if byte(1) == 0x80 && matches!(byte(2), 0xA8 | 0xA9) => 3,
            _ => 0,
        }
    }

    /// Whether the text ends here.
    pub(super) fn is_end(&self) -> bool {
        self.next() == 0
    }

    /// Whether a line break comes next.
    pub(super) fn is_break(&self) -> bool {
        self.break_width(0) > 0
    }

    /// Whether a line break or the end comes next.
    pub(super) fn is_break_or_end(&self) -> bool {
        self.is_end() || self.is_break()
    }

    /// Whether a space or a tab comes next.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.next(), b' ' | b'\t')
    }

    /// Whether a space, a tab, a line break or the end stands some bytes ahead.
    pub(super) fn is_space(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), 0 | b' ' | b'\t') || self.break_width(ahead) > 0
    }

    /// Whether a line break stands some bytes ahead.
    pub(super) fn is_break_at(&self, ahead: usize) -> bool {
        self.break_width(ahead) > 0
    }

    /// Whether `---` or `...` stands alone at the beginning of this line.
    pub(super) fn is_document_indicator(&self) -> bool {
        self.mark.column == 0
            && (self.starts_with("---") || self.starts_with("..."))
            && self.is_space(3)
    }

    /// Goes past one character.
    pub(super) fn skip(&mut self) {
        let _ = self.take();
    }

    /// Goes past one character, which it gives.
    fn take(&mut self) -> Option<char> {
        let next = self.text.get(self.at..)?.chars().next()?;
        self.at += next.len_utf8();
        self.mark.index += 1;
        self.mark.column += 1;
        Some(next)
    }

    /// Goes past ASCII characters that fit, and gives them.
    pub(super) fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let fitting = rest.bytes().take_while(|b| b.is_ascii() && fits(*b));
        let length = fitting.count();
        self.at += length;
        self.mark.index += length;
        self.mark.column += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Goes to the end of the line.
    pub(super) fn skip_to_break(&mut self) {
        while !self.is_break_or_end() {
            self.skip();
            self.take_while(|b| !matches!(b, b'\r' | b'\n'));
        }
    }

    /// Goes past one character, and adds it to a text.
    pub(super) fn read(&mut self, into: &mut String) {
        into.extend(self.take());
    }

    /// Goes past a line break, if one comes next.
    pub(super) fn skip_line(&mut self) {
        self.read_line(&mut String::new());
    }

    /// Goes past a line break, if one comes next, and adds it to a text in its plain form.
    pub(super) fn read_line(&mut self, into: &mut String) {
        if self.starts_with("\r\n") {
            self.at += 1;
            self.mark.index += 1;
        }
        let width = self.break_width(0);
        match width {
            0 => return,
            3 => into.extend(self.text.get(self.at..self.at + 3)),
            _ => into.push('\n'),
        }
        self.at += width;
        self.mark.index += 1;
        self.mark.column = 0;
        self.mark.line += 1;
    }
}
