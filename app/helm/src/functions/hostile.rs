//! No function panics, whatever it is called with.

use proptest::prelude::*;

use super::{Call, Function, Parameter, Rendering, Templates, functions};
use crate::error::CallError;
use crate::value::{ElementType, Kind, List, Map, MapType, Value};

struct NoTemplates;

impl Templates for NoTemplates {
    fn include(&mut self, _: &[u8], _: &Value) -> Result<Vec<u8>, CallError> {
        Ok(Vec::new())
    }

    fn expand(&mut self, _: &[u8], _: &Map) -> Result<Vec<u8>, CallError> {
        Ok(Vec::new())
    }
}

fn call(function: &Function, arguments: &[Value]) -> Result<Value, CallError> {
    let mut call = Call {
        name: function.name,
        rendering: &Rendering::default(),
        templates: &mut NoTemplates,
    };
    (function.call)(&mut call, arguments)
}

const TEXTS: &[&str] = &[
    "",
    "a",
    "é日😀",
    "_-_ A1b2C3",
    "-1.5h",
    "2006-01-02 15:04:05.000 MST -07:00 __2",
    "2024-02-30",
    "1.2.x || ^0 - 1",
    ">=1.2.3-rc.1+b <2",
    "[a-z",
    "(?P<n>a{2,5})|\\pL$",
    "https://u:p@[::1%25x]:80/a?b#c",
    "AAAA",
    "aGk=",
    "0x1p-2",
    "99999999999999999999",
    "a: [b, {c: d}]",
    "{\"a\": [1, null]}",
    "10.0.0.1",
    "$1${x}",
    "rsa",
    "UTC",
    "Asia/Tokyo",
];

/// How often each function is called.
const CASES: u32 = 30;

const NUMBERS: &[i64] = &[0, 1, -1, 2, 5, 7, 64, 1000, -1000, i64::MAX, i64::MIN];

fn floats() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(-0.5),
        Just(1e300),
        Just(f64::NAN),
        Just(f64::INFINITY),
        any::<f64>(),
    ]
}

fn texts() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => proptest::sample::select(TEXTS).prop_map(Value::from),
        1 => proptest::collection::vec(any::<u8>(), 0..12).prop_map(Value::from),
    ]
}

fn integers() -> impl Strategy<Value = i64> {
    proptest::sample::select(NUMBERS)
}

fn values() -> impl Strategy<Value = Value> {
    let scalars = prop_oneof![
        Just(Value::Nil),
        any::<bool>().prop_map(Value::Bool),
        integers().prop_map(Value::Int),
        integers().prop_map(Value::Int64),
        floats().prop_map(Value::Float),
        texts(),
    ];
    scalars.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::list),
            proptest::collection::vec((proptest::sample::select(TEXTS), inner), 0..4)
                .prop_map(Value::map),
        ]
    })
}

/// A value of the type of a parameter, as the evaluator would pass it.
fn argument(parameter: Parameter) -> BoxedStrategy<Value> {
    match parameter {
        Parameter::Any => values().boxed(),
        Parameter::Text => texts().boxed(),
        Parameter::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Parameter::Int => integers().prop_map(Value::Int).boxed(),
        Parameter::Int64 => integers().prop_map(Value::Int64).boxed(),
        Parameter::Uint32 => any::<u32>()
            .prop_map(|number| Value::Uint(Kind::Uint32, number.into()))
            .boxed(),
        Parameter::Float => floats().prop_map(Value::Float).boxed(),
        Parameter::List => prop_oneof![
            Just(Value::List(List::nil(ElementType::Any))),
            proptest::collection::vec(values(), 0..4).prop_map(Value::list),
        ]
        .boxed(),
        Parameter::Texts => proptest::collection::vec(texts(), 0..4)
            .prop_map(|texts| Value::List(List::new(ElementType::Text, texts)))
            .boxed(),
        Parameter::Map | Parameter::Values => {
            let of = if parameter == Parameter::Map {
                MapType::Any
            } else {
                MapType::Values
            };
            prop_oneof![
                Just(Value::Map(Map::nil(of))),
                proptest::collection::vec((proptest::sample::select(TEXTS), values()), 0..4)
                    .prop_map(move |entries| Value::Map(Map::from_iter(entries).converted(of))),
            ]
            .boxed()
        }
        Parameter::Bytes => Just(Value::Bytes("bytes".into())).boxed(),
        Parameter::Object(name) => {
            let made = match name {
                "time.Time" => ("toDate", vec!["2006".into(), "2024".into()]),
                "sprig.certificate" => ("genCA", vec!["ca".into(), Value::Int(1)]),
                _ => ("semver", vec!["1.2.3".into()]),
            };
            let function = super::function(made.0).map(|function| call(function, &made.1));
            Just(function.and_then(Result::ok).unwrap_or(Value::Nil)).boxed()
        }
    }
}

fn arguments(function: &Function) -> BoxedStrategy<Vec<Value>> {
    let fixed: Vec<_> = function.parameters.iter().copied().map(argument).collect();
    match function.rest {
        None => fixed.boxed(),
        Some(rest) => (fixed, proptest::collection::vec(argument(rest), 0..4))
            .prop_map(|(fixed, rest)| [fixed, rest].concat())
            .boxed(),
    }
}

#[test]
fn no_function_panics() {
    let slow = ["derivePassword"];
    for function in functions()
        .iter()
        .filter(|function| !slow.contains(&function.name))
    {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            cases: CASES,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let run = runner.run(&arguments(function), |arguments| {
            let _ = call(function, &arguments);
            Ok(())
        });
        run.unwrap_or_else(|problem| panic!("{}: {problem}", function.name));
    }
}

#[test]
fn no_method_panics() {
    let made =
        |name: &str, arguments: &[Value]| call(super::function(name).unwrap(), arguments).unwrap();
    let layout: Value = "2006-01-02 15:04".into();
    let objects = [
        made("toDate", &[layout.clone(), "1999-12-31 23:59".into()]),
        made("toDate", &[layout, "soon".into()]),
        made("semver", &["v1.2.3-rc.1+b".into()]),
    ];
    for value in objects {
        let Value::Object(object) = value else {
            panic!("no object");
        };
        for method in object.methods() {
            let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
                cases: CASES,
                failure_persistence: None,
                ..ProptestConfig::default()
            });
            let strategy: Vec<_> = method.parameters.iter().copied().map(argument).collect();
            let run = runner.run(&strategy, |arguments| {
                let mut call = Call {
                    name: method.name,
                    rendering: &Rendering::default(),
                    templates: &mut NoTemplates,
                };
                if let Ok(value) = (method.call)(object.as_ref(), &mut call, &arguments) {
                    crate::format::print(&value);
                }
                Ok(())
            });
            run.unwrap_or_else(|problem| panic!("{}: {problem}", method.name));
        }
    }
}
