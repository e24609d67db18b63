//! Writes values as TOML, as BurntSushi's encoder does.

use super::{Budget, Plain, plain};
use crate::value::{Object, Text, Value};

/// Writes a value. The message is that of the encoder.
pub(crate) fn write(value: &Value) -> Result<Vec<u8>, String> {
    let mut encoder = Encoder {
        out: Vec::new(),
        budget: Budget::default(),
    };
    encoder.encode(&mut Vec::new(), value, 0)?;
    Ok(encoder.out)
}

struct Encoder {
    out: Vec<u8>,
    budget: Budget,
}

/// What a value is in TOML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TomlType {
    Nothing,
    Table,
    ArrayOfTables,
    Other,
}

impl Encoder {
    fn put(&mut self, text: impl AsRef<[u8]>) {
        self.out.extend(text.as_ref());
    }

    fn break_line(&mut self) {
        if !self.out.is_empty() {
            self.put("\n");
        }
    }

    fn indent(&mut self, key: &[Text]) {
        self.put("  ".repeat(key.len().saturating_sub(1)));
    }

    fn encode(&mut self, key: &mut Vec<Text>, value: &Value, depth: usize) -> Result<(), String> {
        match toml_type(value, depth, &self.budget)? {
            TomlType::Nothing => Ok(()),
            TomlType::Table => self.table(key, value, depth),
            TomlType::ArrayOfTables if !key.is_empty() => {
                let Plain::List(items) = level(value, depth, &self.budget)? else {
                    return Ok(());
                };
                for item in &items {
                    self.break_line();
                    self.indent(key);
                    let name = dotted(key);
                    self.put(format!("[[{name}]]"));
                    self.break_line();
                    self.entries(key, item, depth + 1)?;
                }
                Ok(())
            }
            _ => self.key_value(key, value, depth),
        }
    }

    fn key_value(&mut self, key: &[Text], value: &Value, depth: usize) -> Result<(), String> {
        let Some(last) = key.last() else {
            return Err("toml: top-level values must be Go maps or structs".to_owned());
        };
        self.indent(key);
        self.put(quoted_key(last));
        self.put(" = ");
        self.element(value, depth)?;
        self.break_line();
        Ok(())
    }

    fn table(&mut self, key: &mut Vec<Text>, value: &Value, depth: usize) -> Result<(), String> {
        if key.len() == 1 {
            self.break_line();
        }
        if !key.is_empty() {
            self.indent(key);
            let name = dotted(key);
            self.put(format!("[{name}]"));
            self.break_line();
        }
        self.entries(key, value, depth)
    }

    /// The entries of a table: first those that are no tables themselves.
    fn entries(&mut self, key: &mut Vec<Text>, value: &Value, depth: usize) -> Result<(), String> {
        for (name, value) in in_order(value, depth, &self.budget)? {
            key.push(name);
            self.encode(key, &value, depth + 1)?;
            key.pop();
        }
        Ok(())
    }

    fn element(&mut self, value: &Value, depth: usize) -> Result<(), String> {
        if let Value::Object(object) = value
            && is_time(object.as_ref())
        {
            if let Plain::Text(text) = level(value, depth, &self.budget)? {
                self.put(text.as_bytes());
            }
            return Ok(());
        }
        match level(value, depth, &self.budget)? {
            Plain::Nil => {}
            Plain::Bool(value) => self.put(value.to_string()),
            Plain::Integer(number) => self.put(number.to_string()),
            Plain::Float(number) if number.is_nan() => self.put("nan"),
            Plain::Float(f64::INFINITY) => self.put("+inf"),
            Plain::Float(f64::NEG_INFINITY) => self.put("-inf"),
            Plain::Float(number) => {
                let printed = number.to_string();
                let point = if printed.contains('.') { "" } else { ".0" };
                self.put(printed);
                self.put(point);
            }
            Plain::Text(text) => {
                let raw = value.as_text().map_or(text.as_bytes(), |text| text);
                self.put("\"");
                self.put(escaped(raw));
                self.put("\"");
            }
            Plain::List(items) => {
                self.put("[");
                for (index, item) in items.iter().enumerate() {
                    self.put(if index > 0 { ", " } else { "" });
                    self.element(item, depth + 1)?;
                }
                self.put("]");
            }
            Plain::Map(_) => {
                self.put("{");
                let entries = in_order(value, depth, &self.budget)?;
                let mut left = entries.len();
                for (name, value) in entries {
                    left -= 1;
                    if toml_type(&value, depth + 1, &self.budget)? == TomlType::Nothing {
                        continue;
                    }
                    self.put(quoted_key(&name));
                    self.put(" = ");
                    self.element(&value, depth + 1)?;
                    // The encoder takes an entry that is nothing for one that follows.
                    self.put(if left > 0 { ", " } else { "" });
                }
                self.put("}");
            }
        }
        Ok(())
    }
}

