//! Paths with slashes. Sprig's functions for the paths of the operating system do the same on Linux.

use crate::functions::Function;
use crate::functions::Parameter::Text;
use crate::functions::arguments::text;

/// The functions of this family.
pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new("base", &[Text], |_, a| Ok(base(text(a, 0)).into())),
    Function::new("clean", &[Text], |_, a| Ok(clean(text(a, 0)).into())),
    Function::new("dir", &[Text], |_, a| Ok(dir(text(a, 0)).into())),
    Function::new("ext", &[Text], |_, a| Ok(extension(text(a, 0)).into())),
    Function::new("isAbs", &[Text], |_, a| {
        Ok(text(a, 0).starts_with(b"/").into())
    }),
    Function::new("osBase", &[Text], |_, a| Ok(base(text(a, 0)).into())),
    Function::new("osClean", &[Text], |_, a| Ok(clean(text(a, 0)).into())),
    Function::new("osDir", &[Text], |_, a| Ok(dir(text(a, 0)).into())),
    Function::new("osExt", &[Text], |_, a| Ok(extension(text(a, 0)).into())),
    Function::new("osIsAbs", &[Text], |_, a| {
        Ok(text(a, 0).starts_with(b"/").into())
    }),
];

/// The last name of a path.
fn base(path: &[u8]) -> &[u8] {
    if path.is_empty() {
        return b".";
    }
    let is_name = |byte: &u8| *byte != b'/';
    let Some(end) = path.iter().rposition(is_name) else {
        return b"/";
    };
    let name = &path[..=end];
    let start = name.iter().rposition(|byte| *byte == b'/');
    start.map_or(name, |slash| &name[slash + 1..])
}

/// The folder that a path is in, cleaned.
fn dir(path: &[u8]) -> Vec<u8> {
    let slash = path.iter().rposition(|byte| *byte == b'/');
    clean(slash.map_or(b"", |slash| &path[..=slash]))
}

/// The last point of the last name and what follows it.
fn extension(path: &[u8]) -> &[u8] {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    let point = name.iter().rposition(|byte| *byte == b'.');
    point.map_or(b"", |point| &name[point..])
}

/// The shortest path that means the same: Go's `path.Clean`.
fn clean(path: &[u8]) -> Vec<u8> {
    let is_absolute = path.starts_with(b"/");
    let mut names: Vec<&[u8]> = Vec::new();
    for name in path.split(|byte| *byte == b'/') {
        match name {
            b"" | b"." => {}
            b".." => match names.last() {
                Some(last) if *last != b".." => {
                    names.pop();
                }
                _ if is_absolute => {}
                _ => names.push(name),
            },
            _ => names.push(name),
        }
    }
    let joined = names.join(&b'/');
    match (is_absolute, joined.is_empty()) {
        (true, _) => [b"/", joined.as_slice()].concat(),
        (false, true) => b".".to_vec(),
        (false, false) => joined,
    }
}
