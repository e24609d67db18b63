//! The expected data after a change by path, computed from the data instead of the text.

use anyhow::{Context, Result, bail};
use pack_model::{Change, Pointer, YamlFile};
use pack_syntax::yaml::{Node, NodeKind};
use serde_json::Value;
use serde_yaml::Value as Data;

use super::{Act, Document};

/// The key that is inserted.
const NEW: &str = "new-one";

impl Document {
    /// The change, and the expected data after it.
    pub(super) fn expected(
        &self,
        act: Act,
        place: &Pointer,
        node: &Node,
        value: &Value,
    ) -> Result<(Change, Data)> {
        let file = YamlFile::values();
        let mut expected = self.data.clone();
        let data = serde_yaml::to_value(value)?;
        let change = match (act, node.kind()) {
            (Act::Set, _) => {
                *at(&mut expected, place.tokens())? = data;
                set(file, place.clone(), value)
            }
            (Act::Insert, NodeKind::Seq(items)) => {
                let index = items.len() / 2;
                let list = at(&mut expected, place.tokens())?.as_sequence_mut();
                list.context("no list")?.insert(index, data);
                Change::insert(file, place.clone(), index, value.clone())
            }
            (Act::Insert, NodeKind::Map(_)) => {
                let map = at(&mut expected, place.tokens())?.as_mapping_mut();
                map.context("no map")?.insert(Data::from(NEW), data);
                set(file, place.child(NEW), value)
            }
            (Act::Insert, _) => {
                let above = place.parent().context("no place above")?;
                let node = self.yaml.get(&above).context("nothing above")?;
                return self.expected(act, &above, node, value);
            }
            (Act::Remove, _) => {
                let (last, above) = place.tokens().split_last().context("the root")?;
                match at(&mut expected, above)? {
                    Data::Mapping(map) => {
                        let key = map.keys().find(|key| spells(key, last)).cloned();
                        map.remove(key.context("no such key")?);
                    }
                    Data::Sequence(items) => drop(items.remove(last.parse()?)),
                    _ => bail!("nothing to remove from"),
                }
                Change::remove(file, place.clone())
            }
        };
        Ok((change, expected))
    }
}

fn set(file: YamlFile, pointer: Pointer, value: &Value) -> Change {
    Change::set(file, pointer, value.clone())
}

/// The value at a path.
fn at<'d>(data: &'d mut Data, tokens: &[String]) -> Result<&'d mut Data> {
    tokens.iter().try_fold(data, |data, token| {
        let next = match data {
            Data::Mapping(map) => map
                .iter_mut()
                .find(|(key, _)| spells(key, token))
                .map(|(_, value)| value),
            Data::Sequence(items) => items.get_mut(token.parse::<usize>()?),
            _ => None,
        };
        next.with_context(|| format!("there is no {token}"))
    })
}

/// Whether a key is written like this in a path.
fn spells(key: &Data, token: &str) -> bool {
    match key {
        Data::String(text) => text == token,
        other => serde_yaml::to_string(other).is_ok_and(|text| text.trim() == token),
    }
}
