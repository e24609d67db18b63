//! URLs and paths.

use super::check;

#[test]
fn urls_are_taken_apart_and_joined_as_in_go() {
    check(
        r#"
(urlParse "https://me:pw@[fe80::1%25en0]:8443/a%2Fb?x=y z#top").hostname => fe80::1%en0
(urlParse "https://a.example/p%20q").path => /p q
(urlParse "urn:isbn:1").opaque => isbn:1
urlParse ":80" => urlParse: unable to parse url: parse ":80": missing protocol scheme
urlParse "http://a.example/%zz" => urlParse: unable to parse url: parse "http://a.example/%zz": invalid URL escape "%zz"
urlParse "http://[::1/" => urlParse: unable to parse url: parse "http://[::1/": missing ']' in host
urlJoin (dict "scheme" "https" "host" "a.example" "path" "x y" "query" "a=b" "fragment" "c d") => https://a.example/x%20y?a=b#c%20d
urlJoin (dict "host" "a.example" "userinfo" "me:pw") => //me:pw@a.example
urlJoin (dict "scheme" 1) => urlJoin: unable to parse scheme key, must be of type string, but int found
"#,
    );
}

#[test]
fn paths_are_cleaned() {
    check(
        r#"
base "/a/b/" => b
base "" => .
dir "/a/b/c.txt" => /a/b
clean "a/./b/../../../c" => ../c
isAbs "/a" => true
"#,
    );
}
