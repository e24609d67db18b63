//! Makes a tree of the tokens of the first document of a text.

use std::collections::HashMap;

use super::node::{Document, Node, NodeId, NodeKind, TAG_PREFIX};
use super::scanner::{MAX_DEPTH, Scanner, TOO_DEEP};
use super::token::TokenKind;

/// Reads the first document. Gives none if there is no document at all.
pub(super) fn parse(text: &str) -> Result<Option<(Document, NodeId)>, String> {
    let mut parser = Parser {
        scanner: Scanner::new(text),
        document: Document::default(),
        anchors: HashMap::new(),
        handles: HashMap::new(),
        depth: 0,
    };
    let root = parser.parse_document()?;
    Ok(root.map(|root| (parser.document, root)))
}

struct Parser<'a> {
    scanner: Scanner<'a>,
    document: Document,
    anchors: HashMap<String, NodeId>,
    handles: HashMap<String, String>,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&mut self) -> Result<&TokenKind, String> {
        Ok(&self.scanner.peek()?.kind)
    }

    fn take(&mut self) -> Result<TokenKind, String> {
        self.scanner.take()
    }

    /// Goes past the next token.
    fn skip(&mut self) -> Result<(), String> {
        self.take().map(drop)
    }

    /// An error at the next token. Unlike those of the scanner, it counts lines from 0.
    fn fail<T>(&mut self, problem: &str) -> Result<T, String> {
        let line = self.scanner.peek()?.start.line;
        Err(match line {
            0 => problem.to_owned(),
            line => format!("line {line}: {problem}"),
        })
    }

    fn parse_document(&mut self) -> Result<Option<NodeId>, String> {
        self.skip()?;
        let is_explicit = match self.peek()? {
            TokenKind::StreamEnd => return Ok(None),
            TokenKind::Version(..) | TokenKind::TagDirective(..) | TokenKind::DocumentStart => {
                self.parse_directives()?;
                if !matches!(self.peek()?, TokenKind::DocumentStart) {
                    return self.fail("did not find expected <document start>");
                }
                self.skip()?;
                true
            }
            _ => false,
        };
        let is_end = matches!(
            self.peek()?,
            TokenKind::Version(..)
                | TokenKind::TagDirective(..)
                | TokenKind::DocumentStart
                | TokenKind::DocumentEnd
                | TokenKind::StreamEnd
        );
        let root = self.parse_node_unless(is_explicit && is_end, true, false)?;
        self.peek()?;
        Ok(Some(root))
    }

    fn parse_directives(&mut self) -> Result<(), String> {
        let mut has_version = false;
        loop {
            match self.peek()? {
                TokenKind::Version(..) if has_version => {
                    return self.fail("found duplicate %YAML directive");
                }
                TokenKind::Version(1, 1) => has_version = true,
                TokenKind::Version(..) => return self.fail("found incompatible YAML document"),
                TokenKind::TagDirective(handle, prefix) => {
                    let (handle, prefix) = (handle.clone(), prefix.clone());
                    if self.handles.insert(handle, prefix).is_some() {
                        return self.fail("found duplicate %TAG directive");
                    }
                }
                _ => return Ok(()),
            }
            self.skip()?;
        }
    }

    /// An empty scalar, which stands for null.
    fn empty(&mut self) -> NodeId {
        let (text, is_plain) = (String::new(), true);
        self.document.add(Node {
            tag: String::new(),
            kind: NodeKind::Scalar { text, is_plain },
        })
    }

    /// A node with its anchor and its tag, in a block or flow collection.
    fn parse_node(&mut self, in_block: bool, can_be_indentless: bool) -> Result<NodeId, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.fail(TOO_DEEP);
        }
        let node = self.parse_node_inside(in_block, can_be_indentless);
        self.depth -= 1;
        node
    }

    fn parse_node_inside(
        &mut self,
        in_block: bool,
        can_be_indentless: bool,
    ) -> Result<NodeId, String> {
        if let TokenKind::Alias(_) = self.peek()? {
            return self.parse_alias();
        }
        let (mut anchor, mut tag) = (None, None);
        for _ in 0..2 {
            match self.peek()? {
                TokenKind::Anchor(_) if anchor.is_none() => {
                    if let TokenKind::Anchor(name) = self.take()? {
                        anchor = Some(name);
                    }
                }
                TokenKind::Tag(..) if tag.is_none() => {
                    tag = Some(self.resolve_tag()?);
                    self.skip()?;
                }
                _ => break,
            }
        }
        let has_properties = anchor.is_some() || tag.is_some();
        let is_untagged = tag.as_deref().is_none_or(|tag| tag == "!");
        let has_no_tag = tag.as_deref().is_none_or(str::is_empty);
        let id = self.document.add(Node {
            tag: tag.filter(|tag| tag != "!").unwrap_or_default(),
            kind: NodeKind::Sequence(Vec::new()),
        });
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, id);
        }
        let kind = match self.peek()? {
            TokenKind::BlockEntry if can_be_indentless => self.parse_indentless_sequence()?,
            TokenKind::Scalar(..) => {
                let TokenKind::Scalar(text, is_bare) = self.take()? else {
                    return self.fail("did not find expected node content");
                };
                let is_plain = is_untagged && (is_bare || !has_no_tag);
                NodeKind::Scalar { text, is_plain }
            }
            TokenKind::FlowSequenceStart => self.parse_flow_sequence()?,
            TokenKind::FlowMappingStart => self.parse_flow_mapping()?,
            TokenKind::BlockSequenceStart if in_block => self.parse_block_sequence()?,
            TokenKind::BlockMappingStart if in_block => self.parse_block_mapping()?,
            _ if has_properties => {
                let (text, is_plain) = (String::new(), is_untagged);
                NodeKind::Scalar { text, is_plain }
            }
            _ => return self.fail("did not find expected node content"),
        };
        self.document.set(id, kind);
        Ok(id)
    }

    fn parse_alias(&mut self) -> Result<NodeId, String> {
        let TokenKind::Alias(name) = self.take()? else {
            return self.fail("did not find expected node content");
        };
        let Some(target) = self.anchors.get(&name).copied() else {
            return Err(format!("unknown anchor '{name}' referenced"));
        };
        Ok(self.document.add(Node {
            tag: String::new(),
            kind: NodeKind::Alias(name, target),
        }))
    }

    /// The tag that comes next, written out.
    fn resolve_tag(&mut self) -> Result<String, String> {
        let TokenKind::Tag(handle, suffix) = self.peek()? else {
            return Ok(String::new());
        };
        let (handle, suffix) = (handle.clone(), suffix.clone());
        if handle.is_empty() {
            return Ok(suffix);
        }
        let known = self.handles.get(&handle).map(String::as_str);
        let prefix = known.or(match handle.as_str() {
            "!" => Some("!"),
            "!!" => Some(TAG_PREFIX),
            _ => None,
        });
        match prefix {
            Some(prefix) => Ok(format!("{prefix}{suffix}")),
            None => self.fail("found undefined tag handle"),
        }
    }

    fn parse_block_sequence(&mut self) -> Result<NodeKind, String> {
        self.skip()?;
        let mut items = Vec::new();
        loop {
            match self.peek()? {
                TokenKind::BlockEntry => {}
                TokenKind::BlockEnd => break,
                _ => return self.fail("did not find expected '-' indicator"),
            }
            self.skip()?;
            let is_empty = matches!(self.peek()?, TokenKind::BlockEntry | TokenKind::BlockEnd);
            items.push(self.parse_node_unless(is_empty, true, false)?);
        }
        self.skip()?;
        Ok(NodeKind::Sequence(items))
    }

    fn parse_indentless_sequence(&mut self) -> Result<NodeKind, String> {
        let mut items = Vec::new();
        while let TokenKind::BlockEntry = self.peek()? {
            self.skip()?;
            let is_empty = matches!(
                self.peek()?,
                TokenKind::BlockEntry | TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd
            );
            items.push(self.parse_node_unless(is_empty, true, false)?);
        }
        Ok(NodeKind::Sequence(items))
    }

    fn parse_node_unless(
        &mut self,
        is_empty: bool,
        in_block: bool,
        can_be_indentless: bool,
    ) -> Result<NodeId, String> {
        match is_empty {
            true => Ok(self.empty()),
            false => self.parse_node(in_block, can_be_indentless),
        }
    }

    /// A key or a value of a block mapping.
    fn parse_block_part(&mut self) -> Result<NodeId, String> {
        let is_empty = matches!(
            self.peek()?,
            TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd
        );
        self.parse_node_unless(is_empty, true, true)
    }

    fn parse_block_mapping(&mut self) -> Result<NodeKind, String> {
        self.skip()?;
        let mut entries = Vec::new();
        loop {
            match self.peek()? {
                TokenKind::Key => {}
                TokenKind::BlockEnd => break,
                _ => return self.fail("did not find expected key"),
            }
            self.skip()?;
            let key = self.parse_block_part()?;
            let value = match self.peek()? {
                TokenKind::Value => {
                    self.skip()?;
                    self.parse_block_part()?
                }
                _ => self.empty(),
            };
            entries.push((key, value));
        }
        self.skip()?;
        Ok(NodeKind::Mapping(entries))
    }

    fn parse_flow_sequence(&mut self) -> Result<NodeKind, String> {
        self.skip()?;
        let mut items = Vec::new();
        while !matches!(self.peek()?, TokenKind::FlowSequenceEnd) {
            if !items.is_empty() {
                match self.peek()? {
                    TokenKind::FlowEntry => self.skip()?,
                    _ => return self.fail("did not find expected ',' or ']'"),
                }
            }
            match self.peek()? {
                TokenKind::Key => items.push(self.parse_flow_pair()?),
                TokenKind::FlowSequenceEnd => break,
                _ => items.push(self.parse_node(false, false)?),
            }
        }
        self.skip()?;
        Ok(NodeKind::Sequence(items))
    }

    /// A mapping of one entry, as an item of a flow sequence.
    fn parse_flow_pair(&mut self) -> Result<NodeId, String> {
        let id = self.document.add(Node {
            tag: String::new(),
            kind: NodeKind::Mapping(Vec::new()),
        });
        self.skip()?;
        let key = self.parse_flow_key(true)?;
        let value = self.parse_flow_value(true)?;
        self.document.set(id, NodeKind::Mapping(vec![(key, value)]));
        Ok(id)
    }

    /// A key in a flow collection, a sequence or a mapping.
    fn parse_flow_key(&mut self, in_sequence: bool) -> Result<NodeId, String> {
        let is_empty = match self.peek()? {
            TokenKind::Value => true,
            token => ends_flow_entry(token, in_sequence),
        };
        if is_empty && in_sequence {
            // yaml.v2 passes over what follows a `?` that has no key.
            self.skip()?;
        }
        self.parse_node_unless(is_empty, false, false)
    }

    /// What stands after a key in a flow collection.
    fn parse_flow_value(&mut self, in_sequence: bool) -> Result<NodeId, String> {
        match self.peek()? {
            TokenKind::Value => {
                self.skip()?;
                let is_empty = ends_flow_entry(self.peek()?, in_sequence);
                self.parse_node_unless(is_empty, false, false)
            }
            _ => Ok(self.empty()),
        }
    }

    fn parse_flow_mapping(&mut self) -> Result<NodeKind, String> {
        self.skip()?;
        let mut entries = Vec::new();
        while !matches!(self.peek()?, TokenKind::FlowMappingEnd) {
            if !entries.is_empty() {
                match self.peek()? {
                    TokenKind::FlowEntry => self.skip()?,
                    _ => return self.fail("did not find expected ',' or '}'"),
                }
            }
            match self.peek()? {
                TokenKind::Key => {
                    self.skip()?;
                    let key = self.parse_flow_key(false)?;
                    entries.push((key, self.parse_flow_value(false)?));
                }
                TokenKind::FlowMappingEnd => break,
                _ => {
                    let key = self.parse_node(false, false)?;
                    entries.push((key, self.empty()));
                }
            }
        }
        self.skip()?;
        Ok(NodeKind::Mapping(entries))
    }
}

fn ends_flow_entry(token: &TokenKind, in_sequence: bool) -> bool {
    match token {
        TokenKind::FlowEntry => true,
        TokenKind::FlowSequenceEnd => in_sequence,
        TokenKind::FlowMappingEnd => !in_sequence,
        _ => false,
    }
}
