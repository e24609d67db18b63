//! What is random in Helm. Here it has fixed values that nobody takes for real ones; no two of a rendering
//! are equal where they are long enough, and the file that one goes into is marked as varying.

use crate::error::CallError;
use crate::functions::Parameter::Int;
use crate::functions::arguments::{integer, length};
use crate::functions::encoding::encode_base64;
use crate::functions::{Call, Function};
use crate::value::Value;

/// The functions of this family.
pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new("randAlpha", &[Int], |call, a| {
        fill(call, a, |number| letters("Random", number))
    }),
    Function::new("randAlphaNum", &[Int], |call, a| {
        fill(call, a, |number| format!("Random{number}"))
    }),
    Function::new("randAscii", &[Int], |call, a| {
        fill(call, a, |number| format!("Random{number}-"))
    }),
    Function::new("randBytes", &[Int], |call, a| {
        let number = next(call);
        let count = length(usize::try_from(integer(a, 0)).ok()).map_err(|error| {
            if integer(a, 0) < 0 {
                CallError::panic("makeslice: len out of range")
            } else {
                error
            }
        })?;
        Ok(encode_base64(&repeated(&format!("random{number}"), count)).into())
    }),
    Function::new("randInt", &[Int, Int], |call, a| {
        next(call);
        let (low, high) = (integer(a, 0), integer(a, 1));
        if high.wrapping_sub(low) <= 0 {
            return Err("invalid argument to Intn".into());
        }
        Ok(Value::Int(low))
    }),
    Function::new("randNumeric", &[Int], |call, a| {
        fill(call, a, |number| format!("0{number}"))
    }),
    Function::new("uuidv4", &[], |call, _| {
        let number = next(call);
        Ok(format!("00000000-0000-4000-8000-{number:012x}").into())
    }),
];

/// The number of this value in the rendering, from 1.
fn next(call: &Call<'_>) -> u64 {
    call.varies();
    let number = call.rendering.random.get() + 1;
    call.rendering.random.set(number);
    number
}

fn fill(call: &Call<'_>, a: &[Value], word: impl Fn(u64) -> String) -> Result<Value, CallError> {
    let word = word(next(call));
    let count = usize::try_from(integer(a, 0)).unwrap_or(0);
    Ok(repeated(&word, length(Some(count))?).into())
}

fn repeated(word: &str, count: usize) -> Vec<u8> {
    word.bytes().cycle().take(count).collect()
}

/// A word with a number written in letters.
fn letters(word: &str, mut number: u64) -> String {
    let mut out = word.to_owned();
    while number > 0 {
        let digit = u8::try_from(number % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        number /= 26;
    }
    out
}
