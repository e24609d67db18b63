//! Semantic versions and their constraints.

use super::check;

#[test]
fn versions_are_read_and_compared_as_masterminds_does() {
    check(
        r#"
semver "v2" => 2.0.0
semver "1.02.3-rc.1+linux" => 1.2.3-rc.1+linux
semver "1.2.3-rc.01" => semver: Version segment starts with 0
semver "1.2.3.4" => semver: Invalid Semantic Version
(semver "v1.9.9-rc.1").IncMinor.Original => v1.10.0
(semver "1.0.0-rc.2").Compare (semver "1.0.0-rc.10") => -1
semverCompare ">=1.21-0 <1.30-0" "v1.29.3-gke.100" => true
semverCompare ">=1.21" "v1.29.3-gke.100" => false
semverCompare "^0.2.3" "0.3.0" => false
semverCompare "~1.x" "1.9.0" => true
semverCompare "1.4 - 1.6" "1.6.9" => true
semverCompare "<1.2 || >2" "2.5.0" => false
semverCompare "!=3.x" "3.1.0" => false
semverCompare "> 1.2, < 1.4, != 1.3.2" "1.3.1" => true
semverCompare "1.2 - 1.2.3.4" "1.3.1" => semverCompare: improper constraint: >= 1.2, <= 1.2.3.4
semverCompare "1 - 2 =1.2" "1.3.1" => semverCompare: improper constraint: >= 1, <= 2=1.2
printf "%d" (semver "1.2.3-rc") => &{1 2 3 %!d(string=rc) %!d(string=) %!d(string=1.2.3-rc)}
semverCompare ">1.2<1.4" "1.3.1" => semverCompare: improper constraint: >1.2<1.4
semverCompare ">=1.2.3" "newest" => semverCompare: Invalid Semantic Version
"#,
    );
}
