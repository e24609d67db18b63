//! Prints a node as Go's `%#v` prints what yaml.v2 makes of it, which error messages quote.

use std::collections::BTreeMap;

use super::node::{Document, NodeId, NodeKind};
use super::resolve::{Scalar, resolve};
use crate::data::number;

/// How deep a node is printed: an alias can stand in the node that it names.
const MAX_DEPTH: usize = 100;

/// A node in Go's syntax.
pub(super) fn go_syntax(document: &Document, id: NodeId) -> String {
    let mut out = String::new();
    write(document, id, 0, &mut out);
    out
}

fn write(document: &Document, id: NodeId, depth: usize, out: &mut String) {
    if depth > MAX_DEPTH {
        return;
    }
    let node = document.node(id);
    match &node.kind {
        NodeKind::Alias(_, target) => write(document, *target, depth + 1, out),
        NodeKind::Scalar { text, is_plain } => {
            let scalar = match *is_plain {
                true => resolve(text),
                false => Scalar::Text,
            };
            match scalar {
                Scalar::Null if depth == 0 => out.push_str("<nil>"),
                Scalar::Null => out.push_str("interface {}(nil)"),
                Scalar::Bool(value) => out.push_str(if value { "true" } else { "false" }),
                Scalar::Int(number) => out.push_str(&number.to_string()),
                Scalar::Uint(number) => out.push_str(&format!("{number:#x}")),
                Scalar::Float(number) => out.push_str(&number::general(number)),
                _ => out.push_str(&crate::data::quote(text)),
            }
        }
        NodeKind::Sequence(items) => {
            out.push_str("[]interface {}{");
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write(document, *item, depth + 1, out);
            }
            out.push('}');
        }
        NodeKind::Mapping(pairs) => {
            out.push_str("map[interface {}]interface {}{");
            let mut entries = BTreeMap::new();
            for (key, value) in pairs {
                let (mut name, mut shown) = (String::new(), String::new());
                write(document, *key, depth + 1, &mut name);
                write(document, *value, depth + 1, &mut shown);
                // Go sorts by type first.
                let rank = match name.as_bytes() {
                    b"interface {}(nil)" => 0,
                    [b'"', ..] => 2,
                    _ => 1,
                };
                entries.insert((rank, name), shown);
            }
            for (index, ((_, name), shown)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                out.push_str(&format!("{name}:{shown}"));
            }
            out.push('}');
        }
    }
}
