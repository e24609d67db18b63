//! Actions that control others: `if`, `range`, `with`, `template`, `block`, `break`, `continue`.

use std::mem;

use super::{Ending, Parse, Parsed, Parser, TreeState};
use crate::template::node::{Branch, Node, TemplateCall};
use crate::template::token::{Keyword, TokenKind};

impl Parser<'_> {
    /// What stands after `{{`.
    pub(super) fn action(&mut self) -> Parse<Parsed> {
        let token = self.next_after_space();
        let TokenKind::Keyword(keyword) = token.kind else {
            return self.command_action();
        };
        let node = match keyword {
            Keyword::Block => self.block()?,
            Keyword::Break => self.loop_control("{{break}}", Node::Break)?,
            Keyword::Continue => self.loop_control("{{continue}}", Node::Continue)?,
            Keyword::Else => return self.otherwise(),
            Keyword::End => {
                self.expect(TokenKind::RightDelimiter, "end")?;
                return Ok(Parsed::Ending(Ending::End));
            }
            Keyword::If => Node::If(self.branch(true, "if")?),
            Keyword::Range => Node::Range(self.branch(false, "range")?),
            Keyword::With => Node::With(self.branch(false, "with")?),
            Keyword::Template => self.template()?,
            Keyword::Define | Keyword::Dot | Keyword::Nil => return self.command_action(),
        };
        Ok(Parsed::Node(node))
    }

    fn command_action(&mut self) -> Parse<Parsed> {
        self.back();
        let pipe = self.pipeline("command", TokenKind::RightDelimiter)?;
        Ok(Parsed::Node(Node::Action(pipe)))
    }

    fn loop_control(&mut self, named: &str, node: Node) -> Parse<Node> {
        let token = self.next_after_space();
        if token.kind != TokenKind::RightDelimiter {
            return self.unexpected(&token, named);
        }
        if self.tree.ranges == 0 {
            return self.error(format!("{named} outside {{{{range}}}}"));
        }
        Ok(node)
    }

    fn otherwise(&mut self) -> Parse<Parsed> {
        // `else if` leaves the `if` for the branch that reads on.
        if self.peek_after_space().kind != TokenKind::Keyword(Keyword::If) {
            self.expect(TokenKind::RightDelimiter, "else")?;
        }
        Ok(Parsed::Ending(Ending::Else))
    }

    fn branch(&mut self, takes_else_if: bool, context: &str) -> Parse<Branch> {
        let variables = self.tree.variables.len();
        let pipe = self.pipeline(context, TokenKind::RightDelimiter)?;
        let is_range = usize::from(context == "range");
        self.tree.ranges += is_range;
        let (body, ending) = self.list()?;
        self.tree.ranges -= is_range;
        let mut otherwise = None;
        if ending == Ending::Else {
            if takes_else_if && self.peek().kind == TokenKind::Keyword(Keyword::If) {
                self.next();
                // The `end` of the inner branch ends the outer one, too.
                let inner = self.deeper(|parser| parser.branch(true, "if"))?;
                otherwise = Some(vec![Node::If(inner)]);
            } else {
                let (nodes, ending) = self.list()?;
                if ending != Ending::End {
                    return self.error(format!("expected end; found {}", ending.described()));
                }
                otherwise = Some(nodes);
            }
        }
        self.tree.variables.truncate(variables);
        Ok(Branch {
            pipe,
            body,
            otherwise,
        })
    }

    fn template(&mut self) -> Parse<Node> {
        const CONTEXT: &str = "template clause";
        let token = self.next_after_space();
        let name = self.template_name(&token, CONTEXT)?;
        let mut pipe = None;
        if self.next_after_space().kind != TokenKind::RightDelimiter {
            self.back();
            pipe = Some(self.pipeline(CONTEXT, TokenKind::RightDelimiter)?);
        }
        let at = token.at;
        Ok(Node::Template(TemplateCall { at, name, pipe }))
    }

    fn block(&mut self) -> Parse<Node> {
        const CONTEXT: &str = "block clause";
        let token = self.next_after_space();
        let name = self.template_name(&token, CONTEXT)?;
        let pipe = self.pipeline(CONTEXT, TokenKind::RightDelimiter)?;
        let outer = mem::replace(&mut self.tree, TreeState::new());
        self.body(name.clone(), CONTEXT)?;
        self.tree = outer;
        Ok(Node::Template(TemplateCall {
            at: token.at,
            name,
            pipe: Some(pipe),
        }))
    }
}
