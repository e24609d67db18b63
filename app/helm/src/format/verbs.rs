//! A value by a verb, as `fmt` prints it, lists and maps with all that is in them.

use super::pad::Flags;
use crate::value::{Elements, Kind, List, Map, MapType, Object, Value};

/// How deep values are printed. Deeper ones hold themselves: Go would run out of memory.
const DEEPEST: usize = 1_000;

/// How much is printed at most before the rest is left out, for values that hold themselves many times.
const LONGEST: usize = 64 << 20;

/// Writes values by verbs.
pub(super) struct Printer {
    pub(super) out: Vec<u8>,
    pub(super) flags: Flags,
}

impl Printer {
    pub(super) fn new(flags: Flags) -> Self {
        let out = Vec::new();
        Self { out, flags }
    }

    /// Whether more was written than any template may print.
    pub(super) fn is_too_long(&self) -> bool {
        self.out.len() > LONGEST
    }

    fn raw(&mut self, text: &str) {
        self.out.extend(text.bytes());
    }

    /// Writes a value by a verb. `depth` is 0 for what was given to the call itself.
    pub(super) fn value(&mut self, value: &Value, verb: char, depth: usize) {
        if depth > DEEPEST || self.is_too_long() {
            return;
        }
        if verb == 'T' && depth == 0 {
            return self.flags.text(&mut self.out, value.go_type().as_bytes());
        }
        match value {
            Value::Nil => self.nil(verb, depth),
            Value::Bool(truth) => match verb {
                't' | 'v' => {
                    let text = if *truth { "true" } else { "false" };
                    self.flags.pad(&mut self.out, text.as_bytes());
                }
                _ => self.wrong(value, verb),
            },
            Value::Int(number) | Value::Int64(number) => {
                self.integer(value, (*number).into(), verb)
            }
            Value::Uint(_, number) if verb == 'v' && self.flags.sharp_v => {
                self.raw(&format!("{number:#x}"));
            }
            Value::Uint(_, number) => self.integer(value, (*number).into(), verb),
            Value::Float(number) => match verb {
                'v' | 'g' | 'G' | 'x' | 'X' | 'b' => {
                    self.flags.float(&mut self.out, *number, verb, None);
                }
                'e' | 'E' | 'f' | 'F' => self.flags.float(&mut self.out, *number, verb, Some(6)),
                _ => self.wrong(value, verb),
            },
            Value::Complex(real, imaginary) => self.complex(value, *real, *imaginary, verb),
            Value::Text(text) => self.text(value, text, verb),
            Value::Bytes(bytes) => self.bytes(value, bytes, verb),
            // `%w` is for errors; Go finds that out before it looks into a value.
            Value::List(_) | Value::Map(_) | Value::Object(_) if verb == 'w' => {
                self.wrong(value, verb);
            }
            Value::List(list) => self.list(list, verb, depth),
            Value::Map(map) => self.map(map, verb, depth),
            Value::Object(object) => self.object(value, object.as_ref(), verb, depth),
        }
    }

    fn nil(&mut self, verb: char, depth: usize) {
        match verb {
            _ if depth > 0 && self.flags.sharp_v => self.raw("interface {}(nil)"),
            _ if depth > 0 => self.raw("<nil>"),
            'v' => self.flags.pad(&mut self.out, b"<nil>"),
            _ => {
                self.raw(&format!("%!{verb}(<nil>)"));
            }
        }
    }

    /// Go's text for a verb that does not fit a value.
    fn wrong(&mut self, value: &Value, verb: char) {
        self.raw(&format!("%!{verb}({}=", value.go_type()));
        self.value(value, 'v', 0);
        self.raw(")");
    }

    fn integer(&mut self, value: &Value, number: i128, verb: char) {
        let out = &mut self.out;
        match verb {
            'v' | 'd' => self.flags.integer(out, number, 10, verb),
            'b' => self.flags.integer(out, number, 2, verb),
            'o' | 'O' => self.flags.integer(out, number, 8, verb),
            'x' | 'X' => self.flags.integer(out, number, 16, verb),
            'c' => self.flags.character(out, number, false),
            'q' => self.flags.character(out, number, true),
            'U' => self.flags.code_point(out, number),
            _ => self.wrong(value, verb),
        }
    }

    fn complex(&mut self, value: &Value, real: f64, imaginary: f64, verb: char) {
        let precision = match verb {
            'v' | 'g' | 'G' => None,
            'e' | 'E' | 'f' | 'F' => Some(6),
            _ => return self.wrong(value, verb),
        };
        self.raw("(");
        self.flags.float(&mut self.out, real, verb, precision);
        let signed = Flags {
            plus: true,
            ..self.flags
        };
        signed.float(&mut self.out, imaginary, verb, precision);
        self.raw("i)");
    }

