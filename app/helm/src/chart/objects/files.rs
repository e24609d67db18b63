//! `.Files`: a chart's files that are neither templates nor values.

use std::borrow::Cow;
use std::rc::Rc;

use base64::Engine as _;
use pack_once::sort::last_of_each;

use super::glob::Glob;
use crate::chart::{File, paths};
use crate::data::yaml;
use crate::error::CallError;
use crate::functions::{Call, Parameter};
use crate::value::{Elements, Kind, Map, Method, Object, Text, Value};

/// Files with their paths, in the order of these.
#[derive(Clone, Debug)]
pub(in crate::chart) struct Files {
    files: Rc<Vec<(Rc<str>, Text)>>,
}

impl Files {
    /// The files of a chart as templates see them. Of those with the same path, the last one counts.
    pub(in crate::chart) fn value(files: &[File]) -> Value {
        let files = files.iter();
        let files = files.map(|file| (file.path.clone(), file.data.clone()));
        Value::object(Self {
            files: Rc::new(last_of_each(files.collect(), &|(path, _)| &**path)),
        })
    }

    fn get(&self, path: &[u8]) -> Option<&Text> {
        let found = self
            .files
            .binary_search_by(|(known, _)| known.as_bytes().cmp(path));
        self.files.get(found.ok()?).map(|(_, data)| data)
    }
}

impl Object for Files {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("engine.files")
    }

    fn kind(&self) -> Kind {
        Kind::Map
    }

    fn methods(&self) -> &'static [Method] {
        METHODS
    }

    fn elements(&self) -> Option<Elements> {
        let entries = self.files.iter();
        let entries =
            entries.map(|(path, data)| (Value::text(&**path), Value::Bytes(data.clone())));
        Some(Elements::Map(entries.collect()))
    }

    fn to_data(&self) -> Value {
        let entries = self.files.iter();
        Value::map(entries.map(|(path, data)| (&**path, Value::Bytes(data.clone()))))
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        let other = other.downcast_ref::<Self>();
        other.is_some_and(|other| other.files == self.files)
    }
}

const METHODS: &[Method] = &[
    Method::new("Get", &[Parameter::Text], |object, _, arguments| {
        Ok(Value::Text(content(object, arguments)?))
    }),
    Method::new("GetBytes", &[Parameter::Text], |object, _, arguments| {
        Ok(Value::Bytes(content(object, arguments)?))
    }),
    Method::new("Glob", &[Parameter::Text], glob),
    Method::new("Lines", &[Parameter::Text], lines),
    Method::new("AsConfig", &[], |object, _, _| {
        as_yaml(object, |data| Value::Text(data.clone()))
    }),
    Method::new("AsSecrets", &[], |object, _, _| {
        let encoder = base64::engine::general_purpose::STANDARD;
        as_yaml(object, |data| Value::text(encoder.encode(data)))
    }),
];

/// The files that a method is called on.
fn files(object: &dyn Object) -> Result<&Files, CallError> {
    object.receiver()
}

fn text(arguments: &[Value]) -> &[u8] {
    let text = arguments.first().and_then(Value::as_text);
    text.map_or(b"", |text| text)
}

/// The content of the file at a path; nothing where there is none.
fn content(object: &dyn Object, arguments: &[Value]) -> Result<Text, CallError> {
    let found = files(object)?.get(text(arguments)).cloned();
    Ok(found.unwrap_or_else(|| "".into()))
}

fn glob(object: &dyn Object, _: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    let pattern = Glob::parse(&String::from_utf8_lossy(text(arguments)));
    let found = files(object)?.files.iter();
    let found = found.filter(|(path, _)| pattern.matches(path));
    Ok(Value::object(Files {
        files: Rc::new(found.cloned().collect()),
    }))
}

fn lines(object: &dyn Object, _: &mut Call<'_>, arguments: &[Value]) -> Result<Value, CallError> {
    Ok(match files(object)?.get(text(arguments)) {
        None => Value::texts::<Text>([]),
        Some(data) => Value::texts(data.split(|byte| *byte == b'\n')),
    })
}

/// The files by their names without folders, as YAML.
fn as_yaml(object: &dyn Object, content: impl Fn(&Text) -> Value) -> Result<Value, CallError> {
    let entries = files(object)?.files.iter();
    let entries = entries.map(|(path, data)| (paths::base(path), content(data)));
    let written = yaml::write(&Value::Map(Map::from_iter(entries))).unwrap_or_default();
    Ok(Value::text(written.strip_suffix('\n').unwrap_or(&written)))
}
