//! Wrapping and abbreviating of text as the library goutils does it, which counts bytes.

/// Text in lines of at most `width` bytes where there is a space to break at.
pub(super) fn wrap(text: &[u8], width: i64, line_break: &[u8], breaks_words: bool) -> Vec<u8> {
    let line_break = if line_break.is_empty() {
        b"\n"
    } else {
        line_break
    };
    let width = usize::try_from(width.max(1)).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    let mut take = |rest: &mut &[u8], line: usize, skip: usize| {
        out.extend_from_slice(&rest[..line]);
        out.extend_from_slice(line_break);
        *rest = &rest[line + skip..];
    };
    while rest.len() > width {
        if rest[0] == b' ' {
            rest = &rest[1..];
        } else if let Some(space) = rest[..=width].iter().rposition(|byte| *byte == b' ') {
            take(&mut rest, space, 1);
        } else if breaks_words {
            take(&mut rest, width, 0);
        } else if let Some(space) = rest[width..].iter().position(|byte| *byte == b' ') {
            take(&mut rest, width + space, 1);
        } else {
            break;
        }
    }
    out.extend_from_slice(rest);
    out
}

/// Text of at most `width` bytes, from `offset` on, with `...` for what is cut; nothing where there is no
/// room for that.
pub(super) fn abbreviate(text: &[u8], offset: i64, width: i64) -> Vec<u8> {
    const MARK: &[u8] = b"...";
    let length = i64::try_from(text.len()).unwrap_or(i64::MAX);
    if text.is_empty() || width < 4 {
        return Vec::new();
    }
    if length <= width {
        return text.to_vec();
    }
    let kept = width - 3;
    let mut offset = offset.min(length);
    if length.saturating_sub(offset) < kept {
        offset = length - kept;
    }
    let cut = |from: i64, to: i64| {
        let index = |place| usize::try_from(place).unwrap_or(0);
        &text[index(from)..index(to)]
    };
    if offset <= 4 {
        return [cut(0, kept), MARK].concat();
    }
    if width < 7 {
        return Vec::new();
    }
    if offset + kept < length {
        return [MARK, &abbreviate(cut(offset, length), 0, kept)].concat();
    }
    [MARK, cut(length - kept, length)].concat()
}
