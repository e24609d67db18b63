//! Paths as Palette writes them.

use pack_syntax::Pointer;

/// A path as Palette writes it: keys joined by dots, indices in brackets.
pub fn dotted(pointer: &Pointer) -> String {
    let mut path = String::new();
    for token in pointer.tokens() {
        extend(&mut path, token);
    }
    path
}

/// Adds a key or an index to a path.
pub(super) fn extend(path: &mut String, token: &str) {
    let is_index = token.bytes().all(|byte| byte.is_ascii_digit()) && !path.is_empty();
    if is_index {
        path.push('[');
        path.push_str(token);
        path.push(']');
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(token);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_joined_by_dots() {
        for (pointer, expected) in [
            ("/charts/web/args/1/b", "charts.web.args[1].b"),
            ("/0/a~1b", "0.a/b"),
            ("", ""),
        ] {
            assert_eq!(dotted(&pointer.parse().unwrap()), expected);
        }
    }
}
