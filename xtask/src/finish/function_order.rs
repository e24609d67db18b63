//! The order of functions in which WebAssembly compresses best: each beside one that is like it.
//!
//! It makes the compressed page 28 kB smaller. wasm-opt can sort functions by
//! their names only. So each function gets its rank as its name, wasm-opt sorts them, and the names
//! are removed again.
//!
//! A function's shingles are the runs of four bytes in it. Functions that share one of a few hashes
//! of their shingles are compared (Broder, On the resemblance and containment of documents, 1997),
//! and the one that resembles the last most comes next.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use wasm_encoder::{Module, NameMap, NameSection, RawSection};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// How many hashes of its shingles stand for a function.
const HASHES: u64 = 64;

/// How many of those that share the most hashes are compared.
const COMPARED: usize = 1_500;

/// The module with the rank of each function in the best order as its name.
///
/// # Errors
///
/// If the bytes are no WebAssembly module with functions.
pub(super) fn named_by_rank(module: &[u8]) -> Result<Vec<u8>> {
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::CodeSectionEntry(body) = payload? {
            bodies.push(body.as_bytes());
        }
    }
    ensure!(
        !bodies.is_empty(),
        "a piece of the program has no functions"
    );
    let mut ranks = vec![0; bodies.len()];
    for (rank, body) in order(&bodies).into_iter().enumerate() {
        ranks[body] = rank;
    }
    let mut names = NameMap::new();
    for (index, rank) in (imported_functions(module)?..).zip(ranks) {
        names.append(index, &format!("{rank:08}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut named = without_custom(module)?;
    named.section(&section);
    Ok(named.finish())
}

/// The module without names, once wasm-opt has sorted its functions by them.
///
/// # Errors
///
/// If the functions are not in the order of their names, or have none: then wasm-opt did not sort
/// them, and the page is larger than it should be.
pub(super) fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let names = function_names(module)?;
    ensure!(
        !names.is_empty() && names.is_sorted(),
        "wasm-opt did not sort the functions by their names"
    );
    Ok(without_custom(module)?.finish())
}

/// The names of the functions that the module defines, in their order.
fn function_names(module: &[u8]) -> Result<Vec<&str>> {
    let imported = imported_functions(module)?;
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(custom) = payload? else {
            continue;
        };
        let KnownCustom::Name(subsections) = custom.as_known() else {
            continue;
        };
        for subsection in subsections {
            if let Name::Function(functions) = subsection? {
                for function in functions {
                    let function = function?;
                    names.extend((function.index >= imported).then_some(function.name));
                }
            }
        }
    }
    Ok(names)
}

/// How many functions the module imports. They come before its own in the numbering.
pub(super) fn imported_functions(module: &[u8]) -> Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                count += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        }
    }
    Ok(count)
}

/// The module without custom sections, which only tools read.
fn without_custom(module: &[u8]) -> Result<Module> {
    let mut written = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Some((id, range)) = payload.as_section()
            && !matches!(payload, Payload::CustomSection(_))
        {
            let data = &module[range.start as usize..range.end as usize];
            written.section(&RawSection { id, data });
        }
    }
    Ok(written)
}

/// The indices of the bodies, in the order in which they compress best.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let shingles: Vec<_> = bodies.iter().map(|body| shingles(body)).collect();
    let mut sharing: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
    for (body, shingles) in shingles.iter().enumerate() {
        for key in hashes(shingles) {
            sharing.entry(key).or_default().push(body);
        }
    }
    let mut by_size: Vec<_> = (0..bodies.len()).collect();
    by_size.sort_by_key(|&body| bodies[body].len());
    let mut by_size = by_size.into_iter();
    let mut is_left = vec![true; bodies.len()];
    let mut shared = vec![0_u64; bodies.len()];
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    while order.len() < bodies.len() {
        let like = order.last().and_then(|&last| {
            let mut found = Vec::new();
            for key in hashes(&shingles[last]) {
                for &body in sharing[&key].iter().filter(|&&body| is_left[body]) {
                    if shared[body] == 0 {
                        found.push(body);
                    }
                    shared[body] += 1;
                }
            }
            found.sort_by_key(|&body| (u64::MAX - shared[body], body));
            found.iter().for_each(|&body| shared[body] = 0);
            let resemblance = |&body: &usize| resemblance(&shingles[last], &shingles[body]);
            let compared = found.into_iter().take(COMPARED);
            compared.max_by(|one, other| resemblance(one).total_cmp(&resemblance(other)))
        });
        let Some(next) = like.or_else(|| by_size.find(|&body| is_left[body])) else {
            break;
        };
        is_left[next] = false;
        order.push(next);
    }
    order
}

