//! Parses a template's text as Go 1.19 does, with the same errors at the same lines.
//!
//! The parser is our own because an error message quotes what Go's parser saw at the moment when it gave
//! up, and because texts here are bytes; no library keeps either.

mod control;
mod pipeline;

use std::mem;
use std::rc::Rc;

use super::engine::ByName;
use super::lexer::Lexer;
use super::limits::{parser_may_go_on, stack_address};
use super::node::{Node, Nodes, Source, Tree};
use super::token::{Keyword, Token, TokenKind};
use crate::format::unquote;
use crate::value::Text;

/// How deep blocks, chains of `else if` and parentheses may be nested. Go has no limit.
const DEEPEST: usize = 400;

/// The templates of a text: the text itself, and what it defines.
pub(super) type Trees = Vec<Rc<Tree>>;

/// Parses the text of a file, or says in the words of Go why it cannot: `template: FILE:LINE: MESSAGE`.
pub(super) fn parse(name: &Text, text: Text) -> Result<Trees, Vec<u8>> {
    let source = Rc::new(Source {
        name: name.clone(),
        text,
    });
    let kept = source.clone();
    let mut parser = Parser {
        lexer: Lexer::new(&kept.text),
        source,
        trees: Vec::new(),
        places: ByName::default(),
        tree: TreeState::new(),
        depth: 0,
        stack: stack_address(),
    };
    let nodes = parser.file()?;
    parser.add(name.clone(), nodes)?;
    Ok(parser.trees.into_iter().map(Rc::new).collect())
}

/// What a list of nodes ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    End,
    Else,
}

impl Ending {
    fn described(self) -> &'static str {
        match self {
            Ending::End => "{{end}}",
            Ending::Else => "{{else}}",
        }
    }
}

/// What was parsed: a node, or what ends a list.
enum Parsed {
    Node(Node),
    Ending(Ending),
}

type Parse<T> = Result<T, Vec<u8>>;

struct Parser<'t> {
    source: Rc<Source>,
    lexer: Lexer<'t>,
    trees: Vec<Tree>,
    /// The places of trees, by their names.
    places: ByName<usize>,
    tree: TreeState<'t>,
    depth: usize,
    /// Where the stack was when it began.
    stack: usize,
}

/// What the parser keeps for one tree: a file, or what is defined in it.
struct TreeState<'t> {
    /// Tokens that were read ahead; the last of `ahead` comes next.
    tokens: [Token<'t>; 3],
    ahead: usize,
    variables: Vec<Text>,
    /// How many `range`s are open.
    ranges: usize,
    /// The line where the open action started, or 0.
    action_line: usize,
}

impl TreeState<'_> {
    fn new() -> Self {
        let token = || Token {
            kind: TokenKind::Error,
            at: 0,
            line: 0,
            text: (&[][..]).into(),
        };
        Self {
            tokens: [token(), token(), token()],
            ahead: 0,
            variables: vec!["$".into()],
            ranges: 0,
            action_line: 0,
        }
    }
}

