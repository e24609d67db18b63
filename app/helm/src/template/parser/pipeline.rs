//! Pipelines: declarations, commands, and the terms they are made of.

use super::{Parse, Parser};
use crate::format::quote;
use crate::functions;
use crate::template::language;
use crate::template::node::{Callee, Command, Pipe, Term, TermKind};
use crate::template::number::Number;
use crate::template::token::{Keyword, Token, TokenKind};
use crate::value::Text;

impl<'t> Parser<'t> {
    /// A pipeline up to the token that ends it.
    pub(super) fn pipeline(&mut self, context: &str, end: TokenKind) -> Parse<Pipe> {
        self.deeper(|parser| parser.pipeline_inside(context, end))
    }

    fn pipeline_inside(&mut self, context: &str, end: TokenKind) -> Parse<Pipe> {
        let mut pipe = Pipe {
            at: self.peek_after_space().at,
            declared: Vec::new(),
            is_assignment: false,
            commands: Vec::new(),
        };
        while self.declaration(&mut pipe, context)? {}
        loop {
            let token = self.next_after_space();
            match token.kind {
                kind if kind == end => {
                    self.check_pipeline(&pipe, context)?;
                    return Ok(pipe);
                }
                TokenKind::Bool
                | TokenKind::CharConstant
                | TokenKind::Complex
                | TokenKind::Keyword(Keyword::Dot | Keyword::Nil)
                | TokenKind::Field
                | TokenKind::Identifier
                | TokenKind::Number
                | TokenKind::RawText
                | TokenKind::Quoted
                | TokenKind::Variable
                | TokenKind::LeftParen => {
                    self.back();
                    let command = self.command()?;
                    pipe.commands.push(command);
                }
                _ => return self.unexpected(&token, context),
            }
        }
    }

    /// A variable that is declared or assigned, if one stands here; whether another may follow.
    fn declaration(&mut self, pipe: &mut Pipe, context: &str) -> Parse<bool> {
        let variable = self.peek_after_space();
        if variable.kind != TokenKind::Variable {
            return Ok(false);
        }
        self.next();
        // `$x foo` has to be told from `$x := foo`, so the token after the variable is kept.
        let after = self.peek().clone();
        let next = self.peek_after_space();
        let is_comma = next.kind == TokenKind::Char && *next.text == *b",";
        match next.kind {
            TokenKind::Assign | TokenKind::Declare => {
                pipe.is_assignment = next.kind == TokenKind::Assign;
                self.next_after_space();
                self.declare(pipe, &variable);
            }
            _ if is_comma => {
                self.next_after_space();
                self.declare(pipe, &variable);
                if context == "range" && pipe.declared.len() < 2 {
                    return match self.peek_after_space().kind {
                        TokenKind::Variable | TokenKind::RightDelimiter | TokenKind::RightParen => {
                            Ok(true)
                        }
                        _ => self.error("range can only initialize variables"),
                    };
                }
                return self.error(format!("too many declarations in {context}"));
            }
            _ if after.kind == TokenKind::Space => self.back_before_both(variable, after),
            _ => self.back_before(variable),
        }
        Ok(false)
    }

    fn declare(&mut self, pipe: &mut Pipe, variable: &Token<'t>) {
        let name = Text::from(&*variable.text);
        pipe.declared.push(name.clone());
        self.tree.variables.push(name);
    }

    fn check_pipeline(&self, pipe: &Pipe, context: &str) -> Parse<()> {
        if pipe.commands.is_empty() {
            return self.error(format!("missing value for {context}"));
        }
        for (index, command) in pipe.commands.iter().enumerate().skip(1) {
            let first = command.terms.first().map(|term| &term.kind);
            if let Some(
                TermKind::Bool(_)
                | TermKind::Dot
                | TermKind::Nil
                | TermKind::Number(_)
                | TermKind::Text(..),
            ) = first
            {
                let stage = index + 1;
                return self.error(format!("non executable command in pipeline stage {stage}"));
            }
        }
        Ok(())
    }

