//! The table of functions has the names that Helm 3.11 offers, and no others.

use super::{function, functions};

/// Sprig's functions without `env` and `expandenv`, which Helm removes, and Helm's own, from their
/// documentation.
const NAMES: &str = "
abbrev abbrevboth add add1 add1f addf adler32sum ago all any append atoi
b32dec b32enc b64dec b64enc base bcrypt biggest buildCustomCert
camelcase cat ceil chunk clean coalesce compact concat contains
date dateInZone dateModify date_in_zone date_modify decryptAES deepCopy deepEqual default
derivePassword dict dig dir div divf duration durationRound
empty encryptAES ext fail first float64 floor
fromJson fromJsonArray fromYaml fromYamlArray
genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert
genSignedCertWithKey get getHostByName
has hasKey hasPrefix hasSuffix hello htmlDate htmlDateInZone htpasswd
include indent initial initials int int64 isAbs join kebabcase keys kindIs kindOf
last list lookup lower max maxf merge mergeOverwrite min minf mod mul mulf
mustAppend mustChunk mustCompact mustDateModify mustDeepCopy mustFirst mustFromJson mustHas mustInitial
mustLast mustMerge mustMergeOverwrite mustPrepend mustPush mustRegexFind mustRegexFindAll mustRegexMatch
mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate
mustToJson mustToPrettyJson mustToRawJson mustUniq mustWithout must_date_modify
nindent nospace now omit osBase osClean osDir osExt osIsAbs
pick pluck plural prepend push quote
randAlpha randAlphaNum randAscii randBytes randInt randNumeric
regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit
repeat replace required rest reverse round
semver semverCompare seq set sha1sum sha256sum shuffle slice snakecase sortAlpha split splitList splitn
squote sub subf substr swapcase
ternary title toDate toDecimal toJson toPrettyJson toRawJson toString toStrings toToml toYaml tpl
trim trimAll trimPrefix trimSuffix trimall trunc tuple typeIs typeIsLike typeOf
uniq unixEpoch unset until untilStep untitle upper urlJoin urlParse uuidv4
values without wrap wrapWith";

#[test]
fn the_table_has_every_function_of_helm_once() {
    let names: Vec<&str> = NAMES.split_whitespace().collect();
    assert_eq!(names.len(), 217);
    let found: Vec<&str> = functions().iter().map(|function| function.name).collect();
    let mut expected = names.clone();
    expected.sort_unstable();
    assert_eq!(found, expected);
    for name in names {
        assert!(function(name).is_some_and(|function| function.name == name));
    }
}
