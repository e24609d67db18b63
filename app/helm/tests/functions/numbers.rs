//! Numbers and their conversion.

use super::check;

#[test]
fn numbers_are_read_and_computed_as_sprig_does() {
    check(
        r#"
int "0o17" => 15
int "0x_ff" => 255
int "1__0" => 0
int64 -2.9 => -2
atoi "99999999999999999999" => 9223372036854775807
float64 "1e400" => 0
add "0b11" 1.9 true => 5
div -9 2 => -4
mod 5 0 => mod: runtime error: integer divide by zero
addf 1.1 2.2 => 3.3
divf 2 3 => 0.6666666666666667
divf -2 3 => -0.6666666666666667
mulf 1e300 1e300 => +Inf
addf (float64 "NaN") 1 => addf: Cannot create a Decimal from NaN
round 3.5 100 => 3.5
round 1234.5678 -2 => 1200
round 2.675 2 => 2.68
round -7.25 1 => -7.3
max 3 "12" 7 => 12
minf 0.5 "-1.5" => -1.5
seq 3 1 => 3 2 1
seq 0 5 20 => 0 5 10 15 20
until -3 => [0 -1 -2]
untilStep 10 0 -4 => [10 6 2]
toDecimal 644 => 420
"#,
    );
}
