//! Versions as templates see them: `*semver.Version`, whose methods compare, and `semver.Version`, which
//! the methods that count up give.

use std::borrow::Cow;

use super::version::{Version, is_dotted, starts_with_zero};
use crate::error::CallError;
use crate::functions::Parameter;
use crate::functions::arguments::text;
use crate::value::{Kind, Method, Object, Value};

/// A version, as a structure or as a pointer to one.
#[derive(Debug, PartialEq)]
pub(super) struct VersionObject {
    version: Version,
    is_pointer: bool,
}

impl VersionObject {
    /// A `*semver.Version`, as a value.
    pub(super) fn pointer(version: Version) -> Value {
        Value::object(Self {
            version,
            is_pointer: true,
        })
    }
}

const NAME: &str = "*semver.Version";

impl Object for VersionObject {
    fn go_type(&self) -> Cow<'static, str> {
        match self.is_pointer {
            true => NAME.into(),
            false => "semver.Version".into(),
        }
    }

    fn kind(&self) -> Kind {
        match self.is_pointer {
            true => Kind::Pointer,
            false => Kind::Struct,
        }
    }

    fn printed_fields(&self) -> Vec<(&'static str, Value)> {
        let version = &self.version;
        let number = |number| Value::Uint(Kind::Uint64, number);
        vec![
            ("major", number(version.major)),
            ("minor", number(version.minor)),
            ("patch", number(version.patch)),
            ("pre", version.prerelease.clone().into()),
            ("metadata", version.metadata.clone().into()),
            ("original", version.original.clone().into()),
        ]
    }

    fn methods(&self) -> &'static [Method] {
        match self.is_pointer {
            true => POINTER_METHODS,
            false => PLAIN_METHODS,
        }
    }

    fn print(&self) -> Option<Vec<u8>> {
        Some(self.version.to_string().into())
    }

    fn to_data(&self) -> Value {
        self.version.to_string().into()
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }
}

type Outcome = Result<Value, CallError>;

fn on(object: &dyn Object, ask: impl FnOnce(&Version) -> Outcome) -> Outcome {
    ask(&object.receiver::<VersionObject>()?.version)
}

/// A method that compares with another version.
fn compared(object: &dyn Object, a: &[Value], judge: fn(std::cmp::Ordering) -> Value) -> Outcome {
    let other: Option<&VersionObject> = a.first().and_then(Value::as_object);
    let other = other.ok_or_else(CallError::nil_pointer)?;
    on(object, |version| Ok(judge(version.compare(&other.version))))
}

const OTHER: &[Parameter] = &[Parameter::Object(NAME)];

const COMPARE: Method = Method::new("Compare", OTHER, |object, _, a| {
    compared(object, a, |order| Value::Int(order as i64))
});
const EQUAL: Method = Method::new("Equal", OTHER, |object, _, a| {
    compared(object, a, |order| order.is_eq().into())
});
const GREATER: Method = Method::new("GreaterThan", OTHER, |object, _, a| {
    compared(object, a, |order| order.is_gt().into())
});
const LESS: Method = Method::new("LessThan", OTHER, |object, _, a| {
    compared(object, a, |order| order.is_lt().into())
});

const INC_MAJOR: Method = Method::new("IncMajor", &[], |o, _, _| on(o, |v| Ok(plain(v.next(0)))));
const INC_MINOR: Method = Method::new("IncMinor", &[], |o, _, _| on(o, |v| Ok(plain(v.next(1)))));
const INC_PATCH: Method = Method::new("IncPatch", &[], |o, _, _| on(o, |v| Ok(plain(v.next(2)))));
const MAJOR: Method = Method::new("Major", &[], |o, _, _| on(o, |v| Ok(number(v.major))));
const METADATA: Method = Method::new("Metadata", &[], |o, _, _| {
    on(o, |v| Ok(v.metadata.as_str().into()))
});
const MINOR: Method = Method::new("Minor", &[], |o, _, _| on(o, |v| Ok(number(v.minor))));
const ORIGINAL: Method = Method::new("Original", &[], |o, _, _| {
    on(o, |v| Ok(v.original.as_str().into()))
});
const PATCH: Method = Method::new("Patch", &[], |o, _, _| on(o, |v| Ok(number(v.patch))));
const PRERELEASE: Method = Method::new("Prerelease", &[], |o, _, _| {
    on(o, |v| Ok(v.prerelease.as_str().into()))
});
const SET_METADATA: Method = Method::new("SetMetadata", &[Parameter::Text], |o, _, a| {
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
const SET_PRERELEASE: Method = Method::new("SetPrerelease", &[Parameter::Text], |o, _, a| {
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
const STRING: Method = Method::new("String", &[], |o, _, _| on(o, |v| Ok(v.to_string().into())));

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
    Value::object(VersionObject {
        version,
        is_pointer: false,
    })
}

fn number(number: u64) -> Value {
    Value::Uint(Kind::Uint64, number)
}
