//! The targets of `fuzz/`, tried with changed packs by the compiler that is at hand: the same bytes for
//! the same seed.

mod changing;
mod seeds;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use pack_fuzz::Target;

pub use changing::{changed, long_inputs};
pub use seeds::seeds;

use crate::random::Random;

/// The largest input, in bytes: larger seeds are left out, and what grows beyond it is cut.
pub const LARGEST: usize = 1 << 20;

/// When to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// After so many runs.
    Runs(u64),
    /// After so much time.
    Time(Duration),
}

/// How a target did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many inputs were tried.
    pub runs: u64,
    /// How many bytes they had in all.
    pub bytes: u64,
    /// The longest time that one of them took.
    pub longest: Duration,
    /// The input that took it.
    pub slowest: Vec<u8>,
    /// The inputs that made the target panic.
    pub failures: Vec<Vec<u8>>,
}

/// The most failures that are worth waiting for.
const FAILURES: usize = 5;

/// Tries a target with changed seeds and, where there is time, before that with seeds as they are and
/// with long inputs. Each input is shown to `watch`
/// before it is tried.
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
    // With few runs not even every seed would have its turn.
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
