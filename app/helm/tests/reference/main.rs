//! Every case and every chart of the reference data, rendered and compared with what Helm's own engine gave.
//!
//! `HELM_REFERENCE` names the folder of the data, `PACK_CORPUS` that of the packs whose charts it has; what is
//! not there is not tried, and a line says so. `HELM_GROUP` names a group, or the beginning of an id, whose
//! differences are listed. Differences that are known stand in `known-differences.txt` with their reasons: any
//! other one fails, and so does one that stands there and is none.

#![allow(clippy::disallowed_methods, reason = "tests are not in the page")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(
    clippy::print_stdout,
    reason = "whoever runs the test sees how much is equal"
)]

mod cases;
mod charts;
mod compare;
mod known;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::{env, thread};

use serde_json::Value as Json;

/// Enough for the deepest nesting that Helm allows, also without optimization.
const STACK: usize = 1 << 30;

/// What was tried: its group, its id, and how it differs.
struct Outcome {
    group: String,
    id: String,
    difference: Option<String>,
}

#[test]
fn every_case_is_as_helm_renders_it() {
    let Ok(folder) = env::var("HELM_REFERENCE") else {
        println!("skipped: HELM_REFERENCE does not name the reference data");
        return;
    };
    let text = std::fs::read_to_string(format!("{folder}/cases.json")).unwrap();
    let json: Json = serde_json::from_str(&text).unwrap();
    let cases = json["cases"].as_array().unwrap().iter();
    let cases: Vec<&Json> = cases.filter(|case| case["unsure"].is_null()).collect();
    let outcomes = in_parallel(&cases, |case| {
        vec![Outcome {
            group: case["group"].as_str().unwrap().to_owned(),
            id: case["id"].as_str().unwrap().to_owned(),
            difference: cases::difference(case),
        }]
    });
    report(&outcomes, "case");
}

#[test]
fn every_chart_is_as_helm_renders_it() {
    let (Ok(folder), Ok(corpus)) = (env::var("HELM_REFERENCE"), env::var("PACK_CORPUS")) else {
        println!("skipped: HELM_REFERENCE or PACK_CORPUS does not name the reference data");
        return;
    };
    let files = std::fs::read_dir(format!("{folder}/charts")).unwrap();
    let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    let outcomes = in_parallel(&files, |file| charts::outcomes(file, corpus.as_ref()));
    report(&outcomes, "chart");
}

/// Does something with all items, on all processors.
fn in_parallel<T: Sync>(items: &[T], work: impl Fn(&T) -> Vec<Outcome> + Sync) -> Vec<Outcome> {
    let next = Mutex::new(items.iter());
    let outcomes = Mutex::new(Vec::new());
    let count = thread::available_parallelism().map_or(2, |count| count.get());
    thread::scope(|scope| {
        for _ in 0..count {
            let run = || {
                while let Some(item) = { next.lock().unwrap().next() } {
                    let found = work(item);
                    outcomes.lock().unwrap().extend(found);
                }
            };
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, run).unwrap();
        }
    });
    outcomes.into_inner().unwrap()
}

/// Prints how many are equal, and fails where that is not what is known.
fn report(outcomes: &[Outcome], of: &str) {
    let chosen = env::var("HELM_GROUP").ok();
    let mut groups = BTreeMap::<&str, (usize, usize)>::new();
    for outcome in outcomes {
        let (equal, all) = groups.entry(&outcome.group).or_default();
        *all += 1;
        *equal += usize::from(outcome.difference.is_none());
        let chosen = chosen.as_deref().unwrap_or("-");
        let is_chosen = outcome.group == chosen || outcome.id.starts_with(chosen);
        if let Some(difference) = outcome.difference.as_ref().filter(|_| is_chosen) {
            println!("{}: {difference}\n", outcome.id);
        }
    }
    let mut sum = (0, 0);
    for (group, (equal, all)) in &groups {
        println!("{group:24} {equal:4} of {all:4}");
        sum = (sum.0 + equal, sum.1 + all);
    }
    println!("{:24} {:4} of {:4}", format!("all {of}s"), sum.0, sum.1);
    figure(
        of,
        &format!("{} of {} {of}s are equal to Helm's", sum.0, sum.1),
    );
    known::check(outcomes, of);
}

/// Tells a figure to whoever runs the tests, if the folder for figures is named.
fn figure(name: &str, text: &str) {
    if let Some(folder) = env::var_os("TEST_FIGURES") {
        std::fs::write(Path::new(&folder).join(format!("helm-{name}s")), text).unwrap();
    }
}
