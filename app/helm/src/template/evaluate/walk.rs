//! Nodes: text, actions, branches, loops and calls of other templates.

use std::rc::Rc;

use super::{Evaluated, Slot, State};
use crate::format::{print, print_in_place, quote};
use crate::template::engine::{Engine, Runner, Set};
use crate::template::node::{Branch, Node, Pipe, Place, TemplateCall, Tree};
use crate::value::{Elements, Kind, Value};

/// How deep `template` actions may nest in Go.
const DEEPEST: usize = 100_000;

/// What comes after a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Next,
    Break,
    Continue,
}

/// Runs a template and writes what it prints.
pub(in crate::template) fn run(
    engine: &Engine,
    set: &Rc<Set>,
    tree: &Tree,
    dot: &Slot,
    depth: usize,
    out: &mut Vec<u8>,
) -> Evaluated<()> {
    let mut state = State {
        engine,
        set,
        tree,
        variables: vec![(b"$", dot.clone())],
        place: None,
        depth,
    };
    let outer = engine.running.replace(tree.name.clone());
    state.nodes(dot, &tree.nodes, out)?;
    engine.running.replace(outer);
    Ok(())
}

impl<'t> State<'t> {
    fn nodes(&mut self, dot: &Slot, nodes: &'t [Node], out: &mut Vec<u8>) -> Evaluated<Then> {
        for node in nodes {
            let then = self.node(dot, node, out)?;
            if then != Then::Next {
                return Ok(then);
            }
        }
        Ok(Then::Next)
    }

    fn node(&mut self, dot: &Slot, node: &'t Node, out: &mut Vec<u8>) -> Evaluated<Then> {
        self.engine.step()?;
        match node {
            Node::Text(text) => self.write(text, out)?,
            Node::Action(pipe) => {
                let value = self.pipeline(dot, pipe)?;
                if pipe.declared.is_empty() {
                    self.print(pipe, &value, out)?;
                }
            }
            Node::If(branch) => return self.branch(dot, branch, false, out),
            Node::With(branch) => return self.branch(dot, branch, true, out),
            Node::Range(branch) => return self.range(dot, branch, out),
            Node::Template(call) => self.template(dot, call, out)?,
            Node::Break => return Ok(Then::Break),
            Node::Continue => return Ok(Then::Continue),
        }
        Ok(Then::Next)
    }

    fn write(&self, text: &[u8], out: &mut Vec<u8>) -> Evaluated<()> {
        self.engine.check_length(out.len() + text.len())?;
        out.extend(text);
        Ok(())
    }

    fn print(&mut self, pipe: &'t Pipe, value: &Slot, out: &mut Vec<u8>) -> Evaluated<()> {
        self.at(Place::Pipe(pipe));
        self.engine.count_all(&value.value, u64::MAX)?;
        match &value.value {
            Value::Nil => self.write(b"<no value>", out),
            Value::Text(text) => self.write(text, out),
            other => self.write(&print_in_place(other), out),
        }
    }

    fn branch(
        &mut self,
        dot: &Slot,
        branch: &'t Branch,
        sets_dot: bool,
        out: &mut Vec<u8>,
    ) -> Evaluated<Then> {
        let mark = self.variables.len();
        let value = self.pipeline(dot, &branch.pipe)?;
        let then = if value.value.truth() {
            let dot = if sets_dot { &value } else { dot };
            self.nodes(dot, &branch.body, out)?
        } else {
            match &branch.otherwise {
                Some(nodes) => self.nodes(dot, nodes, out)?,
                None => Then::Next,
            }
        };
        self.variables.truncate(mark);
        Ok(then)
    }

