//! The functions that templates may call: Helm's own and Sprig's, a file for each family, joined into one
//! table. The template language's own functions (`and`, `eq`, `index`, `printf`, ...) are part of the
//! language and stand in `template`.

mod addresses;
mod arguments;
mod collections;
mod data;
mod dates;
mod encoding;
mod helm;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod names;
mod numbers;
mod parameter;
pub(crate) mod patterns;
mod secrets;
mod strings;
pub(crate) mod versions;

use std::cell::{Cell, RefCell};
use std::sync::OnceLock;

use pack_once::sort::sort_by;

pub(crate) use addresses::url_scheme;
pub(crate) use encoding::decode_base64;
pub use parameter::Parameter;

use crate::error::CallError;
use crate::value::{Map, Value};

/// A function as a row of the table. Before it is called, its arguments are counted, and each one is
/// checked against the Go type of its parameter: `call` can rely on it.
pub struct Function {
    /// The name by which templates call it.
    pub name: &'static str,
    /// The Go types of its parameters.
    pub parameters: &'static [Parameter],
    /// The Go type of what may follow them any number of times.
    pub rest: Option<Parameter>,
    /// Calls it.
    pub call: fn(&mut Call<'_>, &[Value]) -> Result<Value, CallError>,
}

/// What calls a function.
type Body = fn(&mut Call<'_>, &[Value]) -> Result<Value, CallError>;

impl Function {
    /// A function with a fixed number of parameters.
    const fn new(name: &'static str, parameters: &'static [Parameter], call: Body) -> Self {
        Self {
            name,
            parameters,
            rest: None,
            call,
        }
    }

    /// A function that takes any number of further arguments.
    const fn variadic(
        name: &'static str,
        parameters: &'static [Parameter],
        rest: Parameter,
        call: Body,
    ) -> Self {
        Self {
            name,
            parameters,
            rest: Some(rest),
            call,
        }
    }
}

/// What a function may ask for while it is called, beside its arguments.
pub struct Call<'a> {
    /// The name under which it was called: some functions have two.
    pub name: &'static str,
    /// The rendering that it is part of.
    pub rendering: &'a Rendering,
    /// The templates, for functions that render others.
    pub templates: &'a mut dyn Templates,
}

impl Call<'_> {
    /// Says that the value varies from run to run in Helm: the file that it goes into is marked.
    pub fn varies(&self) {
        self.rendering.varies.set(true);
    }
}

/// What functions keep in one rendering.
#[derive(Debug, Default)]
pub struct Rendering {
    /// A function whose value varies from run to run was called since this was last cleared.
    pub varies: Cell<bool>,
    /// How many artificial random values were given, so that no two are equal.
    pub random: Cell<u64>,
    /// How many passwords were derived, each of which takes a good part of a second in a page.
    pub passwords: Cell<u64>,
    /// How much work regular expressions were.
    pub patterns: Cell<u64>,
    /// Parts that functions keep for the rest of the rendering, such as compiled patterns, by a key.
    pub kept: RefCell<std::collections::HashMap<String, std::rc::Rc<dyn std::any::Any>>>,
}

/// What functions that render templates ask for.
pub trait Templates {
    /// What a named template gives for a value: `include`.
    fn include(&mut self, name: &[u8], dot: &Value) -> Result<Vec<u8>, CallError>;

    /// What a text gives when it is parsed and run as a template: `tpl`.
    fn expand(&mut self, text: &[u8], values: &Map) -> Result<Vec<u8>, CallError>;
}

/// The families, each in a file of its own.
const FAMILIES: &[&[Function]] = &[
    addresses::network::FUNCTIONS,
    addresses::paths::FUNCTIONS,
    addresses::urls::FUNCTIONS,
    collections::dicts::FUNCTIONS,
    collections::lists::FUNCTIONS,
    collections::types::FUNCTIONS,
    data::FUNCTIONS,
    dates::FUNCTIONS,
    encoding::FUNCTIONS,
    helm::FUNCTIONS,
    numbers::FUNCTIONS,
    patterns::FUNCTIONS,
    secrets::crypto::FUNCTIONS,
    secrets::random::FUNCTIONS,
    strings::FUNCTIONS,
    versions::FUNCTIONS,
];

/// All functions, sorted by name.
pub fn functions() -> &'static [&'static Function] {
    static TABLE: OnceLock<Vec<&'static Function>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<_> = FAMILIES.iter().copied().flatten().collect();
        sort_by(&mut table, &|one, other| one.name.cmp(other.name));
        table
    })
}

/// The function of a name.
pub fn function(name: &str) -> Option<&'static Function> {
    let table = functions();
    let found = table.binary_search_by_key(&name, |function| function.name);
    found.ok().map(|index| table[index])
}
