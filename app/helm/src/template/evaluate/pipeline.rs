//! Pipelines, commands and terms.

use super::{Evaluated, Slot, State};
use crate::format::quote;
use crate::template::node::{Command, Pipe, Place, Term, TermKind};
use crate::template::number::Number;
use crate::value::Value;

impl<'t> State<'t> {
    /// The value of a pipeline, also given to the variables that it declares.
    pub(super) fn pipeline(&mut self, dot: &Slot, pipe: &'t Pipe) -> Evaluated<Slot> {
        self.at(Place::Pipe(pipe));
        let mut value = None;
        for command in &pipe.commands {
            let given = self.command(dot, command, value)?;
            value = Some(given.unboxed());
        }
        let value = value.unwrap_or(Slot::NONE);
        for name in &pipe.declared {
            if pipe.is_assignment {
                self.assign(name, value.clone())?;
            } else {
                self.variables.push((name, value.clone()));
            }
        }
        Ok(value)
    }

    fn command(&mut self, dot: &Slot, command: &'t Command, last: Option<Slot>) -> Evaluated<Slot> {
        self.engine.step()?;
        let Some(first) = command.terms.first() else {
            return self.error("empty command");
        };
        let arguments = &command.terms[1..];
        match &first.kind {
            TermKind::Field(fields) => {
                self.at(Place::Term(first));
                self.fields(dot, dot.clone(), first, fields, arguments, last)
            }
            TermKind::Chain(term, fields) => self.chain(dot, first, term, fields, arguments, last),
            TermKind::Function(name, callee) => {
                self.at(Place::Term(first));
                let callee = (*callee).into();
                self.call(dot, callee, name, Place::Command(command), arguments, last)
            }
            TermKind::Pipe(pipe) => {
                self.is_no_function(first, arguments, &last)?;
                self.pipeline(dot, pipe)
            }
            TermKind::Variable(name, fields) => {
                self.variable(dot, first, name, fields, arguments, last)
            }
            TermKind::Dot => {
                self.at(Place::Term(first));
                self.is_no_function(first, arguments, &last)?;
                Ok(dot.clone())
            }
            TermKind::Nil => {
                self.at(Place::Term(first));
                self.is_no_function(first, arguments, &last)?;
                self.error("nil is not a command")
            }
            TermKind::Bool(_) | TermKind::Number(_) | TermKind::Text(..) => {
                self.at(Place::Term(first));
                self.is_no_function(first, arguments, &last)?;
                self.constant(first)
            }
        }
    }

    /// The value of a literal where no type is asked for.
    pub(super) fn constant(&mut self, term: &'t Term) -> Evaluated<Slot> {
        self.at(Place::Term(term));
        match &term.kind {
            TermKind::Bool(truth) => Ok(Slot::new(Value::Bool(*truth))),
            TermKind::Number(number) => self.number(number),
            TermKind::Text(_, text) => Ok(Slot::new(text.clone().into())),
            _ => {
                let printed = quote(&Place::Term(term).print());
                self.error([b"can't evaluate command ", &*printed].concat())
            }
        }
    }

    fn number(&mut self, number: &Number) -> Evaluated<Slot> {
        match number.value() {
            Some(value) => Ok(Slot::new(value)),
            None => self.error([&*number.text, b" overflows int"].concat()),
        }
    }

    fn is_no_function(
        &self,
        first: &Term,
        arguments: &[Term],
        last: &Option<Slot>,
    ) -> Evaluated<()> {
        if arguments.is_empty() && last.is_none() {
            return Ok(());
        }
        let printed = Place::Term(first).print();
        self.error([b"can't give argument to non-function ", &*printed].concat())
    }

    pub(super) fn variable(
        &mut self,
        dot: &Slot,
        term: &'t Term,
        name: &[u8],
        fields: &'t [crate::value::Text],
        arguments: &'t [Term],
        last: Option<Slot>,
    ) -> Evaluated<Slot> {
        self.at(Place::Term(term));
        let value = self.value_of(name)?;
        if fields.is_empty() {
            self.is_no_function(term, arguments, &last)?;
            return Ok(value);
        }
        self.fields(dot, value, term, fields, arguments, last)
    }

    pub(super) fn chain(
        &mut self,
        dot: &Slot,
        whole: &'t Term,
        term: &'t Term,
        fields: &'t [crate::value::Text],
        arguments: &'t [Term],
        last: Option<Slot>,
    ) -> Evaluated<Slot> {
        self.at(Place::Term(whole));
        if matches!(term.kind, TermKind::Nil) {
            let printed = Place::Term(whole).print();
            return self.error([b"indirection through explicit nil in ", &*printed].concat());
        }
        let receiver = self.untyped(dot, term)?;
        self.fields(dot, receiver, whole, fields, arguments, last)
    }
}
