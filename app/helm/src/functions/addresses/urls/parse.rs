//! Go's `url.Parse` with its messages.

use super::escape::{Mode, escape, unescape};
use crate::format::quote;
use crate::functions::strings::find;

/// A URL in parts, decoded but for the query.
#[derive(Debug, Default)]
pub(super) struct Url {
    pub(super) scheme: Vec<u8>,
    pub(super) opaque: Vec<u8>,
    pub(super) user: Option<User>,
    pub(super) host: Vec<u8>,
    pub(super) path: Vec<u8>,
    pub(super) query: Vec<u8>,
    pub(super) fragment: Vec<u8>,
}

/// A user, perhaps with a password.
#[derive(Debug)]
pub(super) struct User {
    name: Vec<u8>,
    password: Option<Vec<u8>>,
}

impl User {
    /// As it stands in a URL.
    pub(super) fn print(&self) -> Vec<u8> {
        let mut out = escape(&self.name, Mode::UserPassword);
        if let Some(password) = &self.password {
            out.push(b':');
            out.extend(escape(password, Mode::UserPassword));
        }
        out
    }
}

type Parsed<T> = Result<T, Vec<u8>>;

impl Url {
    /// Reads a URL. The error is Go's message.
    pub(super) fn parse(text: &[u8]) -> Parsed<Self> {
        let fails = |url: &[u8], message: Vec<u8>| {
            [b"parse ", quote(url).as_slice(), b": ", &message].concat()
        };
        let (url, fragment) = cut(text, b"#");
        let mut read = Self::without_fragment(url).map_err(|message| fails(url, message))?;
        let fragment = unescape(fragment, Mode::Fragment);
        read.fragment = fragment.map_err(|message| fails(text, message))?;
        Ok(read)
    }

    fn without_fragment(text: &[u8]) -> Parsed<Self> {
        let mut url = Self::default();
        if text.iter().any(u8::is_ascii_control) {
            return Err(b"net/url: invalid control character in URL".to_vec());
        }
        if text == b"*" {
            url.path = text.to_vec();
            return Ok(url);
        }
        let (scheme, rest) = scheme(text)?;
        url.scheme = scheme.to_ascii_lowercase();
        let (mut rest, query) = cut(rest, b"?");
        url.query = query.to_vec();
        if !rest.starts_with(b"/") {
            if !url.scheme.is_empty() {
                url.opaque = rest.to_vec();
                return Ok(url);
            }
            if cut(rest, b"/").0.contains(&b':') {
                return Err(b"first path segment in URL cannot contain colon".to_vec());
            }
        }
        let may_have_host = !url.scheme.is_empty() || !rest.starts_with(b"///");
        if may_have_host && let Some(after) = rest.strip_prefix(b"//") {
            let slash = after.iter().position(|byte| *byte == b'/');
            let authority;
            (authority, rest) = after.split_at(slash.unwrap_or(after.len()));
            (url.user, url.host) = authority_parts(authority)?;
        }
        url.path = unescape(rest, Mode::Path)?;
        Ok(url)
    }
}

/// What stands before the first `mark` and after it; all and nothing where it is missing.
fn cut<'t>(text: &'t [u8], mark: &[u8]) -> (&'t [u8], &'t [u8]) {
    match find(text, mark) {
        Some(at) => (&text[..at], &text[at + mark.len()..]),
        None => (text, &[]),
    }
}

fn scheme(text: &[u8]) -> Parsed<(&[u8], &[u8])> {
    for (index, byte) in text.iter().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if index > 0 => {}
            b':' if index == 0 => return Err(b"missing protocol scheme".to_vec()),
            b':' => return Ok((&text[..index], &text[index + 1..])),
            _ => break,
        }
    }
    Ok((&[], text))
}

fn authority_parts(text: &[u8]) -> Parsed<(Option<User>, Vec<u8>)> {
    let Some(at) = text.iter().rposition(|byte| *byte == b'@') else {
        return Ok((None, host(text)?));
    };
    let host = host(&text[at + 1..])?;
    let info = &text[..at];
    let is_good = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(byte);
    if !info.iter().all(is_good) {
        return Err(b"net/url: invalid userinfo".to_vec());
    }
    let (name, password) = cut(info, b":");
    let has_password = info.contains(&b':');
    let name = unescape(name, Mode::UserPassword)?;
    let password = unescape(password, Mode::UserPassword)?;
    let password = has_password.then_some(password);
    Ok((Some(User { name, password }), host))
}

fn host(text: &[u8]) -> Parsed<Vec<u8>> {
    let invalid_port = |port: &[u8]| {
        let quoted = quote(port);
        [b"invalid port ", quoted.as_slice(), b" after host"].concat()
    };
    if !text.starts_with(b"[") {
        if let Some(colon) = text.iter().rposition(|byte| *byte == b':')
            && !is_port(&text[colon..])
        {
            return Err(invalid_port(&text[colon..]));
        }
        return unescape(text, Mode::Host);
    }
    let Some(end) = text.iter().rposition(|byte| *byte == b']') else {
        return Err(b"missing ']' in host".to_vec());
    };
    if !is_port(&text[end + 1..]) {
        return Err(invalid_port(&text[end + 1..]));
    }
    let Some(zone) = find(&text[..end], b"%25") else {
        return unescape(text, Mode::Host);
    };
    let parts = [
        unescape(&text[..zone], Mode::Host)?,
        unescape(&text[zone..end], Mode::Zone)?,
        unescape(&text[end..], Mode::Host)?,
    ];
    Ok(parts.concat())
}

/// Nothing, or a colon and perhaps digits.
fn is_port(text: &[u8]) -> bool {
    match text {
        [] => true,
        [b':', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// A host without its port and without brackets.
pub(super) fn hostname(host: &[u8]) -> &[u8] {
    let colon = host.iter().rposition(|byte| *byte == b':');
    let host = match colon {
        Some(colon) if is_port(&host[colon..]) => &host[..colon],
        _ => host,
    };
    let inner = host
        .strip_prefix(b"[")
        .and_then(|host| host.strip_suffix(b"]"));
    inner.unwrap_or(host)
}