    fn text(&mut self, value: &Value, text: &[u8], verb: char) {
        let out = &mut self.out;
        match verb {
            'v' if self.flags.sharp_v => self.flags.quoted(out, text),
            'v' | 's' => self.flags.text(out, text),
            'q' => self.flags.quoted(out, text),
            'x' | 'X' => self.flags.hexadecimal(out, text, verb == 'X'),
            _ => self.wrong(value, verb),
        }
    }

    fn bytes(&mut self, value: &Value, bytes: &[u8], verb: char) {
        match verb {
            's' | 'q' | 'x' | 'X' => self.text(value, bytes, verb),
            _ => {
                let (open, between, close) = self.brackets("[]byte", '[', ']');
                self.raw(&open);
                for (index, byte) in bytes.iter().enumerate() {
                    if index > 0 {
                        self.raw(between);
                    }
                    let byte = Value::Uint(Kind::Uint8, u64::from(*byte));
                    self.value(&byte, verb, 1);
                }
                self.raw(close);
            }
        }
    }

    /// What opens, parts and closes what holds others.
    fn brackets(
        &self,
        go_type: &str,
        open: char,
        close: char,
    ) -> (String, &'static str, &'static str) {
        if self.flags.sharp_v {
            return (format!("{go_type}{{"), ", ", "}");
        }
        let close = if close == ']' { "]" } else { "}" };
        (open.to_string(), " ", close)
    }

    fn list(&mut self, list: &List, verb: char, depth: usize) {
        let go_type = list.element().list_type();
        if list.is_nil() && self.flags.sharp_v {
            return self.raw(&format!("{go_type}(nil)"));
        }
        self.elements(go_type, &list.to_vec(), verb, depth);
    }

    fn elements(&mut self, go_type: &str, items: &[Value], verb: char, depth: usize) {
        let (open, between, close) = self.brackets(go_type, '[', ']');
        self.raw(&open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.raw(between);
            }
            self.value(item, verb, depth + 1);
        }
        self.raw(close);
    }

    fn map(&mut self, map: &Map, verb: char, depth: usize) {
        let go_type = map.map_type().name();
        if map.is_nil() && self.flags.sharp_v {
            return self.raw(&format!("{go_type}(nil)"));
        }
        let entries = map.to_vec().into_iter();
        let entries: Vec<_> = entries
            .map(|(key, value)| (Value::Text(key), value))
            .collect();
        debug_assert!(
            map.map_type() != MapType::Texts || entries.iter().all(|(_, v)| v.as_text().is_some())
        );
        self.entries(go_type, &entries, verb, depth);
    }

    fn entries(&mut self, go_type: &str, entries: &[(Value, Value)], verb: char, depth: usize) {
        let (open, between, close) = self.brackets(go_type, '[', ']');
        if !self.flags.sharp_v {
            self.raw("map");
        }
        self.raw(&open);
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 {
                self.raw(between);
            }
            self.value(key, verb, depth + 1);
            self.raw(":");
            self.value(value, verb, depth + 1);
        }
        self.raw(close);
    }

    fn object(&mut self, value: &Value, object: &dyn Object, verb: char, depth: usize) {
        if !self.flags.sharp_v
            && matches!(verb, 'v' | 's' | 'x' | 'X' | 'q')
            && let Some(text) = object.print()
        {
            return self.text(value, &text, verb);
        }
        let go_type = object.go_type();
        match (object.elements(), object.kind()) {
            (Some(Elements::List(items)), _) => self.elements(&go_type, &items, verb, depth),
            (Some(Elements::Map(entries)), _) => self.entries(&go_type, &entries, verb, depth),
            (None, Kind::Pointer) if depth > 0 && matches!(verb, 'v' | 'p' | 'd' | 'x' | 'X') => {
                self.raw("0xc000000000");
            }
            (None, Kind::Pointer) if depth > 0 => self.wrong(value, verb),
            (None, Kind::Pointer) => {
                self.raw("&");
                self.fields(go_type.trim_start_matches('*'), object, verb, depth);
            }
            (None, Kind::Struct) => self.fields(&go_type, object, verb, depth),
            (None, _) => self.value(&object.to_data(), verb, depth),
        }
    }

    fn fields(&mut self, go_type: &str, object: &dyn Object, verb: char, depth: usize) {
        let (open, between, close) = self.brackets(go_type, '{', '}');
        self.raw(&open);
        for (index, (name, value)) in object.printed_fields().into_iter().enumerate() {
            if index > 0 {
                self.raw(between);
            }
            if self.flags.plus_v || self.flags.sharp_v {
                self.raw(&format!("{name}:"));
            }
            self.value(&value, verb, depth + 1);
        }
        self.raw(close);
    }
}
