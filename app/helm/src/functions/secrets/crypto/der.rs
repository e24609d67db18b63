//! The little of DER and PEM that keys and certificates need.

use crate::functions::encoding::{decode_base64, encode_base64};
use crate::functions::strings::find;

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const BITS: u8 = 0x03;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const IDENTIFIER: u8 = 0x06;
pub(super) const UTF8: u8 = 0x0C;
pub(super) const PRINTABLE: u8 = 0x13;
pub(super) const UTC_TIME: u8 = 0x17;
pub(super) const TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;

/// An element with a tag.
pub(super) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = content.len().to_be_bytes();
    let used = length
        .iter()
        .position(|byte| *byte != 0)
        .unwrap_or(length.len() - 1);
    let length = &length[used..];
    if content.len() >= 0x80 {
        out.push(0x80 | u8::try_from(length.len()).unwrap_or(0));
    }
    out.extend_from_slice(length);
    out.extend_from_slice(content);
    out
}

/// An element that holds others.
pub(super) fn nested(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    element(tag, &parts.concat())
}

/// An element at the beginning of a text: its tag, its content and what follows it.
pub(super) fn read(text: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [tag, first, rest @ ..] = text else {
        return None;
    };
    let (length, rest) = match first {
        0..=0x7F => (usize::from(*first), rest),
        0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
            (
                bytes
                    .iter()
                    .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
                rest,
            )
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

/// PEM with a label and lines of 64 characters.
pub(super) fn pem(label: &str, bytes: &[u8]) -> String {
    let text = encode_base64(bytes);
    let mut out = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(64) {
        out.push_str(&String::from_utf8_lossy(line));
        out.push('\n');
    }
    out.push_str(&format!("-----END {label}-----\n"));
    out
}

/// The label and the bytes of the first PEM block of a text.
pub(super) fn read_pem(text: &[u8]) -> Option<(String, Vec<u8>)> {
    const BEGIN: &[u8] = b"-----BEGIN ";
    let start = find(text, BEGIN)?;
    let is_line_start = start == 0 || text[start - 1] == b'\n';
    let rest = &text[start + BEGIN.len()..];
    let label_end = find(rest, b"-----")?;
    let label = std::str::from_utf8(&rest[..label_end])
        .ok()
        .filter(|_| is_line_start)?;
    let body = &rest[label_end + 5..];
    let end = find(body, format!("-----END {label}-----").as_bytes())?;
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let body: Vec<u8> = body[..end]
        .iter()
        .copied()
        .filter(|byte| !is_space(byte))
        .collect();
    Some((label.into(), decode_base64(&body).ok()?))
}
