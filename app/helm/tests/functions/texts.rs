//! Texts: case, width, quotes, cutting and joining.

use super::check;

#[test]
fn texts_are_cut_and_filled_by_bytes() {
    check(
        r#"
trunc 3 "kangaroo" => kan
trunc -3 "kangaroo" => roo
trunc -30 "kangaroo" => kangaroo
substr 2 5 "kangaroo" => nga
substr 5 2 "kangaroo" => substr: runtime error: slice bounds out of range [5:2]
substr -1 9 "short" => substr: runtime error: slice bounds out of range [:9] with length 5
abbrev 7 "kangaroo" => kang...
abbrevboth 5 9 "the kangaroo jumps" => ...ang...
wrap 8 "the kangaroo jumps" | quote => "the\nkangaroo\njumps"
wrapWith 4 "/" "kangaroo" => kang/aroo
indent 2 "a\nb" | quote => "  a\n  b"
repeat 3 "ab" => ababab
repeat -2 "ab" => repeat: strings: negative Repeat count
initials "First of all" => Foa
nospace " a b " => ab
"#,
    );
}

#[test]
fn case_is_changed_word_by_word() {
    check(
        r#"
camelcase "load_balancer-class name" => LoadBalancerClassName
camelcase "__private" => __Private
snakecase "TCPSocketV2Probe" => tcp_socket_v2_probe
snakecase "IPv4Address" => i_pv4_address
kebabcase "maxSurge100Percent" => max-surge100-percent
title "one two-three" => One Two-Three
untitle "One Two" => one two
swapcase "Pod Name" => pOD nAME
"#,
    );
}

#[test]
fn texts_are_split_joined_and_searched() {
    check(
        r#"
splitList "-" "a-b--c" | toJson => ["a","b","","c"]
(splitn ":" 2 "tcp:80:x")._1 => 80:x
split "." "" | len => 1
splitList "" "añ" | len => 2
join "+" (list 1 nil "x" true) => 1+x+true
cat "a" nil 2 (list 1) => a 2 [1]
quote "a" nil 1.5 => "a" "1.5"
squote nil "x" => 'x'
replace "" "." "ab" => .a.b.
trimAll "/" "//a/b/" => a/b
trimSuffix "ml" "yaml" => ya
contains "an" "kangaroo" => true
toString nil => <nil>
repeat 9223372036854775807 "ab" => repeat: strings: Repeat count causes overflow
repeat 9223372036854775807 "a" => repeat: runtime error: makeslice: cap out of range
"#,
    );
}
