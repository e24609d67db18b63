//! Versions as templates see them: `*semver.Version`, whose methods compare, and `semver.Version`, which
//! the methods that count up give.

use std::any::Any;
use std::borrow::Cow;

use super::version::{Version, is_dotted, starts_with_zero};
use crate::error::CallError;
use crate::functions::Parameter;
use crate::functions::arguments::text;
use crate::value::{Kind, Method, Object, Value};

/// A `*semver.Version`.
#[derive(Debug)]
pub(super) struct Pointer(pub(super) Version);

/// A `semver.Version`.
#[derive(Debug)]
pub(super) struct Plain(pub(super) Version);

const NAME: &str = "*semver.Version";

impl Object for Pointer {
    fn go_type(&self) -> Cow<'static, str> {
        NAME.into()
    }

    fn kind(&self) -> Kind {
        Kind::Pointer
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn methods(&self) -> &'static [Method] {
        POINTER_METHODS
    }

    fn print(&self) -> Option<Vec<u8>> {
        Some(self.0.to_string().into())
    }

    fn to_data(&self) -> Value {
        self.0.to_string().into()
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        let other = other.as_any().downcast_ref::<Self>();
        other.is_some_and(|other| other.0 == self.0)
    }
}

impl Object for Plain {
    fn go_type(&self) -> Cow<'static, str> {
        "semver.Version".into()
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn methods(&self) -> &'static [Method] {
        PLAIN_METHODS
    }

    fn print(&self) -> Option<Vec<u8>> {
        Some(self.0.to_string().into())
    }

    fn to_data(&self) -> Value {
        self.0.to_string().into()
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        let other = other.as_any().downcast_ref::<Self>();
        other.is_some_and(|other| other.0 == self.0)
    }
}

type Outcome = Result<Value, CallError>;

/// The version that a method is called on, or that it gets.
fn version(object: &dyn Object) -> Option<&Version> {
    let object = object.as_any();
    let pointer = object.downcast_ref::<Pointer>().map(|pointer| &pointer.0);
    pointer.or_else(|| object.downcast_ref::<Plain>().map(|plain| &plain.0))
}

fn on(object: &dyn Object, ask: impl FnOnce(&Version) -> Outcome) -> Outcome {
    version(object).map_or_else(|| Err(CallError::nil_pointer()), ask)
}

/// A method that compares with another version.
fn compared(object: &dyn Object, a: &[Value], judge: fn(std::cmp::Ordering) -> Value) -> Outcome {
    let other = a.first().and_then(|other| match other {
        Value::Object(other) => version(other.as_ref()),
        _ => None,
    });
    let other = other.ok_or_else(CallError::nil_pointer)?;
    on(object, |version| Ok(judge(version.compare(other))))
}

const fn method(
    name: &'static str,
    parameters: &'static [Parameter],
    call: fn(&dyn Object, &mut crate::functions::Call<'_>, &[Value]) -> Outcome,
) -> Method {
    Method {
        name,
        parameters,
        rest: None,
        call,
    }
}

const OTHER: &[Parameter] = &[Parameter::Object(NAME)];

const COMPARE: Method = method("Compare", OTHER, |object, _, a| {
    compared(object, a, |order| Value::Int(order as i64))
});
const EQUAL: Method = method("Equal", OTHER, |object, _, a| {
    compared(object, a, |order| order.is_eq().into())
});
const GREATER: Method = method("GreaterThan", OTHER, |object, _, a| {
    compared(object, a, |order| order.is_gt().into())
});
const LESS: Method = method("LessThan", OTHER, |object, _, a| {
    compared(object, a, |order| order.is_lt().into())
});

const fn next(
    name: &'static str,
    call: fn(&dyn Object, &mut crate::functions::Call<'_>, &[Value]) -> Outcome,
) -> Method {
    method(name, &[], call)
}

const INC_MAJOR: Method = next("IncMajor", |o, _, _| on(o, |v| Ok(plain(v.next(0)))));
const INC_MINOR: Method = next("IncMinor", |o, _, _| on(o, |v| Ok(plain(v.next(1)))));
const INC_PATCH: Method = next("IncPatch", |o, _, _| on(o, |v| Ok(plain(v.next(2)))));
const MAJOR: Method = method("Major", &[], |o, _, _| on(o, |v| Ok(number(v.major))));
const METADATA: Method = method("Metadata", &[], |o, _, _| {
    on(o, |v| Ok(v.metadata.as_str().into()))
});
const MINOR: Method = method("Minor", &[], |o, _, _| on(o, |v| Ok(number(v.minor))));
const ORIGINAL: Method = method("Original", &[], |o, _, _| {
    on(o, |v| Ok(v.original.as_str().into()))
});
const PATCH: Method = method("Patch", &[], |o, _, _| on(o, |v| Ok(number(v.patch))));
const PRERELEASE: Method = method("Prerelease", &[], |o, _, _| {
    on(o, |v| Ok(v.prerelease.as_str().into()))
});
const SET_METADATA: Method = method("SetMetadata", &[Parameter::Text], |o, _, a| {
    on(o, |v| {
        let metadata = String::from_utf8_lossy(text(a, 0)).into_owned();
        if !metadata.is_empty() && !is_dotted(&metadata) {
            return Err("Invalid Metadata string".into());
        }
        let version = Version {
            metadata,
            ..v.clone()
        };
        Ok(plain(version.renamed(v)))
    })
});
const SET_PRERELEASE: Method = method("SetPrerelease", &[Parameter::Text], |o, _, a| {
    on(o, |v| {
        let prerelease = String::from_utf8_lossy(text(a, 0)).into_owned();
        if !prerelease.is_empty() && prerelease.split('.').any(starts_with_zero) {
            return Err("Version segment starts with 0".into());
        }
        if !prerelease.is_empty() && !is_dotted(&prerelease) {
            return Err("Invalid Prerelease string".into());
        }
        let version = Version {
            prerelease,
            ..v.clone()
        };
        Ok(plain(version.renamed(v)))
    })
});
const STRING: Method = method("String", &[], |o, _, _| on(o, |v| Ok(v.to_string().into())));

/// Methods that Go defines on pointers can be called on pointers only.
const POINTER_METHODS: &[Method] = &[
    COMPARE,
    EQUAL,
    GREATER,
    INC_MAJOR,
    INC_MINOR,
    INC_PATCH,
    LESS,
    MAJOR,
    METADATA,
    MINOR,
    ORIGINAL,
    PATCH,
    PRERELEASE,
    SET_METADATA,
    SET_PRERELEASE,
    STRING,
];

const PLAIN_METHODS: &[Method] = &[
    INC_MAJOR,
    INC_MINOR,
    INC_PATCH,
    MAJOR,
    METADATA,
    MINOR,
    ORIGINAL,
    PATCH,
    PRERELEASE,
    SET_METADATA,
    SET_PRERELEASE,
    STRING,
];

fn plain(version: Version) -> Value {
    Value::object(Plain(version))
}

fn number(number: u64) -> Value {
    Value::Uint(Kind::Uint64, number)
}