    fn range(&mut self, dot: &Slot, branch: &'t Branch, out: &mut Vec<u8>) -> Evaluated<Then> {
        let outer = self.variables.len();
        let over = self.pipeline(dot, &branch.pipe)?;
        let items = self.items(&over)?;
        let mark = self.variables.len();
        let mut then = Then::Next;
        if items.is_empty()
            && let Some(nodes) = &branch.otherwise
        {
            // In Go a `break` here ends this loop, not the one around it; a `continue` is for that one.
            then = match self.nodes(dot, nodes, out)? {
                Then::Break => Then::Next,
                then => then,
            };
        }
        for (index, element) in items {
            self.engine.step()?;
            self.set_loop_variables(&branch.pipe, index, &element);
            let after = self.nodes(&element, &branch.body, out)?;
            self.variables.truncate(mark);
            if after == Then::Break {
                break;
            }
        }
        self.variables.truncate(outer);
        Ok(then)
    }

    /// Sets what the loop declares, which is declared last. Go 1.19 does not look whether it was declared here:
    /// `range $x = ...` sets the variable that was declared last before it, whichever it is.
    fn set_loop_variables(&mut self, pipe: &'t Pipe, index: Slot, element: &Slot) {
        let mut last = self.variables.iter_mut().rev();
        let declared = &pipe.declared;
        if !declared.is_empty()
            && let Some((_, value)) = last.next()
        {
            *value = element.clone();
        }
        if declared.len() > 1
            && let Some((_, value)) = last.next()
        {
            *value = index;
        }
    }

    /// What a loop goes through: indexes or keys, and elements.
    fn items(&mut self, over: &Slot) -> Evaluated<Vec<(Slot, Slot)>> {
        let numbered = |items: Vec<Slot>| {
            let items = items.into_iter().enumerate();
            let items = items.map(|(index, item)| (Slot::new(Value::Int(index as i64)), item));
            items.collect()
        };
        Ok(match &over.value {
            Value::Nil => Vec::new(),
            Value::List(list) => {
                let items = list.to_vec().into_iter();
                numbered(items.map(|item| Slot::in_list(list, item)).collect())
            }
            Value::Bytes(bytes) => {
                let byte = |byte: &u8| Value::Uint(crate::value::Kind::Uint8, u64::from(*byte));
                numbered(bytes.iter().map(byte).map(Slot::new).collect())
            }
            Value::Map(map) => {
                let of = map.map_type();
                let entries = map.to_vec().into_iter();
                let entries = entries
                    .map(|(key, value)| (Slot::new(key.into()), Slot::in_map(of, Some(value))));
                entries.collect()
            }
            Value::Object(object) => match object.elements() {
                Some(Elements::List(items)) => numbered(items.into_iter().map(Slot::new).collect()),
                Some(Elements::Map(entries)) => entries
                    .into_iter()
                    .map(|(key, value)| (Slot::new(key), Slot::new(value)))
                    .collect(),
                None => return self.cannot_iterate(&over.value),
            },
            other => return self.cannot_iterate(other),
        })
    }

    fn cannot_iterate<T>(&self, value: &Value) -> Evaluated<T> {
        let printed = print(value);
        let is_pointer = value.kind() == Kind::Pointer;
        let printed = &printed[usize::from(is_pointer && printed.starts_with(b"&"))..];
        self.error([b"range can't iterate over ", printed].concat())
    }

    fn template(&mut self, dot: &Slot, call: &'t TemplateCall, out: &mut Vec<u8>) -> Evaluated<()> {
        self.at(Place::Template(call));
        let Some(tree) = self.set.lookup(&call.name) else {
            let name = quote(&call.name);
            return self.error([b"template ", &*name, b" not defined"].concat());
        };
        if self.depth >= DEEPEST {
            return self.error(format!("exceeded maximum template depth ({DEEPEST})"));
        }
        let dot = match &call.pipe {
            Some(pipe) => self.pipeline(dot, pipe)?,
            None => Slot::NONE,
        };
        run(self.engine, self.set, &tree, &dot, self.depth + 1, out)
    }

    /// What functions that render templates are given.
    pub(super) fn runner(&self) -> Runner<'t> {
        Runner {
            engine: self.engine,
            set: self.set,
        }
    }
}
