//! Lists: their parts, joining them, what is in them, and order.

use pack_once::sort;

use crate::error::CallError;
use crate::functions::Function;
use crate::functions::Parameter::{Any, Int};
use crate::functions::arguments::print::texts_of;
use crate::functions::arguments::{MAX_COMPARISONS, any, integer, rest};
use crate::functions::collections::equal::deep_equal;
use crate::functions::numbers::to_integer;
use crate::value::{ElementType, Elements, Kind, List, Value};

/// The functions of this family. Those that begin with `must` differ in Go in how they fail, which
/// templates do not see.
pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new("append", &[Any, Any], push),
    Function::new("chunk", &[Int, Any], chunk),
    Function::new("compact", &[Any], compact),
    Function::variadic("concat", &[], Any, concat),
    Function::new("first", &[Any], first),
    Function::new("has", &[Any, Any], has),
    Function::new("initial", &[Any], initial),
    Function::new("last", &[Any], last),
    Function::variadic("list", &[], Any, list),
    Function::new("mustAppend", &[Any, Any], push),
    Function::new("mustChunk", &[Int, Any], chunk),
    Function::new("mustCompact", &[Any], compact),
    Function::new("mustFirst", &[Any], first),
    Function::new("mustHas", &[Any, Any], has),
    Function::new("mustInitial", &[Any], initial),
    Function::new("mustLast", &[Any], last),
    Function::new("mustPrepend", &[Any, Any], prepend),
    Function::new("mustPush", &[Any, Any], push),
    Function::new("mustRest", &[Any], tail),
    Function::new("mustReverse", &[Any], reverse),
    Function::variadic("mustSlice", &[Any], Any, slice),
    Function::new("mustUniq", &[Any], unique),
    Function::variadic("mustWithout", &[Any], Any, without),
    Function::new("prepend", &[Any, Any], prepend),
    Function::new("push", &[Any, Any], push),
    Function::new("rest", &[Any], tail),
    Function::new("reverse", &[Any], reverse),
    Function::variadic("slice", &[Any], Any, slice),
    Function::new("sortAlpha", &[Any], sort),
    Function::variadic("tuple", &[], Any, list),
    Function::new("uniq", &[Any], unique),
    Function::variadic("without", &[Any], Any, without),
];

type Outcome = Result<Value, CallError>;

/// The elements of a list, or an error that says what cannot be done with a value of another kind.
fn items(value: &Value, problem: &str) -> Result<Vec<Value>, CallError> {
    match value {
        Value::Nil => return Err(CallError::nil_pointer()),
        Value::List(list) => return Ok(list.to_vec()),
        Value::Bytes(bytes) => {
            let bytes = bytes
                .iter()
                .map(|byte| Value::Uint(Kind::Uint8, u64::from(*byte)));
            return Ok(bytes.collect());
        }
        Value::Object(object) if matches!(object.kind(), Kind::Slice | Kind::Array) => {
            if let Some(Elements::List(items)) = object.elements() {
                return Ok(items);
            }
        }
        _ => {}
    }
    Err(format!("{problem} {}", value.kind().name()).into())
}

fn list(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    Ok(Value::list(a.to_vec()))
}

fn push(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot push on type")?;
    items.push(a[1].clone());
    Ok(Value::list(items))
}

fn prepend(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot prepend on type")?;
    items.insert(0, a[1].clone());
    Ok(Value::list(items))
}

fn concat(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut all = Vec::new();
    for list in a {
        let kind_comes_before = || {
            let kind = list.kind().name();
            CallError::from(format!("Cannot concat type {kind} as list"))
        };
        match items(list, "") {
            Ok(items) => all.extend(items),
            Err(_) if !matches!(list, Value::Nil) => return Err(kind_comes_before()),
            Err(error) => return Err(error),
        }
    }
    Ok(if all.is_empty() {
        Value::List(List::nil(ElementType::Any))
    } else {
        Value::list(all)
    })
}

fn first(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let items = items(&a[0], "Cannot find first on type")?;
    Ok(items.into_iter().next().unwrap_or(Value::Nil))
}

fn last(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot find last on type")?;
    Ok(items.pop().unwrap_or(Value::Nil))
}

