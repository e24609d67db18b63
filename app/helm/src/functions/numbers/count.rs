//! Lists of integers: `until`, `untilStep` and `seq`.

use crate::error::CallError;
use crate::functions::arguments::check_count;
use crate::value::{ElementType, List, Value};

/// The integers from 0 to before a number, downwards where it is negative.
pub(super) fn until(count: i64) -> Result<Value, CallError> {
    until_step(0, count, if count < 0 { -1 } else { 1 }).map(list)
}

/// The integers from `start` to before `stop`; none where the step leads away from it.
pub(super) fn until_step(start: i64, stop: i64, step: i64) -> Result<Vec<i64>, CallError> {
    let mut numbers = Vec::new();
    if stop < start && step >= 0 || stop >= start && step <= 0 {
        return Ok(numbers);
    }
    let mut next = Some(start);
    while let Some(number) = next
        && (if step < 0 {
            number > stop
        } else {
            number < stop
        })
    {
        check_count(numbers.len() + 1)?;
        numbers.push(number);
        next = number.checked_add(step);
    }
    Ok(numbers)
}

/// Integers as a `[]int`.
pub(super) fn list(numbers: Vec<i64>) -> Value {
    let items = numbers.into_iter().map(Value::Int).collect();
    Value::List(List::new(ElementType::Int, items))
}

/// The integers of `seq LAST`, `seq FIRST LAST` or `seq FIRST STEP LAST` with spaces between, like the shell
/// command.
pub(super) fn sequence(a: &[Value]) -> Result<Value, CallError> {
    let arguments: Vec<i64> = a.iter().filter_map(Value::as_integer).collect();
    let (start, step, end) = match arguments.as_slice() {
        [end] => (1, None, *end),
        [start, end] => (*start, None, *end),
        [start, step, end] => (*start, Some(*step), *end),
        _ => return Ok("".into()),
    };
    let direction = if end < start { -1 } else { 1 };
    let step = step.unwrap_or(direction);
    if end < start && step > 0 {
        return Ok("".into());
    }
    let numbers = until_step(start, end.saturating_add(direction), step)?;
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    Ok(numbers.join(" ").into())
}
