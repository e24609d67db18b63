//! YAML data as the typed reader (serde_yaml) gives it, plus what its own value type loses: the
//! order of keys, and duplicate keys.
//!
//! It is the oracle that edits are checked with. Aliases are replaced by the values that they refer
//! to; a merge key is a key like any other.

use std::collections::HashMap;
use std::fmt;

use serde::de::{EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_yaml::{Mapping, Number, Value as Yaml};

/// A value. Two are equal if every reader gets the same values from them, in the same order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Data {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    Seq(Vec<Data>),
    Map(Vec<(Data, Data)>),
    /// A tag that readers do not know, and the value with the tag.
    Tagged(String, Box<Data>),
}

impl Data {
    /// The data of each document, with at least one. `None` if the typed reader rejects the text.
    pub(crate) fn documents(text: &str) -> Option<Vec<Self>> {
        let text = text.strip_prefix(crate::text::BOM).unwrap_or(text);
        let mut documents = Vec::new();
        for document in serde_yaml::Deserializer::from_str(text) {
            documents.push(Self::deserialize(document).ok()?);
        }
        if documents.is_empty() {
            documents.push(Self::Null);
        }
        Some(documents)
    }

    /// The value that the indices of entries and items lead to.
    pub(crate) fn at(&self, steps: &[usize]) -> Option<&Self> {
        steps
            .iter()
            .try_fold(self, |data, step| match data.untagged() {
                Self::Map(pairs) => pairs.get(*step).map(|(_, value)| value),
                Self::Seq(items) => items.get(*step),
                _ => None,
            })
    }

    /// The value that the indices of entries and items lead to, to change it.
    pub(crate) fn at_mut(&mut self, steps: &[usize]) -> Option<&mut Self> {
        steps
            .iter()
            .try_fold(self, |data, step| match data.untagged_mut() {
                Self::Map(pairs) => pairs.get_mut(*step).map(|(_, value)| value),
                Self::Seq(items) => items.get_mut(*step),
                _ => None,
            })
    }

    /// The value as serde_yaml's own type, which can resolve merge keys. `None` if a map has a
    /// duplicate key.
    pub(crate) fn into_yaml(self) -> Option<Yaml> {
        Some(match self {
            Self::Null => Yaml::Null,
            Self::Bool(truth) => Yaml::Bool(truth),
            Self::Number(number) => Yaml::Number(number),
            Self::Text(text) => Yaml::String(text),
            Self::Seq(items) => Yaml::Sequence(
                items
                    .into_iter()
                    .map(Self::into_yaml)
                    .collect::<Option<_>>()?,
            ),
            Self::Map(pairs) => {
                let mut map = Mapping::with_capacity(pairs.len());
                for (key, value) in pairs {
                    if map.insert(key.into_yaml()?, value.into_yaml()?).is_some() {
                        return None;
                    }
                }
                Yaml::Mapping(map)
            }
            Self::Tagged(_, inner) => inner.into_yaml()?,
        })
    }

    /// The value without its tags.
    pub(crate) fn untagged(&self) -> &Self {
        let mut data = self;
        while let Self::Tagged(_, inner) = data {
            data = inner;
        }
        data
    }

    /// The value without its tags, to change it.
    pub(crate) fn untagged_mut(&mut self) -> &mut Self {
        match self {
            Self::Tagged(_, inner) => inner.untagged_mut(),
            other => other,
        }
    }

    /// Whether any map has a duplicate key, which some readers reject.
    pub(crate) fn has_duplicate_keys(&self) -> bool {
        match self {
            Self::Map(pairs) => {
                let mut texts: HashMap<(&str, bool), ()> = HashMap::new();
                for (index, (key, value)) in pairs.iter().enumerate() {
                    let mut before = pairs.iter().take(index);
                    let is_new = match key.untagged() {
                        Self::Text(text) => texts.insert((text, true), ()).is_none(),
                        bare => before.all(|(other, _)| other.untagged() != bare),
                    };
                    if !is_new || value.has_duplicate_keys() {
                        return true;
                    }
                }
                false
            }
            Self::Seq(items) => items.iter().any(Self::has_duplicate_keys),
            Self::Tagged(_, inner) => inner.has_duplicate_keys(),
            _ => false,
        }
    }

