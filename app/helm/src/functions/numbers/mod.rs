//! Numbers: arithmetic with integers and decimals, rounding, counting, conversion.

mod cast;
mod count;
mod decimal;
mod parse;
mod round;

pub(super) use cast::{to_float, to_integer};
pub(super) use parse::{NotANumber, parse_integer, parse_unsigned};

use crate::error::CallError;
use crate::functions::Function;
use crate::functions::Parameter::{Any, Float, Int, Text};
use crate::functions::arguments::{any, integer, rest, text};
use crate::value::Value;
use decimal::Decimal;

/// The functions of this family.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::variadic("add", &[], Any, |_, a| {
        let numbers = a.iter().map(to_integer);
        Ok(Value::Int64(numbers.fold(0, i64::wrapping_add)))
    }),
    Function::new("add1", &[Any], |_, a| {
        Ok(Value::Int64(to_integer(&a[0]).wrapping_add(1)))
    }),
    Function::new("add1f", &[Any], |_, a| {
        decimals(&a[0], &[Value::Int(1)], Decimal::add)
    }),
    Function::variadic("addf", &[], Any, |_, a| {
        decimals(&Value::Int(0), a, Decimal::add)
    }),
    Function::new("atoi", &[Text], |_, a| {
        Ok(Value::Int(match parse_integer(text(a, 0), 10) {
            Ok(number) | Err(NotANumber::Range(number)) => number,
            Err(NotANumber::Syntax) => 0,
        }))
    }),
    Function::variadic("biggest", &[Any], Any, |_, a| Ok(extreme(a, i64::max))),
    Function::new("ceil", &[Any], |_, a| Ok(to_float(&a[0]).ceil().into())),
    Function::new("div", &[Any, Any], |_, a| divide(a, i64::wrapping_div)),
    Function::variadic("divf", &[Any], Any, |_, a| {
        decimals(&a[0], &a[1..], Decimal::divide)
    }),
    Function::new("float64", &[Any], |_, a| Ok(to_float(&a[0]).into())),
    Function::new("floor", &[Any], |_, a| Ok(to_float(&a[0]).floor().into())),
    Function::new("int", &[Any], |_, a| Ok(Value::Int(to_integer(&a[0])))),
    Function::new("int64", &[Any], |_, a| Ok(Value::Int64(to_integer(&a[0])))),
    Function::variadic("max", &[Any], Any, |_, a| Ok(extreme(a, i64::max))),
    Function::variadic("maxf", &[Any], Any, |_, a| Ok(extreme_float(a, round::max))),
    Function::variadic("min", &[Any], Any, |_, a| Ok(extreme(a, i64::min))),
    Function::variadic("minf", &[Any], Any, |_, a| Ok(extreme_float(a, round::min))),
    Function::new("mod", &[Any, Any], |_, a| divide(a, i64::wrapping_rem)),
    Function::variadic("mul", &[Any], Any, |_, a| {
        let numbers = a.iter().map(to_integer);
        Ok(Value::Int64(numbers.fold(1, i64::wrapping_mul)))
    }),
    Function::variadic("mulf", &[Any], Any, |_, a| {
        decimals(&a[0], &a[1..], Decimal::multiply)
    }),
    Function::variadic("round", &[Any, Int], Float, |_, a| {
        let threshold = match rest(a, 2) {
            [Value::Float(threshold), ..] => *threshold,
            _ => 0.5,
        };
        Ok(round::round(to_float(any(a, 0)), integer(a, 1), threshold).into())
    }),
    Function::variadic("seq", &[], Int, |_, a| count::sequence(a)),
    Function::new("sub", &[Any, Any], |_, a| {
        Ok(Value::Int64(
            to_integer(&a[0]).wrapping_sub(to_integer(&a[1])),
        ))
    }),
    Function::variadic("subf", &[Any], Any, |_, a| {
        decimals(&a[0], &a[1..], Decimal::subtract)
    }),
    Function::new("toDecimal", &[Any], |_, a| {
        let printed = crate::functions::arguments::print::text_of(&a[0]);
        Ok(Value::Int64(parse_integer(&printed, 8).unwrap_or(0)))
    }),
    Function::new("until", &[Int], |_, a| count::until(integer(a, 0))),
    Function::new("untilStep", &[Int, Int, Int], |_, a| {
        count::until_step(integer(a, 0), integer(a, 1), integer(a, 2)).map(count::list)
    }),
];

/// The result of an operation on the first number and each of the others in turn.
fn decimals(
    first: &Value,
    others: &[Value],
    operation: fn(&Decimal, &Decimal) -> Result<Decimal, CallError>,
) -> Result<Value, CallError> {
    let mut result = Decimal::new(to_float(first))?;
    for other in others {
        result = operation(&result, &Decimal::new(to_float(other))?)?;
    }
    Ok(result.to_float().into())
}

fn divide(a: &[Value], operation: fn(i64, i64) -> i64) -> Result<Value, CallError> {
    match (to_integer(&a[0]), to_integer(&a[1])) {
        (_, 0) => Err(CallError::panic("integer divide by zero")),
        (left, right) => Ok(Value::Int64(operation(left, right))),
    }
}

fn extreme(a: &[Value], choose: fn(i64, i64) -> i64) -> Value {
    let numbers = a.iter().map(to_integer);
    Value::Int64(numbers.reduce(choose).unwrap_or(0))
}

fn extreme_float(a: &[Value], choose: fn(f64, f64) -> f64) -> Value {
    let numbers = a.iter().map(to_float);
    numbers.reduce(choose).unwrap_or(0.0).into()
}
