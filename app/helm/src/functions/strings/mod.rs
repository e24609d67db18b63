//! Texts: cutting, joining, splitting, searching, quoting, case. Lengths and places count bytes.

mod case;
mod cut;
mod fill;
mod search;
mod split;
mod wrap;

pub(super) use search::find;

use crate::functions::Function;
use crate::functions::Parameter::{Any, Int, Text};
use crate::functions::arguments::print::{text_of, texts_of};
use crate::functions::arguments::runes;
use crate::functions::arguments::{integer, text};
use crate::value::Value;

/// The functions of this family.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("abbrev", &[Int, Text], |_, a| {
        let width = integer(a, 0);
        if width < 4 {
            return Ok(a[1].clone());
        }
        Ok(wrap::abbreviate(text(a, 1), 0, width).into())
    }),
    Function::new("abbrevboth", &[Int, Int, Text], |_, a| {
        let (left, right) = (integer(a, 0), integer(a, 1));
        if right < 4 || left > 0 && right < 7 {
            return Ok(a[2].clone());
        }
        Ok(wrap::abbreviate(text(a, 2), left, right).into())
    }),
    Function::new("camelcase", &[Text], |_, a| {
        Ok(case::camel_case(text(a, 0)).into())
    }),
    Function::variadic("cat", &[], Any, |_, a| Ok(fill::cat(a).into())),
    Function::new("contains", &[Text, Text], |_, a| {
        Ok(find(text(a, 1), text(a, 0)).is_some().into())
    }),
    Function::new("hasPrefix", &[Text, Text], |_, a| {
        Ok(text(a, 1).starts_with(text(a, 0)).into())
    }),
    Function::new("hasSuffix", &[Text, Text], |_, a| {
        Ok(text(a, 1).ends_with(text(a, 0)).into())
    }),
    Function::new("hello", &[], |_, _| Ok("Hello!".into())),
    Function::new("indent", &[Int, Text], |_, a| {
        Ok(fill::indent(integer(a, 0), text(a, 1))?.into())
    }),
    Function::new("initials", &[Text], |_, a| {
        Ok(cut::initials(text(a, 0)).into())
    }),
    Function::new("join", &[Text, Any], |_, a| {
        Ok(texts_of(&a[1]).join(text(a, 0)).into())
    }),
    Function::new("kebabcase", &[Text], |_, a| {
        Ok(case::delimited(text(a, 0), '-').into())
    }),
    Function::new("lower", &[Text], |_, a| {
        Ok(runes::map(text(a, 0), &mut runes::to_lower).into())
    }),
    Function::new("nindent", &[Int, Text], |_, a| {
        let indented = fill::indent(integer(a, 0), text(a, 1))?;
        Ok([b"\n", indented.as_slice()].concat().into())
    }),
    Function::new("nospace", &[Text], |_, a| {
        Ok(cut::without_spaces(text(a, 0)).into())
    }),
    Function::new("plural", &[Text, Text, Int], |_, a| {
        Ok(a[if integer(a, 2) == 1 { 0 } else { 1 }].clone())
    }),
    Function::variadic("quote", &[], Any, |_, a| Ok(fill::quote(a).into())),
    Function::new("repeat", &[Int, Text], |_, a| {
        Ok(fill::repeat(text(a, 1), integer(a, 0))?.into())
    }),
    Function::new("replace", &[Text, Text, Text], |_, a| {
        Ok(search::replace(text(a, 2), text(a, 0), text(a, 1))?.into())
    }),
    Function::new("shuffle", &[Text], |call, a| {
        call.varies();
        Ok(a[0].clone())
    }),
    Function::new("snakecase", &[Text], |_, a| {
        Ok(case::delimited(text(a, 0), '_').into())
    }),
    Function::new("split", &[Text, Text], |_, a| {
        split::numbered(text(a, 1), text(a, 0), -1)
    }),
    Function::new("splitList", &[Text, Text], |_, a| {
        Ok(Value::texts(split::split(text(a, 1), text(a, 0), -1)?))
    }),
    Function::new("splitn", &[Text, Int, Text], |_, a| {
        split::numbered(text(a, 2), text(a, 0), integer(a, 1))
    }),
    Function::variadic("squote", &[], Any, |_, a| Ok(fill::single_quote(a).into())),
    Function::new("substr", &[Int, Int, Text], |_, a| {
        Ok(cut::substring(text(a, 2), integer(a, 0), integer(a, 1))?.into())
    }),
    Function::new("swapcase", &[Text], |_, a| {
        Ok(case::swap_case(text(a, 0)).into())
    }),
    Function::new("title", &[Text], |_, a| Ok(case::title(text(a, 0)).into())),
    Function::new("toString", &[Any], |_, a| Ok(text_of(&a[0]).into())),
    Function::new("toStrings", &[Any], |_, a| {
        Ok(Value::texts(texts_of(&a[0])))
    }),
    Function::new("trim", &[Text], |_, a| {
        Ok(search::trim_space(text(a, 0)).into())
    }),
    Function::new("trimAll", &[Text, Text], |_, a| {
        Ok(search::trim(text(a, 1), text(a, 0)).into())
    }),
    Function::new("trimPrefix", &[Text, Text], |_, a| {
        let (prefix, whole) = (text(a, 0), text(a, 1));
        Ok(whole.strip_prefix(prefix).unwrap_or(whole).into())
    }),
    Function::new("trimSuffix", &[Text, Text], |_, a| {
        let (suffix, whole) = (text(a, 0), text(a, 1));
        Ok(whole.strip_suffix(suffix).unwrap_or(whole).into())
    }),
    Function::new("trimall", &[Text, Text], |_, a| {
        Ok(search::trim(text(a, 1), text(a, 0)).into())
    }),
    Function::new("trunc", &[Int, Text], |_, a| {
        Ok(cut::truncate(text(a, 1), integer(a, 0)).into())
    }),
    Function::new("untitle", &[Text], |_, a| {
        Ok(case::untitle(text(a, 0)).into())
    }),
    Function::new("upper", &[Text], |_, a| {
        Ok(runes::map(text(a, 0), &mut runes::to_upper).into())
    }),
    Function::new("wrap", &[Int, Text], |_, a| {
        Ok(wrap::wrap(text(a, 1), integer(a, 0), b"\n", false).into())
    }),
    Function::new("wrapWith", &[Int, Text, Text], |_, a| {
        Ok(wrap::wrap(text(a, 2), integer(a, 0), text(a, 1), true).into())
    }),
];
