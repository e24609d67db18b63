//! A parsed template, and how Go prints its parts in error messages.

use std::fmt::Write as _;

use crate::format::quote;
use crate::functions::Function;
use crate::value::Text;

use super::language::LanguageFunction;
use super::number::Number;

/// Nodes that are evaluated one after the other.
pub(super) type Nodes = Vec<Node>;

/// A part of a template.
#[derive(Debug)]
pub(super) enum Node {
    /// Text outside of actions.
    Text(Text),
    /// A pipeline whose value is printed, unless it declares a variable.
    Action(Pipe),
    If(Branch),
    Range(Branch),
    With(Branch),
    Template(TemplateCall),
    Break,
    Continue,
}

/// What `if`, `range` and `with` have in common.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) pipe: Pipe,
    pub(super) body: Nodes,
    pub(super) otherwise: Option<Nodes>,
}

/// `{{ template "name" pipeline }}`.
#[derive(Debug)]
pub(super) struct TemplateCall {
    pub(super) at: usize,
    pub(super) name: Text,
    pub(super) pipe: Option<Pipe>,
}

/// Commands, each of which gets the value of the one before as its last argument.
#[derive(Debug)]
pub(super) struct Pipe {
    pub(super) at: usize,
    pub(super) declared: Vec<Text>,
    pub(super) is_assignment: bool,
    pub(super) commands: Vec<Command>,
}

/// A value, or a function with its arguments. There is at least one term.
#[derive(Debug)]
pub(super) struct Command {
    pub(super) at: usize,
    pub(super) terms: Vec<Term>,
}

/// What a command is made of.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) at: usize,
    pub(super) kind: TermKind,
}

#[derive(Debug)]
pub(super) enum TermKind {
    Dot,
    Nil,
    Bool(bool),
    Number(Number),
    /// A literal as it is written, and what it means.
    Text(Text, Text),
    Field(Vec<Text>),
    Variable(Text, Vec<Text>),
    Function(Text, Callee),
    Pipe(Pipe),
    /// Fields of what another term gives.
    Chain(Box<Term>, Vec<Text>),
}

/// The function that a name stands for.
#[derive(Clone, Copy)]
pub(super) enum Callee {
    Language(&'static LanguageFunction),
    Table(&'static Function),
}

impl std::fmt::Debug for Callee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Callee::Language(function) => function.name,
            Callee::Table(function) => function.name,
        })
    }
}

/// A part of a template that an error message can name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'t> {
    Pipe(&'t Pipe),
    Command(&'t Command),
    Term(&'t Term),
    Template(&'t TemplateCall),
}

impl Place<'_> {
    /// Where it starts in the text, in bytes.
    pub(super) fn at(self) -> usize {
        match self {
            Place::Pipe(pipe) => pipe.at,
            Place::Command(command) => command.at,
            Place::Term(term) => term.at,
            Place::Template(template) => template.at,
        }
    }

    /// How Go prints it: as it was parsed, with single spaces.
    pub(super) fn print(self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Place::Pipe(pipe) => pipe.print(&mut out),
            Place::Command(command) => command.print(&mut out),
            Place::Term(term) => term.print(&mut out),
            Place::Template(template) => template.print(&mut out),
        }
        out
    }
}

impl TemplateCall {
    fn print(&self, out: &mut Vec<u8>) {
        out.extend(b"{{template ");
        out.extend(quote(&self.name));
        if let Some(pipe) = &self.pipe {
            out.push(b' ');
            pipe.print(out);
        }
        out.extend(b"}}");
    }
}

impl Pipe {
    fn print(&self, out: &mut Vec<u8>) {
        for (index, name) in self.declared.iter().enumerate() {
            if index > 0 {
                out.extend(b", ");
            }
            out.extend(&**name);
        }
        if !self.declared.is_empty() {
            // Go 1.19 prints assignments like declarations.
            out.extend(b" := ");
        }
        for (index, command) in self.commands.iter().enumerate() {
            if index > 0 {
                out.extend(b" | ");
            }
            command.print(out);
        }
    }
}

impl Command {
    fn print(&self, out: &mut Vec<u8>) {
        for (index, term) in self.terms.iter().enumerate() {
            if index > 0 {
                out.push(b' ');
            }
            term.print_in_parens(out);
        }
    }
}

impl Term {
    fn print_in_parens(&self, out: &mut Vec<u8>) {
        match &self.kind {
            TermKind::Pipe(pipe) => {
                out.push(b'(');
                pipe.print(out);
                out.push(b')');
            }
            _ => self.print(out),
        }
    }

    pub(super) fn print(&self, out: &mut Vec<u8>) {
        match &self.kind {
            TermKind::Dot => out.push(b'.'),
            TermKind::Nil => out.extend(b"nil"),
            TermKind::Bool(truth) => out.extend(truth.to_string().bytes()),
            TermKind::Number(number) => out.extend(&*number.text),
            TermKind::Text(literal, _) => out.extend(&**literal),
            TermKind::Field(fields) => print_fields(fields, out),
            TermKind::Variable(name, fields) => {
                out.extend(&**name);
                print_fields(fields, out);
            }
            TermKind::Function(name, _) => out.extend(&**name),
            TermKind::Pipe(pipe) => pipe.print(out),
            TermKind::Chain(term, fields) => {
                term.print_in_parens(out);
                print_fields(fields, out);
            }
        }
    }
}

fn print_fields(fields: &[Text], out: &mut Vec<u8>) {
    for field in fields {
        out.push(b'.');
        out.extend(&**field);
    }
}

/// A template that can be run: a file, or what `define` or `block` names.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) name: Text,
    pub(super) nodes: Nodes,
    pub(super) source: std::rc::Rc<Source>,
}

impl Tree {
    /// Whether it prints nothing but white space; such a one does not replace another.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.iter().all(|node| match node {
            Node::Text(text) => text.lossy().chars().all(char::is_whitespace),
            _ => false,
        })
    }
}

/// The text that a template was parsed from, for places in error messages.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: Text,
    pub(super) text: Text,
}

impl Source {
    /// `FILE:LINE:COLUMN` of a byte: the line from 1, the column in bytes from 0.
    pub(super) fn location(&self, at: usize) -> Vec<u8> {
        let before = &self.text[..at.min(self.text.len())];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = match before.iter().rposition(|byte| *byte == b'\n') {
            Some(line_break) => before.len() - line_break - 1,
            None => before.len(),
        };
        let mut place = String::new();
        let _ = write!(place, ":{line}:{column}");
        [&*self.name, place.as_bytes()].concat()
    }
}
