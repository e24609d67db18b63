//! Runs a parsed template as Go 1.19's `text/template` does: the same values, and where it fails the same
//! place and the same words.

mod argument;
mod call;
mod field;
mod pipeline;
mod walk;

use std::rc::Rc;

use super::engine::{Engine, Set};
use super::node::{Place, Tree};
use super::slot::Slot;
use crate::error::CallError;
use crate::format::quote;

pub(super) use walk::run;

/// Why a template cannot go on. Boxed, because it is passed through many frames.
pub(super) type Failure = Box<CallError>;

type Evaluated<T> = Result<T, Failure>;

/// One run of one template.
struct State<'t> {
    engine: &'t Engine,
    set: &'t Rc<Set>,
    tree: &'t Tree,
    /// Variables with their values; the last of a name counts.
    variables: Vec<(&'t [u8], Slot)>,
    /// What is being evaluated: where an error is said to be.
    place: Option<Place<'t>>,
    /// How many `template` actions led here.
    depth: usize,
}

impl<'t> State<'t> {
    fn at(&mut self, place: Place<'t>) {
        self.place = Some(place);
    }

    /// An error at the current place, in Go's form.
    fn error<T>(&self, message: impl AsRef<[u8]>) -> Evaluated<T> {
        Err(Box::new(self.located(message.as_ref())))
    }

    /// The error with a message that says where it is.
    fn located(&self, message: &[u8]) -> CallError {
        let mut out = b"template: ".to_vec();
        match self.place {
            Some(place) => {
                out.extend(self.tree.source.location(place.at()));
                out.extend(b": executing ");
                out.extend(quote(&self.tree.name));
                out.extend(b" at <");
                out.extend(place.print());
                out.extend(b">: ");
            }
            None => {
                out.extend(&*self.tree.name);
                out.extend(b": ");
            }
        }
        out.extend(message);
        CallError::new(out)
    }

    fn value_of(&self, name: &[u8]) -> Evaluated<Slot> {
        let mut variables = self.variables.iter().rev();
        match variables.find(|(variable, _)| *variable == name) {
            Some((_, value)) => Ok(value.clone()),
            None => self.error([b"undefined variable: ", name].concat()),
        }
    }

    fn assign(&mut self, name: &[u8], value: Slot) -> Evaluated<()> {
        let mut variables = self.variables.iter_mut().rev();
        match variables.find(|(variable, _)| *variable == name) {
            Some((_, place)) => {
                *place = value;
                Ok(())
            }
            None => self.error([b"undefined variable: ", name].concat()),
        }
    }
}
