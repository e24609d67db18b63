//! The tree of a YAML document, before its scalars are resolved.

/// The prefix of the tags of YAML itself, which `!!` stands for.
pub(super) const TAG_PREFIX: &str = "tag:yaml.org,2002:";

/// The number of a node in its document.
pub(super) type NodeId = usize;

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    /// Its tag, written out; empty if it has none.
    pub(super) tag: String,
    /// What it is.
    pub(super) kind: NodeKind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum NodeKind {
    /// A text.
    Scalar {
        /// The text.
        text: String,
        /// It has neither quotes nor a tag: its text says what it is.
        is_plain: bool,
    },
    /// Another node, by the name of its anchor.
    Alias(String, NodeId),
    Sequence(Vec<NodeId>),
    /// Keys and values.
    Mapping(Vec<(NodeId, NodeId)>),
}

/// A document.
#[derive(Debug, Default)]
pub(super) struct Document {
    nodes: Vec<Node>,
}

impl Document {
    /// Adds a node.
    pub(super) fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Changes what a node is, once its children are known.
    pub(super) fn set(&mut self, id: NodeId, kind: NodeKind) {
        if let Some(node) = self.nodes.get_mut(id) {
            node.kind = kind;
        }
    }

    /// A node.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }
}
