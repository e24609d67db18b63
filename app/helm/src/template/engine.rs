//! The templates of a chart together, the functions that run others of them, and the limits.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::errors::{clean_execution, clean_parsing};
use super::evaluate::run;
use super::kept::Parsed;
use super::limits::{Limits, Options};
use super::node::Tree;
use super::parser::{Trees, parse};
use super::slot::Slot;
use super::values::path_value;
use crate::error::CallError;
use crate::format::quote;
use crate::functions::{Rendering, Templates};
use crate::value::{Map, MapType, Text, Value};

/// How deep `include` of one name may nest.
const DEEPEST_INCLUDE: usize = 1_000;

/// What Helm removes from everything that it renders.
const NO_VALUE: &[u8] = b"<no value>";

/// All that the templates of one rendering share.
pub(super) struct Engine {
    /// The files in the order in which Helm parses them.
    files: Vec<Parsed>,
    pub(super) rendering: Rendering,
    pub(super) limits: Limits,
    pub(super) steps: Cell<u64>,
    pub(super) stack: usize,
    /// The template that runs.
    pub(super) running: RefCell<Text>,
    /// The templates of the files without those that `tpl` hides, by the names of what is hidden.
    bases: RefCell<Vec<(Vec<Text>, Rc<Base>)>>,
    /// What `tpl` parsed, by name and text.
    expanded: RefCell<HashMap<(Text, Text), Rc<Trees>>>,
}

/// Something by the names of templates.
pub(super) type ByName<T> = HashMap<Text, T, BuildHasherDefault<NameHasher>>;

/// Templates by name.
type Base = ByName<Rc<Tree>>;

/// Hashes short names faster than the hasher of the standard library.
pub(super) struct NameHasher(u64);

impl Default for NameHasher {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The templates that can be called from one run: those of the chart, and those of the text that `tpl` was
/// given, which a template of the chart by the same name hides.
pub(super) struct Set {
    own: Rc<Trees>,
    base: Rc<Base>,
    /// How many times each template is being included.
    includes: RefCell<ByName<usize>>,
}

impl Set {
    /// The template of a name.
    pub(super) fn lookup(&self, name: &Text) -> Option<Rc<Tree>> {
        let own = || self.own.iter().find(|tree| tree.name == *name).cloned();
        match self.base.get(name) {
            Some(tree) if tree.is_empty() => own().or_else(|| Some(tree.clone())),
            Some(tree) => Some(tree.clone()),
            None => own(),
        }
    }
}

impl Engine {
    pub(super) fn new(files: Vec<Parsed>, options: &Options) -> Self {
        Self {
            files,
            rendering: Rendering {
                random: Cell::new(options.random),
                ..Rendering::default()
            },
            limits: options.limits,
            steps: Cell::new(0),
            stack: super::limits::stack_address(),
            running: RefCell::new("".into()),
            bases: RefCell::default(),
            expanded: RefCell::default(),
        }
    }

    /// The templates of all files.
    pub(super) fn set(&self) -> Rc<Set> {
        let mut base = Base::default();
        for file in &self.files {
            add(&mut base, &file.trees);
        }
        Rc::new(Set {
            own: Rc::default(),
            base: Rc::new(base),
            includes: RefCell::default(),
        })
    }

    /// The templates that a text sees which `tpl` runs: its own first, then those of the files whose names
    /// are not taken by then.
    fn set_with(&self, own: Rc<Trees>) -> Rc<Set> {
        let paths = self.files.iter().map(|file| &file.path);
        let hidden = paths.filter(|path| own.iter().any(|tree| tree.name == **path));
        let hidden: Vec<Text> = hidden.cloned().collect();
        let bases = self.bases.borrow();
        let known = bases.iter().find(|(known, _)| *known == hidden);
        let known = known.map(|(_, base)| base.clone());
        drop(bases);
        let base = known.unwrap_or_else(|| {
            let mut base = Base::default();
            for file in &self.files {
                if !hidden.contains(&file.path) && !base.contains_key(&file.path) {
                    add(&mut base, &file.trees);
                }
            }
            let base = Rc::new(base);
            self.bases.borrow_mut().push((hidden, base.clone()));
            base
        });
        Rc::new(Set {
            own,
            base,
            includes: RefCell::default(),
        })
    }

