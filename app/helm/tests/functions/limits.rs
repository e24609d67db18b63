//! Functions that would make too much stop with an error.

use super::render;

/// Each template would take very long or much memory, and ends with words that name why.
#[test]
fn what_would_not_end_is_refused() {
    let doubled =
        r#"{{ $d := dict "a" 1 }}{{ range until 40 }}{{ $d = dict "a" $d "b" $d }}{{ end }}"#;
    let endless = r#"{{ $d := dict }}{{ $_ := set $d "a" $d }}"#;
    let cases = [
        (
            "{{ untilStep 0 9000000000 1 | len }}".to_owned(),
            "four million",
        ),
        (r#"{{ repeat 900000000 "x" | len }}"#.to_owned(), "64 MiB"),
        (
            r#"{{ repeat 6000000 "x" | splitList "" | len }}"#.to_owned(),
            "four million",
        ),
        (
            format!("{doubled}{{{{ deepCopy $d | len }}}}"),
            "a million parts",
        ),
        (
            format!("{doubled}{{{{ merge $d $d | len }}}}"),
            "a million parts",
        ),
        (
            format!("{endless}{{{{ deepCopy $d | len }}}}"),
            "1000 levels",
        ),
        (
            r#"{{ regexMatch "a{1000}b" (repeat 600000 "a") }}"#.to_owned(),
            "regular expressions",
        ),
        (
            r#"{{ range until 30 }}{{ derivePassword 1 "pin" "" "" "" }}{{ end }}"#.to_owned(),
            "8 passwords",
        ),
        ("{{ until 20000 | uniq | len }}".to_owned(), "twice"),
    ];
    for (template, reason) in cases {
        let message = render(&template);
        assert!(message.contains(reason), "{template}: {message}");
    }
}
