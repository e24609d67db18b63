//! What the limits of archives let in, the program takes: no text is too deep for it, and what a pack
//! costs grows in proportion to its size.

use std::time::Duration;

use pack_tests::packs::large::LARGE;
use pack_tests::packs::large::cost::run;

/// How many times as large the second pack is.
const GROWTH: u32 = 8;

/// How many times as much each thing may cost in the larger pack. What grows with the square of the size costs
/// eight times as much.
const SLACK: f64 = 2.75;

/// What takes less than this is not compared.
const FLOOR: Duration = Duration::from_millis(40);

#[test]
fn costs_grow_in_proportion_to_sizes() {
    let mut wrong = Vec::new();
    for kind in LARGE {
        let large = kind.most.min(2_400);
        let small = large / GROWTH as usize;
        let [small, large] = [small, large].map(|size| {
            run((kind.pack)(size)).unwrap_or_else(|error| panic!("{} {size}: {error:#}", kind.name))
        });
        for ((step, small), (_, large)) in small.into_iter().zip(large) {
            let allowed = small.max(FLOOR / GROWTH).mul_f64(f64::from(GROWTH) * SLACK);
            if large > FLOOR && large > allowed {
                wrong.push(format!("{}, {step}: {small:?}, then {large:?}", kind.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
