//! `fmt.Sprintf`.

use super::pad::Flags;
use super::verbs::Printer;
use crate::value::{Kind, Value};

/// The widest width and longest precision that Go takes.
const WIDEST: usize = 1_000_000;

/// What Go's `Sprintf` gives for a format and its arguments, its texts for wrong ones included.
pub fn printf(format: &[u8], arguments: &[Value]) -> Vec<u8> {
    let mut printing = Printing {
        format,
        at: 0,
        arguments,
        next: 0,
        reordered: false,
        good_number: true,
        printer: Printer::new(Flags::default()),
    };
    printing.run();
    printing.printer.out
}

struct Printing<'a> {
    format: &'a [u8],
    at: usize,
    arguments: &'a [Value],
    next: usize,
    /// The format chose an argument by its number.
    reordered: bool,
    good_number: bool,
    printer: Printer,
}

impl Printing<'_> {
    fn write(&mut self, text: &str) {
        self.printer.out.extend(text.bytes());
    }

    fn run(&mut self) {
        while self.at < self.format.len() {
            let rest = &self.format[self.at..];
            let plain = rest.iter().position(|byte| *byte == b'%');
            let plain = plain.unwrap_or(rest.len());
            self.printer.out.extend(&rest[..plain]);
            self.at += plain;
            if self.at >= self.format.len() {
                break;
            }
            self.at += 1;
            self.good_number = true;
            if !self.verb() || self.printer.is_too_long() {
                break;
            }
        }
        if !self.reordered && self.next < self.arguments.len() {
            self.extra();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    /// One verb with its flags; false at the end of the format.
    fn verb(&mut self) -> bool {
        self.printer.flags = Flags::default();
        while let Some(byte) = self.peek() {
            let flags = &mut self.printer.flags;
            match byte {
                b'#' => flags.sharp = true,
                b'0' => flags.zero = !flags.minus,
                b'+' => flags.plus = true,
                b'-' => (flags.minus, flags.zero) = (true, false),
                b' ' => flags.space = true,
                _ => break,
            }
            self.at += 1;
        }
        let mut after_index = self.argument_number();
        self.width(&mut after_index);
        self.precision(&mut after_index);
        if !after_index {
            self.argument_number();
        }
        if self.at >= self.format.len() {
            self.write("%!(NOVERB)");
            return false;
        }
        let verb = self.verb_letter();
        self.argument(verb);
        true
    }

    fn width(&mut self, after_index: &mut bool) {
        if self.peek() == Some(b'*') {
            self.at += 1;
            match self.integer_argument() {
                Some(width) => {
                    if width < 0 {
                        self.printer.flags.minus = true;
                        self.printer.flags.zero = false;
                    }
                    self.printer.flags.width = Some(width.unsigned_abs() as usize);
                }
                None => self.write("%!(BADWIDTH)"),
            }
            *after_index = false;
        } else {
            let width = self.number();
            if width.is_some() && *after_index {
                // "%[3]2d" is wrong.
                self.good_number = false;
            }
            self.printer.flags.width = width;
        }
    }

    fn precision(&mut self, after_index: &mut bool) {
        if self.peek() != Some(b'.') || self.at + 1 > self.format.len() {
            return;
        }
        self.at += 1;
        if *after_index {
            // "%[3].2d" is wrong.
            self.good_number = false;
        }
        *after_index = self.argument_number();
        if self.peek() == Some(b'*') {
            self.at += 1;
            match self.integer_argument() {
                Some(precision) if precision >= 0 => {
                    self.printer.flags.precision = usize::try_from(precision).ok();
                }
                _ => self.write("%!(BADPREC)"),
            }
            *after_index = false;
        } else {
            self.printer.flags.precision = Some(self.number().unwrap_or(0));
        }
    }

    fn verb_letter(&mut self) -> char {
        let rest = &self.format[self.at..];
        let chunk = rest.utf8_chunks().next();
        let verb = chunk.and_then(|chunk| chunk.valid().chars().next());
        self.at += verb.map_or(1, char::len_utf8);
        verb.unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn argument(&mut self, verb: char) {
        if verb == '%' {
            return self.write("%");
        }
        if !self.good_number {
            return self.write(&format!("%!{verb}(BADINDEX)"));
        }
        let Some(argument) = self.arguments.get(self.next) else {
            return self.write(&format!("%!{verb}(MISSING)"));
        };
        self.next += 1;
        let flags = &mut self.printer.flags;
        if verb == 'v' {
            (flags.sharp_v, flags.sharp) = (flags.sharp, false);
            (flags.plus_v, flags.plus) = (flags.plus, false);
        }
        self.printer.value(argument, verb, 0);
    }

    /// `[2]`: which argument comes next. Whether there was one.
    fn argument_number(&mut self) -> bool {
        if self.peek() != Some(b'[') {
            return false;
        }
        self.reordered = true;
        let rest = &self.format[self.at..];
        let Some(close) = rest.iter().position(|byte| *byte == b']') else {
            self.good_number = false;
            self.at += 1;
            return false;
        };
        let digits = std::str::from_utf8(&rest[1..close]).ok();
        let digits = digits.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let number: Option<usize> = digits.and_then(|digits| digits.parse().ok());
        self.at += close + 1;
        match number {
            Some(number @ 1..) if number <= self.arguments.len() => {
                self.next = number - 1;
                true
            }
            _ => {
                self.good_number = false;
                number.is_some()
            }
        }
    }

    fn number(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.format[start..self.at]).ok()?;
        let number = digits.parse().ok()?;
        (number <= WIDEST).then_some(number)
    }

    fn integer_argument(&mut self) -> Option<i64> {
        let argument = self.arguments.get(self.next)?;
        self.next += 1;
        let number = match argument {
            Value::Int(number) | Value::Int64(number) => *number,
            Value::Uint(_, number) => i64::try_from(*number).ok()?,
            _ => return None,
        };
        (number.unsigned_abs() <= WIDEST as u64).then_some(number)
    }

    fn extra(&mut self) {
        self.printer.flags = Flags::default();
        self.write("%!(EXTRA ");
        for (index, argument) in self.arguments[self.next..].iter().enumerate() {
            if index > 0 {
                self.write(", ");
            }
            if argument.kind() == Kind::Invalid {
                self.write("<nil>");
            } else {
                self.write(&format!("{}=", argument.go_type()));
                self.printer.value(argument, 'v', 0);
            }
        }
        self.write(")");
    }
}

#[cfg(test)]
mod tests {
    use super::printf;
    use crate::value::Value;

    fn check(format: &str, arguments: &[Value], expected: &str) {
        let printed = printf(format.as_bytes(), arguments);
        assert_eq!(String::from_utf8(printed).unwrap(), expected, "{format}");
    }

    #[test]
    fn wide_verbs_are_no_trouble() {
        let wide = |format: &str, value: Value| printf(format.as_bytes(), &[value]).len();
        assert_eq!(wide("%.99999f", 1.5.into()), 100_001);
        assert_eq!(wide("%.99999e", 1.5.into()), 100_005);
        assert_eq!(wide("%.99999g", 1.5.into()), 3);
        assert_eq!(wide("%099999d", Value::Int(5)), 99_999);
        assert_eq!(wide("%099999f", 5.0.into()), 99_999);
        assert_eq!(wide("%.99999x", 5.0.into()), 100_007);
        assert_eq!(wide("%99999s", "a".into()), 99_999);
    }

    #[test]
    fn verbs_print_as_in_go() {
        let list = Value::list(vec![Value::Int(1), "a".into(), Value::Nil]);
        check(
            "%s %d %v",
            &["a".into(), Value::Int(7), 1e6.into()],
            "a 7 1e+06",
        );
        check("%s", &[Value::Int(1)], "%!s(int=1)");
        check("%s", &[], "%!s(MISSING)");
        check("%s", &["a".into(), "b".into()], "a%!(EXTRA string=b)");
        check("%", &[Value::Int(1)], "%!(NOVERB)%!(EXTRA int=1)");
        check("%d", std::slice::from_ref(&list), "[1 %!d(string=a) <nil>]");
        check(
            "%#v",
            &[list],
            "[]interface {}{1, \"a\", interface {}(nil)}",
        );
        check(
            "%w",
            &[Value::list(vec!["a".into()])],
            "%!w([]interface {}=[a])",
        );
        check("%[1].1d%%", &["a".into()], "%!d(BADINDEX)%");
        check("%.*f", &[Value::Int(-1), 1.5.into()], "%!(BADPREC)1.500000");
        check("%#.3O|%O", &[Value::Int(9), Value::Int(9)], "0o011|0o11");
        check("%[2]s %[1]s", &["a".into(), "b".into()], "b a");
        check(
            "%*d|%-5s|%05d",
            &[Value::Int(5), Value::Int(3), "x".into(), Value::Int(-7)],
            "    3|x    |-0007",
        );
        check(
            "%.2f|%8.3f|%+.1f",
            &[1.005.into(), 3.24159.into(), 2.25.into()],
            "1.00|   3.242|+2.2",
        );
        check(
            "%x|% X|%q|%#q",
            &["hi".into(), "hi".into(), "a\"".into(), "r".into()],
            "6869|68 69|\"a\\\"\"|`r`",
        );
    }
}