impl<'t> Parser<'t> {
    fn next(&mut self) -> Token<'t> {
        if self.tree.ahead > 0 {
            self.tree.ahead -= 1;
        } else {
            self.tree.tokens[0] = self.lexer.next();
        }
        self.tree.tokens[self.tree.ahead].clone()
    }

    fn back(&mut self) {
        self.tree.ahead += 1;
    }

    /// Puts a token back before the one that was read last.
    fn back_before(&mut self, token: Token<'t>) {
        self.tree.tokens[1] = token;
        self.tree.ahead = 2;
    }

    /// Puts two tokens back before the one that was read last.
    fn back_before_both(&mut self, first: Token<'t>, second: Token<'t>) {
        self.tree.tokens[1] = second;
        self.tree.tokens[2] = first;
        self.tree.ahead = 3;
    }

    fn peek(&mut self) -> &Token<'t> {
        if self.tree.ahead == 0 {
            self.tree.ahead = 1;
            self.tree.tokens[0] = self.lexer.next();
        }
        &self.tree.tokens[self.tree.ahead - 1]
    }

    fn next_after_space(&mut self) -> Token<'t> {
        loop {
            let token = self.next();
            if token.kind != TokenKind::Space {
                return token;
            }
        }
    }

    fn peek_after_space(&mut self) -> Token<'t> {
        let token = self.next_after_space();
        self.back();
        token
    }

    /// An error at the line of the token that was read last.
    fn error<T>(&self, message: impl AsRef<[u8]>) -> Parse<T> {
        Err(self.located(message.as_ref()))
    }

    /// A message with the line of the token that was read last.
    fn located(&self, message: &[u8]) -> Vec<u8> {
        let line = format!(":{}: ", self.tree.tokens[0].line);
        let parts = [b"template: ", &*self.source.name, line.as_bytes(), message];
        parts.concat()
    }

    fn unexpected<T>(&self, token: &Token<'_>, context: &str) -> Parse<T> {
        let described = token.described();
        if token.kind != TokenKind::Error {
            let context = context.as_bytes();
            return self.error([b"unexpected ", &*described, b" in ", context].concat());
        }
        let mut message = described;
        let line = self.tree.action_line;
        if line != 0 && line != token.line {
            let again = if message.ends_with(b" action") {
                ""
            } else {
                " in action"
            };
            message.extend(format!("{again} started at ").bytes());
            message.extend(&*self.source.name);
            message.extend(format!(":{line}").bytes());
        }
        self.error(message)
    }

    fn expect(&mut self, kind: TokenKind, context: &str) -> Parse<Token<'t>> {
        let token = self.next_after_space();
        if token.kind != kind {
            return self.unexpected(&token, context);
        }
        Ok(token)
    }

    /// Runs a part of the parser one level deeper.
    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= DEEPEST || !parser_may_go_on(self.stack) {
            return self.error("nested too deeply");
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn file(&mut self) -> Parse<Nodes> {
        let mut nodes = Nodes::new();
        loop {
            match self.peek().kind {
                TokenKind::End => return Ok(nodes),
                TokenKind::LeftDelimiter => {
                    let delimiter = self.next();
                    if self.next_after_space().kind == TokenKind::Keyword(Keyword::Define) {
                        self.definition()?;
                        continue;
                    }
                    self.back_before(delimiter);
                }
                _ => {}
            }
            match self.text_or_action()? {
                Parsed::Node(node) => nodes.push(node),
                Parsed::Ending(ending) => {
                    return self.error(format!("unexpected {}", ending.described()));
                }
            }
        }
    }

    fn definition(&mut self) -> Parse<()> {
        const CONTEXT: &str = "define clause";
        let outer = mem::replace(&mut self.tree, TreeState::new());
        let name = self.next_after_space();
        let name = self.template_name(&name, CONTEXT)?;
        self.expect(TokenKind::RightDelimiter, CONTEXT)?;
        self.body(name, CONTEXT)?;
        self.tree = outer;
        Ok(())
    }

    /// The body of a `define` or `block` up to its end, added to the templates of the text.
    fn body(&mut self, name: Text, context: &str) -> Parse<()> {
        let (nodes, ending) = self.list()?;
        if ending != Ending::End {
            let described = ending.described();
            return self.error(format!("unexpected {described} in {context}"));
        }
        self.add(name, nodes)
    }

    fn add(&mut self, name: Text, nodes: Nodes) -> Parse<()> {
        let tree = Tree {
            name: name.clone(),
            nodes,
            source: self.source.clone(),
        };
        let place = *self.places.entry(name).or_insert(self.trees.len());
        match self.trees.get_mut(place) {
            None => self.trees.push(tree),
            Some(before) if before.is_empty() => *before = tree,
            Some(_) if tree.is_empty() => {}
            Some(_) => {
                let name = crate::format::quote(&tree.name);
                let message = [b"template: multiple definition of template ", &*name];
                return self.error(message.concat());
            }
        }
        Ok(())
    }

    fn list(&mut self) -> Parse<(Nodes, Ending)> {
        self.deeper(|parser| {
            let mut nodes = Nodes::new();
            while parser.peek_after_space().kind != TokenKind::End {
                match parser.text_or_action()? {
                    Parsed::Node(node) => nodes.push(node),
                    Parsed::Ending(ending) => return Ok((nodes, ending)),
                }
            }
            parser.error("unexpected EOF")
        })
    }

    fn text_or_action(&mut self) -> Parse<Parsed> {
        let token = self.next_after_space();
        match token.kind {
            TokenKind::Text => Ok(Parsed::Node(Node::Text((&*token.text).into()))),
            TokenKind::LeftDelimiter => {
                self.tree.action_line = token.line;
                let parsed = self.action();
                self.tree.action_line = 0;
                parsed
            }
            _ => self.unexpected(&token, "input"),
        }
    }

    fn template_name(&mut self, token: &Token<'t>, context: &str) -> Parse<Text> {
        match token.kind {
            TokenKind::Quoted | TokenKind::RawText => self.unquoted(&token.text),
            _ => self.unexpected(token, context),
        }
    }

    fn unquoted(&self, literal: &[u8]) -> Parse<Text> {
        match unquote(literal) {
            Some(text) => Ok(text.into()),
            None => self.error("invalid syntax"),
        }
    }
}
