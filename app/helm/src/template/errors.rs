//! What Helm makes of the messages of Go's template package before it shows them.

/// The marks that `fail` and `required` put around their messages.
const START: &[u8] = b"HELM_ERR_START";
const END: &[u8] = b"HELM_ERR_END";

/// A message of `fail` or `required` with the marks around it.
pub(crate) fn marked(message: &[u8]) -> Vec<u8> {
    [START, message, END].concat()
}

/// An error of the parser: where it happened, and what comes after the last colon of its message.
pub(super) fn clean_parsing(path: &[u8], message: &[u8]) -> Vec<u8> {
    let mut parts = split(message);
    if parts.len() == 1 {
        return [b"parse error in (", path, b"): ", message].concat();
    }
    let last = parts.pop().unwrap_or_default();
    let location = parts.get(1).copied().unwrap_or(last);
    [b"parse error at (", location, b"): ", last].concat()
}

/// An error while a template ran: that of `fail` and `required` alone, with the place of the outermost
/// call; any other as it is.
pub(super) fn clean_execution(message: &[u8]) -> Vec<u8> {
    let parts = split(message);
    let (Some(location), true) = (parts.get(1), parts.len() > 2) else {
        return message.to_vec();
    };
    let rest = &message[parts[0].len() + location.len() + 4..];
    let start = find(rest, START).map(|start| start + START.len());
    let inner = start.and_then(|start| {
        let rest = &rest[start..];
        let end = rest.windows(END.len()).rposition(|part| part == END)?;
        Some(&rest[..end])
    });
    match inner {
        Some(inner) => [b"execution error at (", *location, b"): ", inner].concat(),
        None => message.to_vec(),
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, part)
}

fn split(mut text: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    while let Some(at) = find(text, b": ") {
        parts.push(&text[..at]);
        text = &text[at + 2..];
    }
    parts.push(text);
    parts
}

#[cfg(test)]
mod tests {
    use super::{clean_execution, clean_parsing};

    #[test]
    fn messages_are_cut_as_helm_cuts_them() {
        let parsing = clean_parsing(b"t", b"template: t:1: template: twice: x");
        assert_eq!(parsing, b"parse error at (t:1): x");
        let marked = b"template: t:1:2: executing at <x>: HELM_ERR_STARTa: bHELM_ERR_END";
        assert_eq!(clean_execution(marked), b"execution error at (t:1:2): a: b");
        let plain = b"template: t:1:2: executing at <x>: y";
        assert_eq!(clean_execution(plain), plain);
    }
}
