//! `--set`: single values, as Helm's command line takes them.

use std::iter::Peekable;
use std::str::Chars;

use anyhow::{Result, bail};
use pack_helm::value::{List, Map, Value};

/// The largest index of a list, as Helm has it.
const MAX_INDEX: usize = 65_536;

/// Sets values: `a.b=1,c={x,y},d[0].e=z`. A backslash takes its meaning from `.`, `,` and `=`.
pub(super) fn apply(text: &str, values: &Map) -> Result<()> {
    let mut rest = text.chars().peekable();
    while rest.peek().is_some() {
        let mut at = values.clone();
        loop {
            let (key, end) = read(&mut rest, &['.', '=', ','], text)?;
            let (key, indexes) = indexes(&key, text)?;
            match end {
                Some('.') => at = inner(&at, key, &indexes),
                Some('=') => {
                    assign(&at, key, &indexes, value(&mut rest, text)?);
                    break;
                }
                _ => bail!("--set {text}: the path {key} has no value"),
            }
        }
    }
    Ok(())
}

/// A name and the indexes behind it: `a[0][1]`.
fn indexes<'k>(key: &'k str, whole: &str) -> Result<(&'k str, Vec<usize>)> {
    let (name, rest) = key.split_at(key.find('[').unwrap_or(key.len()));
    let index = |part: &str| part.strip_suffix(']')?.parse().ok();
    let indexes = rest.split('[').skip(1).map(index);
    let indexes: Option<Vec<usize>> = indexes.collect();
    match indexes {
        Some(indexes) if !name.is_empty() && indexes.iter().all(|index| *index <= MAX_INDEX) => {
            Ok((name, indexes))
        }
        _ => bail!("--set {whole}: a path is made of names, points and indexes such as [0]"),
    }
}

/// The table at a key, which is made if there is none.
pub(super) fn table(values: &Map, key: &str) -> Map {
    inner(values, key, &[])
}

fn inner(table: &Map, key: &str, indexes: &[usize]) -> Map {
    let mut found = table.get(key);
    for index in indexes {
        found = match found {
            Some(Value::List(list)) => list.get(*index),
            _ => None,
        };
    }
    if let Some(Value::Map(found)) = found {
        return found;
    }
    let made = Map::default();
    assign(table, key, indexes, Value::Map(made.clone()));
    made
}

/// Puts a value at a key, or into a list there, which is made or made longer.
fn assign(table: &Map, key: &str, indexes: &[usize], value: Value) {
    let Some((last, before)) = indexes.split_last() else {
        table.insert(key, value);
        return;
    };
    let mut list = match table.get(key) {
        Some(list @ Value::List(_)) => list,
        _ => {
            let made = Value::list(Vec::new());
            table.insert(key, made.clone());
            made
        }
    };
    for index in before {
        let Value::List(items) = &list else {
            return;
        };
        let next = match items.get(*index) {
            Some(next @ Value::List(_)) => next,
            _ => {
                let made = Value::list(Vec::new());
                put(items, *index, made.clone());
                made
            }
        };
        list = next;
    }
    if let Value::List(items) = &list {
        put(items, *last, value);
    }
}

fn put(list: &List, index: usize, value: Value) {
    let mut items = list.items_mut();
    while items.len() <= index {
        items.push(Value::Nil);
    }
    if let Some(item) = items.get_mut(index) {
        *item = value;
    }
}

/// Reads until one of some characters, which it takes and gives.
fn read(
    rest: &mut Peekable<Chars<'_>>,
    ends: &[char],
    whole: &str,
) -> Result<(String, Option<char>)> {
    let mut text = String::new();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match rest.next() {
                Some(escaped) => text.push(escaped),
                None => bail!("--set {whole}: it ends with a backslash"),
            },
            end if ends.contains(&end) => return Ok((text, Some(end))),
            other => text.push(other),
        }
    }
    Ok((text, None))
}

fn value(rest: &mut Peekable<Chars<'_>>, whole: &str) -> Result<Value> {
    if rest.next_if_eq(&'{').is_none() {
        return Ok(typed(read(rest, &[','], whole)?.0));
    }
    let mut items = Vec::new();
    loop {
        let (item, end) = read(rest, &[',', '}'], whole)?;
        if !(item.is_empty() && items.is_empty() && end == Some('}')) {
            items.push(typed(item));
        }
        match end {
            Some(',') => {}
            Some(_) => break,
            None => bail!("--set {whole}: a list has no end"),
        }
    }
    rest.next_if_eq(&',');
    Ok(Value::list(items))
}

/// What a word stands for.
fn typed(word: String) -> Value {
    let has_zero = word.len() > 1 && word.starts_with('0');
    match word.as_str() {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" => Value::Nil,
        _ => match word.parse() {
            Ok(number) if !has_zero => Value::Int64(number),
            _ => Value::text(word),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        let values = pack_helm::read_values(b"a: {b: 1, c: 2}").unwrap();
        match apply(text, &values) {
            Ok(()) => format!("{:?}", Value::Map(values)),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn values_are_set_at_their_paths() {
        for (text, expected) in [
            ("a.b=x", "\"b\": Text(\"x\"), \"c\": Float(2.0)"),
            ("a.b=5,a.c=true", "\"b\": Int64(5), \"c\": Bool(true)"),
            (r"a.b=x\,y,a.c=null", "\"b\": Text(\"x,y\"), \"c\": Nil"),
            ("a.b=007", "\"b\": Text(\"007\")"),
            ("a.b={x,1}", "[Text(\"x\"), Int64(1)]"),
            (r"a\.b.d=1", "\"a.b\": Map("),
            ("a.b", "--set a.b: the path b has no value"),
            ("a[1].b=1", "[Nil, Map("),
            ("l={x,y},l[1]=z", "[Text(\"x\"), Text(\"z\")]"),
            ("l[0][1]=2", "[Nil, Int64(2)]"),
            (
                "a[x]=1",
                "--set a[x]=1: a path is made of names, points and indexes such as [0]",
            ),
            (
                "a[70000]=1",
                "--set a[70000]=1: a path is made of names, points and indexes such as [0]",
            ),
            ("a={x", "--set a={x: a list has no end"),
        ] {
            let found = set(text);
            assert!(found.contains(expected), "{text}: {found}");
        }
    }
}