/// One level of a value. Numbers that JSON does not have are texts here.
fn level<'a>(value: &'a Value, depth: usize, budget: &Budget) -> Result<Plain<'a>, String> {
    match value {
        Value::Bytes(bytes) => {
            let bytes = bytes.iter().map(|byte| Value::Int((*byte).into()));
            Ok(Plain::List(bytes.collect()))
        }
        Value::Float(number) => Ok(Plain::Float(*number)),
        _ => plain(value, depth, budget),
    }
}

fn is_time(object: &dyn Object) -> bool {
    object.go_type() == "time.Time"
}

fn toml_type(value: &Value, depth: usize, budget: &Budget) -> Result<TomlType, String> {
    Ok(match level(value, depth, budget)? {
        Plain::Nil => TomlType::Nothing,
        Plain::Map(_) => TomlType::Table,
        Plain::List(items) if !items.is_empty() => {
            let mut all_tables = true;
            for item in &items {
                match toml_type(item, depth + 1, budget)? {
                    TomlType::Nothing => {
                        return Err("toml: cannot encode array with nil element".to_owned());
                    }
                    kind => all_tables &= kind == TomlType::Table,
                }
            }
            match all_tables {
                true => TomlType::ArrayOfTables,
                false => TomlType::Other,
            }
        }
        _ => TomlType::Other,
    })
}

/// The entries, those that are tables last, otherwise in their order.
fn in_order(value: &Value, depth: usize, budget: &Budget) -> Result<Vec<(Text, Value)>, String> {
    let Plain::Map(entries) = level(value, depth, budget)? else {
        return Ok(Vec::new());
    };
    let (mut direct, mut tables) = (Vec::new(), Vec::new());
    for entry in entries {
        match toml_type(&entry.1, depth + 1, budget)? {
            TomlType::Table | TomlType::ArrayOfTables => tables.push(entry),
            TomlType::Nothing | TomlType::Other => direct.push(entry),
        }
    }
    direct.extend(tables);
    Ok(direct)
}

fn dotted(key: &[Text]) -> String {
    let parts: Vec<_> = key.iter().map(|part| quoted_key(part)).collect();
    parts.join(".")
}

fn quoted_key(key: &[u8]) -> String {
    let is_bare = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    if !key.is_empty() && key.iter().all(is_bare) {
        return String::from_utf8_lossy(key).into_owned();
    }
    format!("\"{}\"", String::from_utf8_lossy(&escaped(key)))
}

fn escaped(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        match byte {
            b'\x08' => out.extend(b"\\b"),
            b'\t' => out.extend(b"\\t"),
            b'\n' => out.extend(b"\\n"),
            b'\x0C' => out.extend(b"\\f"),
            b'\r' => out.extend(b"\\r"),
            b'"' => out.extend(b"\\\""),
            b'\\' => out.extend(b"\\\\"),
            0..=0x1F | 0x7F => out.extend(format!("\\u{byte:04x}").as_bytes()),
            byte => out.push(*byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_after_what_is_none() {
        let json = br#"{"z": 1, "t": {"b": [1, "x"], "in": {"c": true}}, "l": [{"n": 1}, {"n": 2}], "a b": "\""}"#;
        let value = crate::data::json::read(json).unwrap();
        let expected = r#""a b" = "\""
z = 1.0

[[l]]
  n = 1.0

[[l]]
  n = 2.0

[t]
  b = [1.0, "x"]
  [t.in]
    c = true
"#;
        let written = String::from_utf8(write(&value).unwrap()).unwrap();
        assert_eq!(written, expected);
    }

    #[test]
    fn a_null_at_the_end_of_an_inline_table_leaves_its_comma() {
        let json = br#"{"l": [1, {"a": 1, "b": null}, {"a": null, "b": 1}]}"#;
        let value = crate::data::json::read(json).unwrap();
        let written = String::from_utf8(write(&value).unwrap()).unwrap();
        assert_eq!(written, "l = [1.0, {a = 1.0, }, {b = 1.0}]\n");
    }

    #[test]
    fn lists_hold_no_null() {
        let value = crate::data::json::read(br#"{"l": [1, null]}"#).unwrap();
        let message = "toml: cannot encode array with nil element";
        assert_eq!(write(&value).unwrap_err(), message);
    }
}
