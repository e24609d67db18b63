//! Types of values, and what to take where one is missing.

use crate::functions::Function;
use crate::functions::Parameter::{Any, Bool, Text};
use crate::functions::arguments::{boolean, rest, text};
use crate::functions::collections::equal::deep_equal;
use crate::value::Value;

/// The functions of this family.
pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::variadic("all", &[], Any, |_, a| {
        Ok(a.iter().all(Value::truth).into())
    }),
    Function::variadic("any", &[], Any, |_, a| {
        Ok(a.iter().any(Value::truth).into())
    }),
    Function::variadic("coalesce", &[], Any, |_, a| {
        let found = a.iter().find(|value| value.truth());
        Ok(found.cloned().unwrap_or(Value::Nil))
    }),
    Function::new("deepEqual", &[Any, Any], |_, a| {
        Ok(deep_equal(&a[0], &a[1]).into())
    }),
    Function::variadic("default", &[Any], Any, |_, a| {
        let given = rest(a, 1).first().filter(|value| value.truth());
        Ok(given.unwrap_or(&a[0]).clone())
    }),
    Function::new("empty", &[Any], |_, a| Ok((!a[0].truth()).into())),
    Function::new("kindIs", &[Text, Any], |_, a| {
        Ok((a[1].kind().name().as_bytes() == text(a, 0)).into())
    }),
    Function::new("kindOf", &[Any], |_, a| Ok(a[0].kind().name().into())),
    Function::new("ternary", &[Any, Any, Bool], |_, a| {
        Ok(a[if boolean(a, 2) { 0 } else { 1 }].clone())
    }),
    Function::new("typeIs", &[Text, Any], |_, a| {
        Ok((a[1].go_type().as_bytes() == text(a, 0)).into())
    }),
    Function::new("typeIsLike", &[Text, Any], |_, a| {
        let (wanted, found) = (text(a, 0), a[1].go_type());
        let found = found.as_bytes();
        let is_like = found == wanted || found.strip_prefix(b"*") == Some(wanted);
        Ok(is_like.into())
    }),
    Function::new("typeOf", &[Any], |_, a| {
        Ok(a[0].go_type().into_owned().into())
    }),
];