    /// Runs a file of a set with its values, as Helm renders each.
    pub(super) fn render(
        &self,
        set: &Rc<Set>,
        path: &Text,
        base_path: &Text,
        values: &Map,
    ) -> Result<Vec<u8>, CallError> {
        if path
            .rsplit(|byte| *byte == b'/')
            .next()
            .is_some_and(|name| name.starts_with(b"_"))
        {
            return Ok(Vec::new());
        }
        let entries = [("Name", path), ("BasePath", base_path)];
        let template: Map = entries.into_iter().map(|(k, v)| (k, v.clone())).collect();
        values.insert("Template", template.converted(MapType::Values));
        let Some(tree) = set.lookup(path) else {
            return Err(no_template(path));
        };
        let mut out = Vec::new();
        let dot = Slot::new(Value::Map(values.clone()));
        if let Err(failure) = run(self, set, &tree, &dot, 0, &mut out) {
            let message = if failure.is_limit {
                failure.message
            } else {
                clean_execution(&failure.message)
            };
            return Err(CallError {
                message,
                ..*failure
            });
        }
        Ok(without_no_value(out))
    }

    fn parsed(&self, name: &Text, text: &[u8]) -> Result<Rc<Trees>, CallError> {
        let key = (name.clone(), Text::from(text));
        let known = self.expanded.borrow().get(&key).cloned();
        self.count_expansion(text, known.is_none());
        if let Some(trees) = known {
            return Ok(trees);
        }
        let trees = parse(name, key.1.clone());
        let trees = trees.map_err(|message| CallError::new(clean_parsing(name, &message)))?;
        let trees = Rc::new(trees);
        self.expanded.borrow_mut().insert(key, trees.clone());
        Ok(trees)
    }
}

/// Adds the templates of a file; an empty one replaces no other.
fn add(base: &mut Base, trees: &Trees) {
    for tree in trees {
        if !tree.is_empty() || !base.contains_key(&tree.name) {
            base.insert(tree.name.clone(), tree.clone());
        }
    }
}

fn no_template(name: &[u8]) -> CallError {
    let name = quote(name);
    let rest = b" associated with template \"gotpl\"";
    CallError::new([b"template: no template ", &*name, rest].concat())
}

fn without_no_value(text: Vec<u8>) -> Vec<u8> {
    let found = |rest: &[u8]| memchr::memmem::find(rest, NO_VALUE);
    let Some(mut at) = found(&text) else {
        return text;
    };
    let mut rest = &*text;
    let mut out = Vec::with_capacity(text.len());
    loop {
        out.extend(&rest[..at]);
        rest = &rest[at + NO_VALUE.len()..];
        match found(rest) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.extend(rest);
    out
}

/// Runs templates for the functions that ask for it.
pub(super) struct Runner<'t> {
    pub(super) engine: &'t Engine,
    pub(super) set: &'t Rc<Set>,
}

impl Templates for Runner<'_> {
    fn include(&mut self, name: &[u8], dot: &Value) -> Result<Vec<u8>, CallError> {
        let name = Text::from(name);
        let nested = {
            let mut includes = self.set.includes.borrow_mut();
            let count = includes.entry(name.clone()).or_default();
            if *count > DEEPEST_INCLUDE {
                let before = b"rendering template has a nested reference name: ";
                let parts = [before, &*name, b": unable to execute template"];
                return Err(CallError::new(parts.concat()));
            }
            *count += 1;
            self.set.lookup(&name)
        };
        let mut out = Vec::new();
        let dot = Slot::new(dot.clone());
        let result = match nested {
            Some(tree) => run(self.engine, self.set, &tree, &dot, 0, &mut out).map_err(|e| *e),
            None => Err(no_template(&name)),
        };
        if let Some(count) = self.set.includes.borrow_mut().get_mut(&name) {
            *count -= 1;
        }
        result.map(|()| out)
    }

    fn expand(&mut self, text: &[u8], values: &Map) -> Result<Vec<u8>, CallError> {
        let base_path = self.part(text, values, "Template.BasePath", "Template.Basepath")?;
        let name = self.part(text, values, "Template.Name", "Template.Name")?;
        let engine = self.engine;
        let parsed = engine.parsed(&name, text);
        let rendered = parsed.and_then(|trees| {
            let set = engine.set_with(trees);
            engine.render(&set, &name, &base_path, values)
        });
        rendered.map_err(|error| {
            if error.is_limit {
                return error;
            }
            let text = quote(text);
            let parts = [
                b"error during tpl function execution for ",
                &*text,
                b": ",
                &*error.message,
            ];
            CallError::new(parts.concat())
        })
    }
}

impl Runner<'_> {
    /// A text that `tpl` needs from the values that it is given; Helm names it otherwise in its message.
    fn part(&self, text: &[u8], values: &Map, path: &str, named: &str) -> Result<Text, CallError> {
        let found = path_value(values, path.as_bytes()).map_err(|error| {
            let before = format!("cannot retrieve {named} from values inside tpl function: ");
            CallError::new([before.as_bytes(), text, b": ", &*error.message].concat())
        })?;
        match found {
            Value::Text(text) => Ok(text),
            Value::Nil => Err("interface conversion: interface {} is nil, not string".into()),
            other => {
                let go_type = other.go_type();
                Err(format!("interface conversion: interface {{}} is {go_type}, not string").into())
            }
        }
    }
}
