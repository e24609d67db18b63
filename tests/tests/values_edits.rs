//! Changes the values.yaml of every published pack at random paths, and checks that nothing else
//! changes.
//!
//! Run with a folder of packs in the environment variable PACK_CORPUS. PACK_PATHS sets the number
//! of paths for each pack; the default is small, so that the test is fast.

use anyhow::{Context, Result, ensure};
use pack_tests::checks::pack_of;
use pack_tests::corpus;
use pack_tests::packs::fixture::Fixture;
use pack_tests::random::Random;
use pack_tests::values_edits::{Tally, touch_nothing_else};

/// The default number of paths for each pack.
const PATHS: usize = 3;

#[test]
fn a_changed_path_of_our_own_changes_nothing_else() -> Result<()> {
    let pack = pack_of(Fixture::addon("disc-spinner", "1.4.0").entries().to_vec())?;
    let Tally { made, errors, .. } = touch_nothing_else("ours", &pack, &mut Random::new(1), 20);
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    ensure!(made == 60, "only {made} changes were made");
    Ok(())
}

#[test]
fn a_changed_path_changes_nothing_else() -> Result<()> {
    let paths = match std::env::var("PACK_PATHS") {
        Ok(paths) => paths.parse().context("PACK_PATHS is no number")?,
        Err(_) => PATHS,
    };
    let Some(packs) = corpus::packs()? else {
        println!("PACK_CORPUS does not name a folder of packs, so nothing was tested.");
        return Ok(());
    };
    let mut tally = Tally::default();
    for pack in &packs {
        let mut random = Random::of(paths as u64, &[&pack.name]);
        let read = pack_of(pack.entries()?)?;
        tally.add(touch_nothing_else(&pack.name, &read, &mut random, paths));
    }
    let Tally {
        made,
        refused,
        errors,
    } = tally;
    println!("{made} changes made, refused: {refused:#?}");
    ensure!(
        errors.is_empty(),
        "{} changes fail:\n{}",
        errors.len(),
        errors.join("\n")
    );
    ensure!(made >= packs.len(), "hardly anything was changed");
    Ok(())
}
