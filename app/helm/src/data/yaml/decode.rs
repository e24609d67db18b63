//! Makes values of the tree of a document: aliases and merge keys followed, scalars resolved, keys made
//! texts, as sigs.k8s.io/yaml does on the way through JSON.

use super::go_syntax::go_syntax;
use super::node::{Document, Node, NodeId, NodeKind, TAG_PREFIX};
use super::resolve::{Scalar, is_timestamp, resolve, resolve_with};
use super::scanner::{MAX_DEPTH, TOO_DEEP};
use crate::data::number;
use crate::value::{ElementType, Entries, List, Map, MapType, Text, Value};

/// What numbers become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Floats, all of them: what JSON makes of them.
    Floats,
    /// Integers where they are some, so that a text can be made of them as they stand there.
    AsWritten,
}

/// Makes a value of a node. The message has no prefix but yaml.v2's own.
pub(super) fn decode(document: &Document, root: NodeId, numbers: Numbers) -> Result<Value, String> {
    let mut decoder = Decoder {
        document,
        numbers,
        decoded: 0,
        aliased: 0,
        alias_depth: 0,
        open: Vec::new(),
        depth: 0,
        bad_key: None,
        bad_number: None,
    };
    let value = decoder
        .decode(root)
        .map_err(|text| format!("yaml: {text}"))?;
    match decoder.bad_key.or(decoder.bad_number) {
        Some(message) => Err(message),
        None => Ok(value),
    }
}

struct Decoder<'a> {
    document: &'a Document,
    numbers: Numbers,
    decoded: u64,
    aliased: u64,
    alias_depth: usize,
    /// Anchors whose node is being decoded through an alias.
    open: Vec<NodeId>,
    depth: usize,
    /// The first errors of what comes after yaml.v2: its own errors come before them.
    bad_key: Option<String>,
    bad_number: Option<String>,
}