    fn command(&mut self) -> Parse<Command> {
        let at = self.peek_after_space().at;
        let mut terms = Vec::new();
        loop {
            self.peek_after_space();
            if let Some(operand) = self.operand()? {
                terms.push(operand);
            }
            let token = self.next();
            match token.kind {
                TokenKind::Space => {}
                TokenKind::RightDelimiter | TokenKind::RightParen => {
                    self.back();
                    break;
                }
                TokenKind::Pipe => break,
                _ => return self.unexpected(&token, "operand"),
            }
        }
        if terms.is_empty() {
            return self.error("empty command");
        }
        Ok(Command { at, terms })
    }

    fn operand(&mut self) -> Parse<Option<Term>> {
        let Some(term) = self.term()? else {
            return Ok(None);
        };
        if self.peek().kind != TokenKind::Field {
            return Ok(Some(term));
        }
        let at = self.peek().at;
        let mut fields = Vec::new();
        while self.peek().kind == TokenKind::Field {
            fields.push(Text::from(&self.next().text[1..]));
        }
        let kind = match term.kind {
            TermKind::Field(mut all) => {
                all.extend(fields);
                TermKind::Field(all)
            }
            TermKind::Variable(name, mut all) => {
                all.extend(fields);
                TermKind::Variable(name, all)
            }
            TermKind::Function(..) | TermKind::Pipe(_) | TermKind::Chain(..) => {
                TermKind::Chain(Box::new(term), fields)
            }
            TermKind::Bool(_)
            | TermKind::Text(..)
            | TermKind::Number(_)
            | TermKind::Nil
            | TermKind::Dot => {
                let mut printed = Vec::new();
                term.print(&mut printed);
                let printed = quote(&printed);
                return self.error([b"unexpected . after term ", &*printed].concat());
            }
        };
        Ok(Some(Term { at, kind }))
    }

    fn term(&mut self) -> Parse<Option<Term>> {
        let token = self.next_after_space();
        let kind = match token.kind {
            TokenKind::Identifier => self.function(&token)?,
            TokenKind::Keyword(Keyword::Dot) => TermKind::Dot,
            TokenKind::Keyword(Keyword::Nil) => TermKind::Nil,
            TokenKind::Variable => self.variable(&token)?,
            TokenKind::Field => TermKind::Field(vec![token.text[1..].into()]),
            TokenKind::Bool => TermKind::Bool(*token.text == *b"true"),
            TokenKind::CharConstant | TokenKind::Complex | TokenKind::Number => {
                match Number::read(&token.text, token.kind) {
                    Ok(number) => TermKind::Number(number),
                    Err(message) => return self.error(message),
                }
            }
            TokenKind::LeftParen => {
                let pipe = self.pipeline("parenthesized pipeline", TokenKind::RightParen)?;
                let (at, kind) = (pipe.at, TermKind::Pipe(pipe));
                return Ok(Some(Term { at, kind }));
            }
            TokenKind::Quoted | TokenKind::RawText => {
                let text = self.unquoted(&token.text)?;
                TermKind::Text(Text::from(&*token.text), text)
            }
            _ => {
                self.back();
                return Ok(None);
            }
        };
        let at = token.at;
        Ok(Some(Term { at, kind }))
    }

    fn function(&self, token: &Token<'_>) -> Parse<TermKind> {
        let name = std::str::from_utf8(&token.text).unwrap_or_default();
        // What Helm brings wins over the language's own: `slice` is in both.
        let callee = functions::function(name)
            .map(Callee::Table)
            .or_else(|| language::function(name).map(Callee::Language));
        match callee {
            Some(callee) => Ok(TermKind::Function(name.into(), callee)),
            None => {
                let name = quote(&token.text);
                self.error([b"function ", &*name, b" not defined"].concat())
            }
        }
    }

    fn variable(&self, token: &Token<'_>) -> Parse<TermKind> {
        let name = Text::from(&*token.text);
        if self.tree.variables.iter().rev().any(|known| *known == name) {
            return Ok(TermKind::Variable(name, Vec::new()));
        }
        let name = quote(&name);
        self.error([b"undefined variable ", &*name].concat())
    }
}
