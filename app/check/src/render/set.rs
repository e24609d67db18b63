//! `--set`: single values, as Helm's command line takes them.

use std::iter::Peekable;
use std::str::Chars;

use anyhow::{Result, bail};
use pack_helm::value::{Map, Value};

/// Sets values: `a.b=1,c={x,y}`. A backslash takes its meaning from `.`, `,` and `=`.
pub(super) fn apply(text: &str, values: &Map) -> Result<()> {
    let mut rest = text.chars().peekable();
    while rest.peek().is_some() {
        let mut table = values.clone();
        loop {
            let (key, end) = read(&mut rest, &['.', '=', ','], text)?;
            if key.is_empty() || key.contains('[') {
                bail!("--set {text}: a path is made of names and points");
            }
            match end {
                Some('.') => table = inner(&table, &key),
                Some('=') => {
                    table.insert(key, value(&mut rest, text)?);
                    break;
                }
                _ => bail!("--set {text}: the path {key} has no value"),
            }
        }
    }
    Ok(())
}

/// The table under a key, which is made if there is none.
fn inner(table: &Map, key: &str) -> Map {
    if let Some(Value::Map(found)) = table.get(key) {
        return found;
    }
    let made = Map::default();
    table.insert(key, made.clone());
    made
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
            ("a[0]=1", "--set a[0]=1: a path is made of names and points"),
            ("a={x", "--set a={x: a list has no end"),
        ] {
            let found = set(text);
            assert!(found.contains(expected), "{text}: {found}");
        }
    }
}