    /// Whether two values are equal, apart from the order of keys.
    pub(crate) fn equals_unordered(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Map(a), Self::Map(b)) => {
                let found = |(key, value): &(Self, Self)| {
                    b.iter()
                        .find(|(other, _)| other == key)
                        .is_some_and(|(_, other)| value.equals_unordered(other))
                };
                a.len() == b.len() && a.iter().all(found)
            }
            (Self::Seq(a), Self::Seq(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.equals_unordered(b))
            }
            (Self::Tagged(a, inner), Self::Tagged(b, other)) => {
                a == b && inner.equals_unordered(other)
            }
            _ => self == other,
        }
    }
}

impl From<&Value> for Data {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Number(number) => Self::Number(number_of(number)),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::Seq(items.iter().map(Self::from).collect()),
            Value::Object(map) => Self::Map(
                map.iter()
                    .map(|(key, value)| (Self::Text(key.clone()), value.into()))
                    .collect(),
            ),
        }
    }
}

fn number_of(number: &serde_json::Number) -> Number {
    let whole = number
        .as_u64()
        .map(Number::from)
        .or_else(|| number.as_i64().map(Number::from));
    whole.unwrap_or_else(|| Number::from(number.as_f64().unwrap_or(f64::NAN)))
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_unit<E: Error>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        Data::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Data, E> {
        Ok(Data::Bool(truth))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Data, E> {
        Ok(Data::Number(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Data, E> {
        Ok(Data::Number(number.into()))
    }

    /// An integer of more than 64 bits becomes the nearest float, as in JSON.
    fn visit_u128<E: Error>(self, number: u128) -> Result<Data, E> {
        Ok(Data::Number((number as f64).into()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Data, E> {
        Ok(Data::Number((number as f64).into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Data, E> {
        Ok(Data::Number(number.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Data, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Data::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Data::Map(pairs))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Data, A::Error> {
        let (tag, contents) = tagged.variant::<String>()?;
        let value = contents.newtype_variant()?;
        Ok(Data::Tagged(tag, Box::new(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(text: &str) -> Data {
        Data::documents(text).unwrap().remove(0)
    }

    #[test]
    fn keeps_what_readers_get() {
        let table = [
            ("a: 1\nb: x\n", json!({"a": 1, "b": "x"})),
            (
                "- ~\n- -1\n- 1.5\n- yes\n- true\n",
                json!([null, -1, 1.5, "yes", true]),
            ),
            ("a: &x [1]\nb: *x\n", json!({"a": [1], "b": [1]})),
            ("# nothing\n", json!(null)),
            (
                "- 18446744073709551616\n- -9223372036854775809\n",
                json!([18446744073709551616.0, -9223372036854775809.0]),
            ),
            ("\u{feff}a: !!str 1\n", json!({"a": "1"})),
        ];
        for (text, value) in table {
            assert_eq!(one(text), Data::from(&value), "{text}");
        }
    }

    #[test]
    fn keeps_order_duplicates_and_tags() {
        assert_ne!(one("a: 1\nb: 2\n"), one("b: 2\na: 1\n"));
        assert!(one("a: 1\nb: 2\n").equals_unordered(&one("b: 2\na: 1\n")));
        assert!(!one("a: 1\nb: 2\n").equals_unordered(&one("b: 1\na: 1\n")));
        assert!(matches!(one("a: 1\na: 2\n"), Data::Map(pairs) if pairs.len() == 2));
        assert!(matches!(one("!t x"), Data::Tagged(tag, _) if tag.ends_with('t')));
        assert_ne!(one("1: a"), one("'1': a"));
        assert_eq!(Data::documents("a: 1\n---\nb: 2\n").unwrap().len(), 2);
        assert_eq!(Data::documents("a: [\n"), None);
    }

    #[test]
    fn twins_are_keys_that_read_alike() {
        for (text, expected) in [
            ("a: 1\nb: {c: 1, d: 2}\n", false),
            ("1: a\n'1': b\n", false),
            ("1: a\n0x1: b\n", true),
            ("- a: [{b: 1, \"b\": 2}]\n", true),
            ("!t {x: 1, !u x: 1}\n", true),
        ] {
            assert_eq!(one(text).has_duplicate_keys(), expected, "{text}");
        }
    }

    #[test]
    fn steps_go_by_index() {
        let mut data = one("a: 1\na: !t [x, y]\n");
        assert_eq!(data.at(&[1, 1]), Some(&Data::Text("y".into())));
        *data.at_mut(&[1, 0]).unwrap() = Data::Null;
        assert_eq!(data.at(&[1, 0]), Some(&Data::Null));
        assert_eq!(data.at(&[2]), None);
    }
}
