//! Runs the targets of `fuzz/` with changed packs, on the stable compiler. The same seed gives the
//! same inputs.

mod actions;
mod changing;
mod seeds;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use pack_fuzz::Target;

pub use changing::{changed, long_inputs};
pub use seeds::seeds;

use crate::random::Random;

/// The largest input in bytes. Larger seeds are left out, and larger inputs are cut.
pub const LARGEST: usize = 1 << 20;

/// When to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// After a number of runs.
    Runs(u64),
    /// After a time.
    Time(Duration),
}

/// The result of a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of inputs.
    pub runs: u64,
    /// The number of bytes of all inputs.
    pub bytes: u64,
    /// The longest time that an input took.
    pub longest: Duration,
    /// The input that took the longest time.
    pub slowest: Vec<u8>,
    /// The inputs on which the target panicked.
    pub failures: Vec<Vec<u8>>,
}

/// The number of failures after which the target stops.
const FAILURES: usize = 5;

/// Runs a target with changed seeds. If there is time, runs it with unchanged seeds and with long
/// inputs first. Passes each input to `watch` before it is run.
pub fn run(
    target: &Target,
    seeds: &[Vec<u8>],
    seed: u64,
    until: Until,
    mut watch: impl FnMut(&[u8]),
) -> Report {
    let (name, body) = target;
    let mut report = Report::default();
    let start = Instant::now();
    let is_over = |runs: u64| match until {
        Until::Runs(most) => runs >= most,
        Until::Time(most) => start.elapsed() >= most,
    };
    // A small number of runs would not even reach every seed.
    let mut first = match until {
        Until::Runs(_) => Vec::new(),
        Until::Time(_) => {
            let long = long_inputs(seeds, &mut Random::of(seed, &[name]));
            [long, seeds.to_vec()].concat()
        }
    };
    while !is_over(report.runs) && report.failures.len() < FAILURES {
        let number = report.runs.to_string();
        let mut random = Random::of(seed, &[name, &number]);
        let input = first
            .pop()
            .unwrap_or_else(|| changed(name, seeds, &mut random));
        watch(&input);
        let begin = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| body(&input)));
        let took = begin.elapsed();
        report.runs += 1;
        report.bytes += input.len() as u64;
        if outcome.is_err() {
            report.failures.push(input);
        } else if took > report.longest {
            (report.longest, report.slowest) = (took, input);
        }
    }
    report
}
