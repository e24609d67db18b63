//! Every fuzz target withstands changed packs. Each run tries a few, which depend on `FUZZ_SEED`
//! only. `cargo xtask fuzz` runs for longer.

use anyhow::{Result, ensure};
use pack_fuzz::TARGETS;
use pack_tests::fuzzing::{Until, run, seeds};

/// The number of inputs of each target. Whole packs and archives take a hundred times as long as
/// single texts.
const RUNS: &[(&str, u64)] = &[
    ("archive", 60),
    ("chart", 60),
    ("encoding", 200),
    ("expression", 1_000),
    ("json", 1_000),
    ("layout", 1_000),
    ("pack", 100),
    ("rendering", 200),
    ("yaml", 500),
];

#[test]
fn targets_withstand_changed_packs() -> Result<()> {
    let seed = match std::env::var("FUZZ_SEED") {
        Ok(seed) => seed.parse()?,
        Err(_) => 1,
    };
    let known = |name: &str| TARGETS.iter().any(|(target, _)| *target == name);
    ensure!(RUNS.iter().all(|(name, _)| known(name)), "a target is gone");
    for target in TARGETS {
        let (name, _) = target;
        let runs = RUNS.iter().find(|(known, _)| known == name);
        let runs = runs.map_or(100, |(_, runs)| *runs);
        let report = run(target, &seeds(name)?, seed, Until::Runs(runs), |_| ());
        println!("{name}: {} runs, {} MB", report.runs, report.bytes >> 20);
        let inputs = report
            .failures
            .iter()
            .map(|input| String::from_utf8_lossy(input));
        let inputs: Vec<_> = inputs
            .map(|input| input.chars().take(2_000).collect::<String>())
            .collect();
        ensure!(inputs.is_empty(), "{name} fails with {inputs:#?}");
    }
    Ok(())
}
