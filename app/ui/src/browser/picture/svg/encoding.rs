//! The text of an SVG, in whatever encoding its bytes are. Not every browser shows one as an image
//! that is not UTF-8.

use web_sys::{TextDecoder, TextDecoderOptions};

use super::SvgError;

const UTF_8: &str = "UTF-8";

/// The text without its declaration, which names the encoding that the bytes had.
pub(super) fn text(bytes: &[u8]) -> Result<String, SvgError> {
    let encoding = encoding(bytes);
    let text = match encoding.as_str() {
        UTF_8 => String::from_utf8(bytes.to_vec()).ok(),
        _ => decoded(bytes, &encoding)?,
    };
    let text = text.ok_or(SvgError::Invalid(encoding))?;
    Ok(without_declaration(&text).to_owned())
}

/// The text as the browser reads it in an encoding; `None` where the bytes are none in it.
fn decoded(bytes: &[u8], encoding: &str) -> Result<Option<String>, SvgError> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding, &options)
        .map_err(|_| SvgError::Encoding(encoding.to_owned()))?;
    Ok(decoder.decode_with_u8_array(bytes).ok())
}

/// The encoding by the byte order mark, the order of the first two bytes, or the declaration.
fn encoding(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => "UTF-16LE",
        [0xfe, 0xff, ..] | [0, b'<', ..] => "UTF-16BE",
        [0xef, 0xbb, 0xbf, ..] => UTF_8,
        _ => declared(bytes).unwrap_or(UTF_8),
    };
    encoding.to_uppercase()
}

/// The encoding that the declaration names. One that can be read as ASCII is not in UTF-16.
fn declared(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.trim_ascii_start();
    let end = bytes.windows(2).position(|pair| pair == b"?>")?;
    let declaration = str::from_utf8(&bytes[..end]).ok()?.strip_prefix("<?xml")?;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let mark = value.chars().next().filter(|mark| "\"'".contains(*mark))?;
    let name = value.split(mark).nth(1)?.trim();
    let is_wide = name.to_uppercase().starts_with("UTF-16");
    (!is_wide && !name.is_empty()).then_some(name)
}

/// The text behind the declaration.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
    {
        Some((declaration, rest)) if declaration.starts_with(char::is_whitespace) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_found_before_the_text_is_read() {
        for (bytes, expected) in [
            (&b"<svg/>"[..], "UTF-8"),
            (b"<?xml version='1.0'?><svg/>", "UTF-8"),
            (b"<?xml version=\"1.0\" encoding=\"utf-8\"?><svg/>", "UTF-8"),
            (
                b"\n<?xml version='1.0' encoding = 'iso-8859-1' standalone='no'?><svg/>\xe9",
                "ISO-8859-1",
            ),
            (b"<?xml version='1.0' encoding='UTF-16'?><svg/>", "UTF-8"),
            (b"<?xml version='1.0' encoding=''?><svg/>", "UTF-8"),
            (b"<svg encoding='x'/>", "UTF-8"),
            (b"\xef\xbb\xbf<?xml encoding='x'?>", "UTF-8"),
            (b"\xff\xfe<\0", "UTF-16LE"),
            (b"<\0s\0", "UTF-16LE"),
            (b"\xfe\xff\0<", "UTF-16BE"),
            (b"\0<\0s", "UTF-16BE"),
            (b"", "UTF-8"),
        ] {
            assert_eq!(encoding(bytes), expected, "{:?}", bytes.escape_ascii());
        }
    }

    #[test]
    fn the_declaration_is_left_out_and_nothing_else() {
        for (text, expected) in [
            ("<?xml version='1.0'?>\n<svg/>", "\n<svg/>"),
            ("\u{feff} <?xml version='1.0'?><svg/>", "<svg/>"),
            (
                "<?xml-stylesheet href='a'?><svg/>",
                "<?xml-stylesheet href='a'?><svg/>",
            ),
            ("<svg/>", "<svg/>"),
        ] {
            assert_eq!(without_declaration(text), expected);
        }
        let read = text("\u{feff}<?xml encoding='utf-8'?><svg>é</svg>".as_bytes());
        assert_eq!(read.as_deref(), Ok("<svg>é</svg>"));
        assert_eq!(
            text(b"<svg>\xe9</svg>"),
            Err(SvgError::Invalid("UTF-8".to_owned()))
        );
    }
}