fn tail(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot find rest on type")?;
    if items.is_empty() {
        return Ok(Value::List(List::nil(ElementType::Any)));
    }
    items.remove(0);
    Ok(Value::list(items))
}

fn initial(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot find initial on type")?;
    Ok(match items.pop() {
        Some(_) => Value::list(items),
        None => Value::List(List::nil(ElementType::Any)),
    })
}

fn reverse(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot find reverse on type")?;
    items.reverse();
    Ok(Value::list(items))
}

fn compact(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot compact on type")?;
    items.retain(Value::truth);
    Ok(Value::list(items))
}

fn unique(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let items = items(&a[0], "Cannot find uniq on type")?;
    let mut kept: Vec<Value> = Vec::new();
    let mut comparisons = 0;
    for item in items {
        comparisons += kept.len();
        if comparisons > MAX_COMPARISONS {
            return Err(CallError::limit(
                "the list is too long to find what is in it twice",
            ));
        }
        if !is_in(&kept, &item) {
            kept.push(item);
        }
    }
    Ok(Value::list(kept))
}

fn without(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut items = items(&a[0], "Cannot find without on type")?;
    let unwanted = rest(a, 1);
    items.retain(|item| !is_in(unwanted, item));
    Ok(Value::list(items))
}

fn has(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    if matches!(a[1], Value::Nil) {
        return Ok(false.into());
    }
    let items = items(&a[1], "Cannot find has on type")?;
    Ok(is_in(&items, &a[0]).into())
}

fn is_in(items: &[Value], wanted: &Value) -> bool {
    items.iter().any(|item| deep_equal(item, wanted))
}

/// A part of a list, which keeps the list's type.
fn slice(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let items = items(&a[0], "list should be type of slice or array but")?;
    if items.is_empty() {
        return Ok(Value::Nil);
    }
    let place = |index: usize, otherwise| match a.get(index) {
        Some(value) => usize::try_from(to_integer(value)).ok(),
        None => Some(otherwise),
    };
    let bounds = place(1, 0).zip(place(2, items.len()));
    let part = bounds.and_then(|(from, to)| items.get(from..to));
    let part = part.ok_or("reflect.Value.Slice: slice index out of bounds")?;
    Ok(match &a[0] {
        Value::Bytes(bytes) => {
            let (from, to) = bounds.unwrap_or_default();
            Value::Bytes(bytes[from..to].into())
        }
        Value::List(list) => Value::List(List::new(list.element(), part.to_vec())),
        _ => Value::list(part.to_vec()),
    })
}

/// The texts of a list, sorted. A list of texts is sorted in place, as in Go.
fn sort(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let mut texts = texts_of(&a[0]);
    if matches!(a[0], Value::Nil) {
        return Ok(Value::texts(["<nil>"]));
    }
    sort::sort(&mut texts);
    if let Value::List(list) = &a[0]
        && list.element() == ElementType::Text
    {
        *list.items_mut() = texts.into_iter().map(Value::Text).collect();
        return Ok(a[0].clone());
    }
    Ok(Value::texts(texts))
}

/// A list in lists of a size, computed in floating-point numbers as Sprig does, so that odd sizes fail alike.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers out of range are refused first"
)]
fn chunk(_: &mut crate::functions::Call<'_>, a: &[Value]) -> Outcome {
    let items = items(any(a, 1), "Cannot chunk type")?;
    let size = integer(a, 0) as f64;
    let out_of_range = || CallError::panic("makeslice: len out of range");
    let count = ((items.len() as f64 - 1.0) / size).floor() + 1.0;
    if !(0.0..=items.len() as f64).contains(&count) {
        return Err(out_of_range());
    }
    let mut chunks = Vec::new();
    let mut left = items.as_slice();
    for index in 0..count as usize {
        let is_last = index + 1 == count as usize;
        let remainder = (items.len() as f64 % size).floor();
        let length = if is_last && remainder != 0.0 {
            remainder
        } else {
            size
        };
        if !(0.0..=left.len() as f64).contains(&length) {
            return Err(out_of_range());
        }
        let (chunk, others) = left.split_at(length as usize);
        chunks.push(Value::list(chunk.to_vec()));
        left = others;
    }
    Ok(Value::List(List::new(ElementType::List, chunks)))
}