/// The runs of four bytes, each once, sorted; a shorter body is one run.
fn shingles(body: &[u8]) -> Vec<u32> {
    let number = |run: &[u8]| {
        run.iter()
            .fold(0, |number, &byte| number << 8 | u32::from(byte))
    };
    let mut shingles: Vec<_> = match body.len() {
        0..4 => vec![number(body)],
        _ => body.windows(4).map(number).collect(),
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The smallest of the shingles' hashes, for each way to hash, with the number of the way.
fn hashes(shingles: &[u32]) -> impl Iterator<Item = (u64, u64)> {
    (0..HASHES).map(|way| {
        let hashes = shingles
            .iter()
            .map(|&shingle| hash(way << 32 | u64::from(shingle)));
        (way, hashes.min().unwrap_or_default())
    })
}

/// A number that looks like chance: the last steps of SplitMix64.
fn hash(number: u64) -> u64 {
    let mixed = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

/// How much of the shingles of two functions is in both, from 0 to 1.
fn resemblance(one: &[u32], other: &[u32]) -> f64 {
    let (mut at, mut both) = (0, 0);
    for shingle in one {
        while other.get(at).is_some_and(|next| next < shingle) {
            at += 1;
        }
        both += usize::from(other.get(at) == Some(shingle));
    }
    both as f64 / (one.len() + other.len() - both) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_comes_together_and_nothing_is_lost() {
        let bodies: [&[u8]; 5] = [
            b"the first of its kind, at length",
            b"something else that is of another kind",
            b"the first of its kind, at great length",
            b"",
            b"something else that is yet of another kind",
        ];
        let order = order(&bodies);
        let place = |body| order.iter().position(|&found| found == body).unwrap();
        assert_eq!(place(0).abs_diff(place(2)), 1, "{order:?}");
        assert_eq!(place(1).abs_diff(place(4)), 1, "{order:?}");
        assert_eq!(order.len(), bodies.len());
    }

    /// (func $b) (func $a (result i32) i32.const 7), with these names.
    fn module(names: &[u8; 2]) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0\x01\x08\x02\x60\0\0\x60\0\x01\x7f\x03\x03\x02\0\x01\
            \x0a\x09\x02\x02\0\x0b\x04\0\x41\x07\x0b"
            .to_vec();
        let [first, second] = *names;
        module.extend(b"\0\x0e\x04name\x01\x07\x02\0\x01");
        module.extend([first, 1, 1, second]);
        module
    }

    #[test]
    fn functions_are_named_by_rank_and_nothing_else_changes() {
        let module = module(b"ba");
        let named = named_by_rank(&module).unwrap();
        let kept = module.len() - 16;
        assert_eq!(named[..kept], module[..kept]);
        let names = function_names(&named).unwrap();
        assert_eq!(names, ["00000000", "00000001"]);
        assert!(named_by_rank(b"no module").is_err());
    }

    #[test]
    fn functions_that_were_not_sorted_are_an_error() {
        let sorted = module(b"ab");
        let kept = sorted.len() - 16;
        assert_eq!(without_names(&sorted).unwrap(), sorted[..kept]);
        assert!(without_names(&module(b"ba")).is_err());
        assert!(without_names(&sorted[..kept]).is_err());
    }
}
