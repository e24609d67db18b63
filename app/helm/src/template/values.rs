//! The methods of `chartutil.Values`, the type of what templates get as dot and as `.Values`. A key of the
//! same name is hidden by them, as in Go.

use std::borrow::Cow;

use crate::error::CallError;
use crate::format::quote;
use crate::functions::{self, Parameter};
use crate::value::{Kind, Map, MapType, Method, Object, Value};

/// The map that a method is called on.
#[derive(Debug)]
pub(super) struct Receiver(pub(super) Map);

impl Object for Receiver {
    fn go_type(&self) -> Cow<'static, str> {
        MapType::Values.name().into()
    }

    fn kind(&self) -> Kind {
        Kind::Map
    }

    fn to_data(&self) -> Value {
        Value::Map(self.0.clone())
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        let other = other.downcast_ref::<Receiver>();
        other.is_some_and(|other| self.0.is_same(&other.0))
    }
}

fn map_of(object: &dyn Object) -> Result<&Map, CallError> {
    object.receiver().map(|receiver: &Receiver| &receiver.0)
}

fn path(given: &[Value]) -> &[u8] {
    given
        .first()
        .and_then(Value::as_text)
        .map_or(&[], |text| &**text)
}

/// The methods with results that templates can use.
pub(super) const METHODS: &[Method] = &[
    Method::new("AsMap", &[], |object, _, _| {
        Ok(Value::Map(map_of(object)?.converted(MapType::Any)))
    }),
    Method::new("PathValue", &[Parameter::Text], |object, _, given| {
        path_value(map_of(object)?, path(given))
    }),
    Method::new("Table", &[Parameter::Text], |object, _, given| {
        let found = table(map_of(object)?, path(given).split(|byte| *byte == b'.'));
        found.map(Value::Map)
    }),
    Method::new("YAML", &[], |object, call, _| {
        let map = Value::Map(map_of(object)?.clone());
        let printer = functions::function("toYaml").ok_or("toYaml is missing")?;
        let printed = (printer.call)(call, &[map])?;
        let text = printed.as_text().map_or(&[][..], |text| text);
        Ok([text, b"\n"].concat().into())
    }),
];

/// The map under a path whose every part is a map.
fn table<'p>(map: &Map, path: impl Iterator<Item = &'p [u8]>) -> Result<Map, CallError> {
    let mut map = map.converted(MapType::Values);
    for key in path {
        map = match map.get(key) {
            Some(Value::Map(inner)) if inner.map_type() != MapType::Texts => {
                inner.converted(MapType::Values)
            }
            _ => return Err(CallError::new([&*quote(key), b" is not a table"].concat())),
        };
    }
    Ok(map)
}

/// What stands under a path, if it is no map: Helm's `Values.PathValue`.
pub(super) fn path_value(map: &Map, path: &[u8]) -> Result<Value, CallError> {
    if path.is_empty() {
        return Err("YAML path cannot be empty".into());
    }
    let mut parts: Vec<_> = path.split(|byte| *byte == b'.').collect();
    let key = parts.pop().unwrap_or_default();
    let found = table(map, parts.into_iter()).ok();
    match found.and_then(|map| map.get(key)) {
        Some(value) if !matches!(value, Value::Map(_)) => Ok(value),
        _ => Err(CallError::new([&*quote(key), b" is not a value"].concat())),
    }
}
