//! Valid packs are broken in every way that a rule is about. Each error is found by its rule at its
//! place and causes no other finding, and each fix removes it and changes nothing else.
//!
//! The test packs are broken in every way. Published packs, if PACK_CORPUS names a folder of them,
//! are broken in a few ways each, which depend on `MUTATION_SEED`. `MUTATION_SHARE=1` tries all.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use pack_model::{Audience, Pack};
use pack_tests::checks::pack_of;
use pack_tests::mutations::{self, Mutation, Outcome, Trials, mutations};
use pack_tests::random::Random;
use pack_tests::{corpus, findings_of};

/// One of this many mutations is tried on published packs, as all of them take minutes.
const SHARE: usize = 30;

/// The results of all trials of a rule.
#[derive(Debug, Default)]
struct Count {
    tried: usize,
    fixes: usize,
    restored: usize,
}

/// The results so far.
#[derive(Debug, Default)]
struct Tally {
    rules: BTreeMap<&'static str, Count>,
    ways: BTreeSet<(&'static str, &'static str)>,
    errors: Vec<String>,
}

impl Tally {
    fn count(&mut self, name: &str, mutation: &Mutation, outcome: Result<Outcome>) {
        let Mutation { rule, how, .. } = mutation;
        match outcome {
            Ok(Outcome::NotHere) => {}
            Ok(Outcome::Found { fixes, restored }) => {
                let count = self.rules.entry(rule).or_default();
                count.tried += 1;
                count.fixes += fixes;
                count.restored += usize::from(restored);
                self.ways.insert((rule, how));
            }
            Err(error) => self
                .errors
                .push(format!("{name}: {rule}, {how}: {error:#}")),
        }
    }

    #[expect(clippy::print_stdout, reason = "the counts say how much was tried")]
    fn finish(self) -> Result<BTreeSet<(&'static str, &'static str)>> {
        let sum = |of: fn(&Count) -> usize| self.rules.values().map(of).sum::<usize>();
        println!(
            "{} mutations of {} rules were found; {} fixes fix them, {} to the unbroken meaning.",
            sum(|count| count.tried),
            self.rules.len(),
            sum(|count| count.fixes),
            sum(|count| count.restored),
        );
        for (rule, count) in &self.rules {
            let Count {
                tried,
                fixes,
                restored,
            } = count;
            println!("{rule:32} {tried:5} found {fixes:5} fixes {restored:5} restored");
        }
        ensure!(
            self.errors.is_empty(),
            "{} trials failed:\n{}",
            self.errors.len(),
            self.errors.join("\n")
        );
        Ok(self.ways)
    }
}

fn number(name: &str, otherwise: usize) -> Result<usize> {
    match std::env::var(name) {
        Ok(text) => text.parse().with_context(|| format!("{name} is no number")),
        Err(_) => Ok(otherwise),
    }
}

fn own_packs() -> Result<Vec<(&'static str, Pack)>> {
    let packs = [("addon", mutations::addon()), ("os", mutations::os())];
    packs
        .into_iter()
        .map(|(name, pack)| Ok((name, pack_of(pack.entries().to_vec())?)))
        .collect()
}

#[test]
fn our_own_packs_are_sound() -> Result<()> {
    for (name, pack) in own_packs()? {
        let found: Vec<_> = findings_of(&pack)
            .into_iter()
            .filter(|finding| name != "os" || finding.rule != "unknown-values-root")
            .collect();
        ensure!(found.is_empty(), "{name}: {found:#?}");
    }
    Ok(())
}

#[test]
fn every_rule_finds_what_it_is_about_and_fixes_it() -> Result<()> {
    let seed = number("MUTATION_SEED", 1)? as u64;
    let all = mutations();
    let mut tally = Tally::default();
    for (name, pack) in own_packs()? {
        let mut trials = Trials::default();
        for mutation in &all {
            // Another random number can choose another place to break.
            for (round, audience) in [Audience::Own, Audience::Community, Audience::Own]
                .into_iter()
                .enumerate()
            {
                let seed = seed + round as u64;
                let random = Random::of(seed, &[name, mutation.rule, mutation.how]);
                tally.count(
                    name,
                    mutation,
                    trials.run(&pack, mutation, audience, random),
                );
            }
        }
    }
    let ways = tally.finish()?;
    let untried: Vec<_> = all
        .iter()
        .filter(|mutation| !ways.contains(&(mutation.rule, mutation.how)))
        .map(|mutation| (mutation.rule, mutation.how))
        .collect();
    ensure!(
        untried.is_empty(),
        "nothing was broken like this: {untried:#?}"
    );
    let unprovoked: Vec<_> = pack_lint::rules()
        .map(|rule| rule.id)
        .filter(|id| all.iter().all(|mutation| mutation.rule != *id))
        .collect();
    ensure!(unprovoked.is_empty(), "no mutation provokes {unprovoked:?}");
    Ok(())
}

#[test]
fn published_packs_are_found_and_fixed_too() -> Result<()> {
    let Some(packs) = corpus::packs()? else {
        println!("PACK_CORPUS does not name a folder of packs, so nothing was tested.");
        return Ok(());
    };
    let seed = number("MUTATION_SEED", 1)? as u64;
    let share = number("MUTATION_SHARE", SHARE)?;
    let all = mutations();
    let mut tally = Tally::default();
    for published in &packs {
        let pack = pack_of(published.entries()?)?;
        let mut trials = Trials::default();
        for mutation in &all {
            let name = &published.name;
            let mut random = Random::of(seed, &[name, mutation.rule, mutation.how]);
            if random.below(share) == 0 {
                let audience = match random.below(2) {
                    0 => Audience::Own,
                    _ => Audience::Community,
                };
                tally.count(
                    name,
                    mutation,
                    trials.run(&pack, mutation, audience, random),
                );
            }
        }
    }
    tally.finish().map(|_| ())
}
