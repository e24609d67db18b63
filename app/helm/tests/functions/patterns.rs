//! Regular expressions.

use super::check;

#[test]
fn expressions_match_as_in_go() {
    check(
        r#"
regexMatch "^\\w+$" "naïve" => false
regexMatch "(?i)^ǅ$" "ǆ" => true
regexMatch "[[:^digit:]]" "7" => false
regexMatch "\\pL{2}" "日本" => true
regexMatch "a{,2}" "a{,2}" => true
regexMatch "x*" "" => true
regexMatch "(" "(" => false
regexFind "(?U)<.+>" "<a><b>" => <a>
regexFindAll "a|b" "cab" 1 => [a]
regexFindAll "z" "cab" -1 | len => 0
regexReplaceAll "(\\d+)-(\\d+)" "10-20" "$2-$1" => 20-10
regexReplaceAll "(\\d+)" "7" "${1}x$1x" => 7x
regexReplaceAll "(?P<k>\\w+)=" "a=1" "${k}: " => a: 1
regexReplaceAllLiteral "o" "foo" "$0" => f$0$0
regexSplit ",\\s*" "a, b,c" -1 | toJson => ["a","b","c"]
regexQuoteMeta "1+1=2?" => 1\+1=2\?
regexReplaceAll "x*" "añb" "-" => -a-ñ-b-
"#,
    );
}

#[test]
fn errors_have_the_words_of_go() {
    check(
        r#"
mustRegexMatch "a(b" "" => mustRegexMatch: error parsing regexp: missing closing ): `a(b`
mustRegexMatch "*a" "" => mustRegexMatch: error parsing regexp: missing argument to repetition operator: `*`
mustRegexMatch "a+*" "" => mustRegexMatch: error parsing regexp: invalid nested repetition operator: `+*`
mustRegexMatch "(a{100}){11}" "" => mustRegexMatch: error parsing regexp: invalid repeat count: `{11}`
mustRegexMatch "[b-a]" "" => mustRegexMatch: error parsing regexp: invalid character class range: `b-a`
mustRegexMatch "(?!a)" "" => mustRegexMatch: error parsing regexp: invalid or unsupported Perl syntax: `(?!`
mustRegexMatch "\\k" "" => mustRegexMatch: error parsing regexp: invalid escape sequence: `\k`
regexFind "[a" "" => regexFind: regexp: Compile(`[a`): error parsing regexp: missing closing ]: `[a`
"#,
    );
}
