//! What CSS refers to: stylesheets that it imports, and images, fonts and parts of SVGs.
//! It is read by hand, since only references are looked for: no crate is as small as that.

use std::iter::Peekable;
use std::str::Chars;

/// The first of what `look` makes of the references of a stylesheet, or of declarations.
pub(super) fn first_of(css: &str, look: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let mut css = Css {
        rest: css.chars().peekable(),
        rule: Rule::Other,
        open: Vec::new(),
    };
    while let Some(first) = css.rest.next() {
        let found = css.reference(first).and_then(|address| look(&address));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What a rule does with the references in its head.
#[derive(PartialEq)]
enum Rule {
    /// It loads a stylesheet, which a string may name.
    Import,
    /// It only names something by them.
    Naming,
    Other,
}

struct Css<'a> {
    rest: Peekable<Chars<'a>>,
    /// The rule whose head this is.
    rule: Rule,
    /// Of each open parenthesis, whether the strings in it are references.
    open: Vec<bool>,
}

impl Css<'_> {
    /// Reads on behind a letter, and gives the reference that was read, if it was one.
    fn reference(&mut self, first: char) -> Option<String> {
        match first {
            '/' if self.rest.next_if_eq(&'*').is_some() => self.skip_comment(),
            '"' | '\'' => {
                let string = self.until(first);
                let is_reference = match self.open.last() {
                    Some(is_reference) => *is_reference,
                    None => self.rule == Rule::Import,
                };
                return self.if_reference(string, is_reference);
            }
            '@' => {
                let name = self.name(String::new());
                self.rule = match name.as_str() {
                    "import" => Rule::Import,
                    "namespace" | "document" | "-moz-document" => Rule::Naming,
                    _ => Rule::Other,
                };
            }
            ';' | '{' | '}' => {
                self.rule = Rule::Other;
                self.open.clear();
            }
            '(' => self.open.push(false),
            ')' => _ = self.open.pop(),
            _ if is_of_name(first) => {
                let start = match first {
                    '\\' => self.escaped(),
                    letter => Some(letter.to_ascii_lowercase()),
                };
                let name = self.name(start.into_iter().collect());
                if self.rest.next_if_eq(&'(').is_some() {
                    return self.function(&name);
                }
            }
            _ => {}
        }
        None
    }

    /// A function whose parenthesis was opened just now; an address without quotes is a reference.
    fn function(&mut self, name: &str) -> Option<String> {
        let is_address = name == "url";
        if is_address {
            while self.rest.next_if(char::is_ascii_whitespace).is_some() {}
            if !matches!(self.rest.peek(), Some('"' | '\'')) {
                let address = self.until(')');
                return self.if_reference(address.trim_end().to_owned(), true);
            }
        }
        let of_strings = ["src", "image-set", "-webkit-image-set", "image"];
        self.open.push(is_address || of_strings.contains(&name));
        None
    }

    /// The text of a reference that loads something; none of other texts.
    fn if_reference(&self, text: String, is_reference: bool) -> Option<String> {
        (is_reference && self.rule != Rule::Naming).then_some(text)
    }

    /// The text before a mark, which is left out. A string ends with its line.
    fn until(&mut self, mark: char) -> String {
        let mut text = String::new();
        while let Some(letter) = self.rest.next() {
            match letter {
                _ if letter == mark => break,
                '\n' if mark != ')' => break,
                '\\' => text.extend(self.escaped()),
                _ => text.push(letter),
            }
        }
        text
    }

    /// The rest of a name, in lower case.
    fn name(&mut self, mut name: String) -> String {
        while let Some(letter) = self.rest.next_if(|letter| is_of_name(*letter)) {
            match letter {
                '\\' => name.extend(self.escaped().map(|letter| letter.to_ascii_lowercase())),
                _ => name.push(letter.to_ascii_lowercase()),
            }
        }
        name
    }

    /// The letter that is written behind a backslash: itself, or by its number. None at the end of a
    /// line, which goes on.
    fn escaped(&mut self) -> Option<char> {
        let mut number = 0;
        let mut digits = 0;
        while digits < 6
            && let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit)
        {
            number = number * 16 + digit.to_digit(16)?;
            digits += 1;
        }
        if digits == 0 {
            return self.rest.next().filter(|letter| *letter != '\n');
        }
        self.rest.next_if(char::is_ascii_whitespace);
        char::from_u32(number)
    }

    fn skip_comment(&mut self) {
        let mut last = ' ';
        for letter in self.rest.by_ref() {
            if last == '*' && letter == '/' {
                return;
            }
            last = letter;
        }
    }
}

/// Whether a letter is part of a name.
fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '\\') || !letter.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(css: &str, expected: &str) {
        let mut all = Vec::new();
        let none = first_of(css, &mut |found| {
            all.push(found.to_owned());
            None
        });
        assert_eq!(none, None);
        assert_eq!(all.join("|"), expected, "{css}");
    }

    #[test]
    fn references_are_found_however_css_writes_them() {
        check("fill: url(a.svg#b) red; mask: URL( 'c' )", "a.svg#b|c");
        check(
            "@import 'a.css' layer('b') supports(content: \"c\");",
            "a.css",
        );
        check("@IMPORT url(a.css) screen; b { c: d }", "a.css");
        check("@\\69mport \"a.css\"", "a.css");
        check("\\75 rl(a) \\000075rl(b) u\\72l(c) UR\\4c(d)", "a|b|c|d");
        check("url('a\\'b') url(c\\)d) url(\"\\61 \\62\")", "a'b|c)d|ab");
        check("url('a\\\nb')", "ab");
        check(
            "x: image-set('a' 1x, url(b) 2x type('image/png'), \"c\"); y: 'd'",
            "a|b|c",
        );
        check("x: -webkit-image-set(\"a\" 1x)", "a");
        check(
            "@font-face { src: local('a'), url(b) format('c'), src('d') }",
            "b|d",
        );
        check("a: 'b\n; c: url(d)", "d");
        check("@import url(", "");
        check("url(a", "a");
        check("url('a", "a");
    }

    #[test]
    fn what_only_looks_like_a_reference_is_none() {
        check(
            "/* url(a) @import 'b' **/ c: 'url(d)'; e: curl(f) url (g)",
            "",
        );
        check("@namespace url(a); @namespace b 'c'; d { e: url(f) }", "f");
        check("@media (a: 'b') { c: \"d\" } @charset 'e';", "");
        check("\\", "");
        check("", "");
        check("/*", "");
        check("@import", "");
    }
}