impl Decoder<'_> {
    /// Counts a node, and refuses documents that alias too much.
    fn count(&mut self) -> Result<(), String> {
        self.decoded += 1;
        if self.alias_depth > 0 {
            self.aliased += 1;
        }
        let (decoded, aliased) = (self.decoded as f64, self.aliased as f64);
        let allowed = match self.decoded {
            0..=400_000 => 0.99,
            400_001..4_000_000 => 0.99 - 0.89 * ((decoded - 400_000.0) / 3_600_000.0),
            _ => 0.10,
        };
        if self.aliased > 100 && self.decoded > 1000 && aliased / decoded > allowed {
            return Err("document contains excessive aliasing".to_owned());
        }
        Ok(())
    }

    fn decode(&mut self, id: NodeId) -> Result<Value, String> {
        self.count()?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(TOO_DEEP.to_owned());
        }
        let document = self.document;
        let node = document.node(id);
        let value = match &node.kind {
            NodeKind::Alias(name, target) => {
                self.follow(name, *target, |decoder| decoder.decode(*target))?
            }
            NodeKind::Scalar { .. } => self.decode_scalar(node)?,
            NodeKind::Sequence(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.decode(*item)?);
                }
                Value::List(List::new(ElementType::Any, values))
            }
            NodeKind::Mapping(pairs) => {
                let mut entries = Entries::new();
                self.decode_pairs(pairs, &mut entries)?;
                Value::Map(Map::new(MapType::Any, entries))
            }
        };
        self.depth -= 1;
        Ok(value)
    }

    /// Does something with the node of an alias.
    fn follow<T>(
        &mut self,
        name: &str,
        target: NodeId,
        inside: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        if self.open.contains(&target) {
            return Err(format!("anchor '{name}' value contains itself"));
        }
        self.open.push(target);
        self.alias_depth += 1;
        let result = inside(self);
        self.alias_depth -= 1;
        self.open.pop();
        result
    }

    fn decode_pairs(
        &mut self,
        pairs: &[(NodeId, NodeId)],
        entries: &mut Entries,
    ) -> Result<(), String> {
        for (key, value) in pairs {
            if self.is_merge(*key) {
                self.merge(*value, entries)?;
                continue;
            }
            let name = self.decode_key(*key, *value)?;
            let value = self.decode(*value)?;
            entries.insert(name, value);
        }
        Ok(())
    }

    fn is_merge(&self, key: NodeId) -> bool {
        let node = self.document.node(key);
        let NodeKind::Scalar { text, is_plain } = &node.kind else {
            return false;
        };
        text == "<<" && (*is_plain || node.tag.strip_prefix(TAG_PREFIX) == Some("merge"))
    }

    /// Adds the entries of the mappings that a merge key names.
    fn merge(&mut self, id: NodeId, entries: &mut Entries) -> Result<(), String> {
        let document = self.document;
        match &document.node(id).kind {
            NodeKind::Sequence(items) => {
                for item in items.iter().rev() {
                    self.merge_one(*item, entries)?;
                }
                Ok(())
            }
            _ => self.merge_one(id, entries),
        }
    }

    fn merge_one(&mut self, id: NodeId, entries: &mut Entries) -> Result<(), String> {
        let document = self.document;
        let failure = "map merge requires map or sequence of maps as the value";
        self.count()?;
        match &document.node(id).kind {
            NodeKind::Mapping(pairs) => self.decode_pairs_deeper(pairs, entries),
            NodeKind::Alias(name, target) => match &document.node(*target).kind {
                NodeKind::Mapping(pairs) => self.follow(name, *target, |decoder| {
                    decoder.count()?;
                    decoder.decode_pairs_deeper(pairs, entries)
                }),
                _ => Err(failure.to_owned()),
            },
            _ => Err(failure.to_owned()),
        }
    }

    fn decode_pairs_deeper(
        &mut self,
        pairs: &[(NodeId, NodeId)],
        entries: &mut Entries,
    ) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(TOO_DEEP.to_owned());
        }
        let result = self.decode_pairs(pairs, entries);
        self.depth -= 1;
        result
    }

    /// A key as a text.
    fn decode_key(&mut self, key: NodeId, value: NodeId) -> Result<Text, String> {
        self.count()?;
        let document = self.document;
        let mut id = key;
        if let NodeKind::Alias(_, target) = &document.node(id).kind {
            id = *target;
        }
        let node = document.node(id);
        let NodeKind::Scalar { text, .. } = &node.kind else {
            // What is in it is decoded first, and can be wrong by itself.
            self.decode(id)?;
            let shown = go_syntax(document, id);
            return Err(format!("invalid map key: {shown}"));
        };
        let name = match self.resolve_node(node)? {
            Resolved::Text(bytes) => return Ok(bytes),
            Resolved::Scalar(scalar) => scalar,
        };
        Ok(match name {
            Scalar::Bool(true) => "true".into(),
            Scalar::Bool(false) => "false".into(),
            Scalar::Int(number) => number.to_string().into(),
            Scalar::Float(number) => number::as_text(number).into(),
            Scalar::Null | Scalar::Uint(_) => {
                let (go_type, shown) = match name {
                    Scalar::Uint(number) => ("uint64", format!("{number:#x}")),
                    _ => ("%!s(<nil>)", "<nil>".to_owned()),
                };
                self.bad_key.get_or_insert_with(|| {
                    let value = go_syntax(document, value);
                    format!("Unsupported map key of type: {go_type}, key: {shown}, value: {value}")
                });
                text.as_str().into()
            }
            Scalar::Timestamp | Scalar::Text => text.as_str().into(),
        })
    }

    fn decode_scalar(&mut self, node: &Node) -> Result<Value, String> {
        let scalar = match self.resolve_node(node)? {
            Resolved::Text(bytes) => return Ok(Value::Text(bytes)),
            Resolved::Scalar(scalar) => scalar,
        };
        let as_written = self.numbers == Numbers::AsWritten;
        Ok(match scalar {
            Scalar::Null => Value::Nil,
            Scalar::Bool(value) => Value::Bool(value),
            Scalar::Int(number) if as_written => Value::Int(number),
            Scalar::Uint(number) if as_written => Value::Uint(crate::value::Kind::Uint64, number),
            Scalar::Int(number) => Value::Float(number as f64),
            Scalar::Uint(number) => Value::Float(number as f64),
            Scalar::Float(number) => {
                if !number.is_finite() {
                    self.bad_number.get_or_insert_with(|| {
                        let shown = number::general(number);
                        format!("json: unsupported value: {shown}")
                    });
                }
                Value::Float(number)
            }
            Scalar::Timestamp | Scalar::Text => Value::Nil,
        })
    }

    /// What a scalar node is: a text of these bytes, or something else.
    fn resolve_node(&self, node: &Node) -> Result<Resolved, String> {
        let NodeKind::Scalar { text, is_plain } = &node.kind else {
            return Ok(Resolved::Scalar(Scalar::Null));
        };
        let as_text = || Ok(Resolved::Text(text.as_str().into()));
        let short = node.tag.strip_prefix(TAG_PREFIX);
        let scalar = match short {
            None if node.tag.is_empty() && *is_plain => resolve(text),
            None | Some("str") => return as_text(),
            Some("binary") => return decode_binary(text),
            Some(tag @ ("bool" | "int" | "float" | "null" | "timestamp")) => {
                resolve_tagged(tag, text)?
            }
            Some(_) => return as_text(),
        };
        match scalar {
            Scalar::Timestamp | Scalar::Text => as_text(),
            scalar => Ok(Resolved::Scalar(scalar)),
        }
    }
}

enum Resolved {
    Text(Text),
    Scalar(Scalar),
}

fn decode_binary(text: &str) -> Result<Resolved, String> {
    let bytes = crate::functions::decode_base64(text.as_bytes());
    let bytes = bytes.map_err(|_| "!!binary value contains invalid base64 data".to_owned())?;
    // JSON, through which it goes, has no other texts.
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Resolved::Text(text.into()))
}

/// What a scalar is that has a tag, which its text must fit.
fn resolve_tagged(tag: &str, text: &str) -> Result<Scalar, String> {
    let scalar = resolve_with(text, tag == "timestamp");
    let found = scalar.tag();
    match scalar {
        Scalar::Int(number) if tag == "float" => Ok(Scalar::Float(number as f64)),
        scalar if found.strip_prefix("!!") == Some(tag) => Ok(scalar),
        _ if tag == "timestamp" && is_timestamp(text) => Ok(Scalar::Timestamp),
        _ => Err(format!("cannot decode {found} `{text}` as a !!{tag}")),
    }
}
