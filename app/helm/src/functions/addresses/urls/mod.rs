//! URLs in parts and back, as Go's `net/url` has them, which differs from what browsers do.

mod escape;
mod parse;

use crate::error::CallError;
use crate::functions::Parameter::{Map, Text};
use crate::functions::arguments::{map, text};
use crate::functions::{Call, Function};
use crate::value::{Text as Bytes, Value};
use escape::{Mode, escape};
use parse::{Url, User};

/// The functions of this family.
pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new("urlJoin", &[Map], join),
    Function::new("urlParse", &[Text], parts),
];

/// The scheme of a URL, which may be empty, if Go's `url.Parse` takes it.
pub(crate) fn url_scheme(text: &[u8]) -> Option<Vec<u8>> {
    Url::parse(text).ok().map(|url| url.scheme)
}

fn parts(_: &mut Call<'_>, a: &[Value]) -> Result<Value, CallError> {
    let url = Url::parse(text(a, 0)).map_err(|message| {
        CallError::new([b"unable to parse url: ", message.as_slice()].concat())
    })?;
    let hostname = parse::hostname(&url.host).to_vec();
    let userinfo = url.user.map(|user| user.print()).unwrap_or_default();
    Ok(Value::map([
        ("fragment", url.fragment),
        ("host", url.host),
        ("hostname", hostname),
        ("opaque", url.opaque),
        ("path", url.path),
        ("query", url.query),
        ("scheme", url.scheme),
        ("userinfo", userinfo),
    ]))
}

fn join(_: &mut Call<'_>, a: &[Value]) -> Result<Value, CallError> {
    let parts = map(a, 0);
    let part = |key: &str| match parts.get(key) {
        None => Ok(Bytes::from("")),
        Some(Value::Text(text)) => Ok(text),
        Some(Value::Nil) => Err(CallError::nil_pointer()),
        Some(other) => {
            let kind = other.kind().name();
            let message =
                format!("unable to parse {key} key, must be of type string, but {kind} found");
            Err(message.into())
        }
    };
    let (scheme, host, path) = (part("scheme")?, part("host")?, part("path")?);
    let (query, opaque, fragment) = (part("query")?, part("opaque")?, part("fragment")?);
    let user = user(&part("userinfo")?)?;
    let mut out = Vec::new();
    if !scheme.is_empty() {
        out.extend_from_slice(&scheme);
        out.push(b':');
    }
    if opaque.is_empty() {
        let has_authority = !host.is_empty() || user.is_some();
        if has_authority || !scheme.is_empty() && !path.is_empty() {
            out.extend_from_slice(b"//");
        }
        if let Some(user) = user {
            out.extend(user.print());
            out.push(b'@');
        }
        out.extend(escape(&host, Mode::Host));
        write_path(&mut out, &path, !host.is_empty());
    } else {
        out.extend_from_slice(&opaque);
    }
    if !query.is_empty() {
        out.push(b'?');
        out.extend_from_slice(&query);
    }
    if !fragment.is_empty() {
        out.push(b'#');
        out.extend(escape(&fragment, Mode::Fragment));
    }
    Ok(out.into())
}

fn write_path(out: &mut Vec<u8>, path: &[u8], has_host: bool) {
    let path = if path == b"*" {
        path.to_vec()
    } else {
        escape(path, Mode::Path)
    };
    if has_host && !path.is_empty() && path[0] != b'/' {
        out.push(b'/');
    }
    let first = path.split(|byte| *byte == b'/').next().unwrap_or_default();
    if out.is_empty() && first.contains(&b':') {
        out.extend_from_slice(b"./");
    }
    out.extend(path);
}

fn user(info: &[u8]) -> Result<Option<User>, CallError> {
    if info.is_empty() {
        return Ok(None);
    }
    let url = [b"proto://", info, b"@host"].concat();
    let url = Url::parse(&url).map_err(|message| {
        CallError::new([b"unable to parse userinfo in dict: ", message.as_slice()].concat())
    })?;
    Ok(url.user)
}
