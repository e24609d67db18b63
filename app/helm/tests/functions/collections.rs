//! Lists and dictionaries.

use super::check;

#[test]
fn dictionaries_are_merged_by_the_rules_of_mergo() {
    check(
        r#"
merge (dict "a" (dict "b" 1)) (dict "a" (dict "b" 2 "c" 3)) | toJson => {"a":{"b":1,"c":3}}
merge (dict "on" false "n" 1) (dict "on" true "n" 2) | toJson => {"n":1,"on":true}
mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" "x") | toJson => {"a":"x"}
mergeOverwrite (dict "a" (list 1)) (dict "a" (list)) | toJson => {"a":[]}
mergeOverwrite (dict "a" 1) (dict "a" nil) | toJson => {"a":null}
dig "a" "b" "none" (dict "a" (dict)) => none
dig "a" "b" "none" (dict "a" 1) => dig: interface conversion: interface {} is int, not map[string]interface {}
pick (dict "a" 1 "b" 2) "b" "c" | toJson => {"b":2}
omit (dict "a" 1 "b" 2) "b" "c" | toJson => {"a":1}
dict "a" | toJson => {"a":""}
deepCopy nil => deepCopy: reflect: call of reflect.Value.Type on zero Value
"#,
    );
}

#[test]
fn lists_keep_their_types_where_go_keeps_them() {
    check(
        r#"
slice (list 1 2 3) 1 2 => [2]
slice (list 1 2 3) 2 9 => slice: reflect.Value.Slice: slice index out of bounds
typeOf (slice (until 3) 1) => []int
typeOf (rest (until 3)) => []interface {}
chunk 2 (list 1 2 3) => [[1 2] [3]]
chunk 0 (list 1) => chunk: runtime error: makeslice: len out of range
has 1 (list 1.0) => false
uniq (list 1 1.0 "1" 1) | len => 3
without (list 1 2 nil) 2 nil => [1]
compact (list 0 "" nil "a") => [a]
sortAlpha (list 10 9 "b") => [10 9 b]
concat (list) | toJson => null
first "text" => first: Cannot find first on type string
last nil => last: runtime error: invalid memory address or nil pointer dereference
default "d" 0 => d
coalesce nil "" 3 => 3
"#,
    );
}
