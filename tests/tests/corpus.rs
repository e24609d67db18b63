//! Published packs: exports are lossless, edits change nothing else, and the findings equal the
//! snapshot.
//!
//! Run with a folder of packs in the environment variable PACK_CORPUS. The snapshot contains only
//! the names of packs and the places of their findings.

use anyhow::{Context, Error, Result, ensure};
use pack_archive::Entry;
use pack_model::parameters::write::with;
use pack_model::parameters::{self, Expression, Wanted};
use pack_model::path::SCHEMA_YAML;
use pack_model::{Origin, Yaml};
use pack_tests::checks::{
    exports_are_lossless, fields_change_only_themselves, nothing_panics, pack_of,
};
use pack_tests::{corpus, findings_of, snapshot};

/// Does something with every pack. Without a corpus, prints a sentence and does nothing.
#[expect(clippy::print_stdout, reason = "says why nothing was tested")]
fn each_pack(mut check: impl FnMut(&str, Vec<Entry>) -> Result<()>) -> Result<()> {
    let Some(packs) = corpus::packs()? else {
        println!("PACK_CORPUS does not name a folder of packs, so nothing was tested.");
        return Ok(());
    };
    let mut errors = Vec::new();
    for pack in &packs {
        if let Err(error) = check(&pack.name, pack.entries()?) {
            errors.push(format!("{}: {error:#}", pack.name));
        }
    }
    ensure!(
        errors.is_empty(),
        "{} of {} packs fail:\n{}",
        errors.len(),
        packs.len(),
        errors.join("\n")
    );
    Ok(())
}

#[test]
fn packs_leave_as_they_came() -> Result<()> {
    each_pack(|name, entries| exports_are_lossless(name, &entries))
}

#[test]
fn a_changed_field_changes_nothing_else() -> Result<()> {
    each_pack(|_, entries| {
        let changed = fields_change_only_themselves(&pack_of(entries)?)?;
        ensure!(changed >= 4, "only {changed} places were changed");
        Ok(())
    })
}

#[test]
fn nothing_panics_on_a_published_pack() -> Result<()> {
    each_pack(|_, entries| nothing_panics(&pack_of(entries)?))
}

#[test]
fn expressions_of_parameters_are_written_as_they_were_read() -> Result<()> {
    each_pack(|_, entries| {
        let pack = pack_of(entries)?;
        let text = pack.text(SCHEMA_YAML).unwrap_or_default();
        for parameter in parameters::listed(&Yaml::read(text)).unwrap_or_default() {
            let (Some(text), Ok(read)) = (&parameter.text, parameter.expression()) else {
                continue;
            };
            let format = read.format.map(|format| format.text);
            for same in [
                Wanted::Required(read.required),
                Wanted::ReadOnly(read.read_only),
                Wanted::Format(format.clone()),
                Wanted::Hints(read.hints.clone()),
            ] {
                ensure!(with(text, &same).as_ref() == Ok(text), "{text}: {same:?}");
            }
            // There and back, each function is as it was.
            let hints = Wanted::Hints(vec!["Another \"hint\"".to_owned()]);
            let changed = with(text, &hints).map_err(Error::msg)?;
            let back = with(&changed, &Wanted::Hints(read.hints.clone())).map_err(Error::msg)?;
            let back = Expression::read(&back).map_err(Error::msg)?;
            let is_same = back.format.map(|format| format.text) == format
                && back.hints == read.hints
                && back.required == read.required
                && back.read_only == read.read_only;
            ensure!(is_same, "{text} became {changed}");
        }
        Ok(())
    })
}

#[test]
fn findings_are_those_of_the_snapshot() -> Result<()> {
    let mut lines = String::new();
    let mut count = 0;
    each_pack(|name, entries| {
        count += 1;
        let mut pack = pack_of(entries)?;
        pack.set_origin(Origin::in_folder(name));
        for finding in findings_of(&pack) {
            let (severity, place) = (finding.severity.id(), finding.place);
            lines += &format!(
                "{name}\t{severity}\t{}\t{}\t{}\n",
                finding.rule, place.file, place.pointer
            );
        }
        Ok(())
    })?;
    if count == 0 {
        return Ok(());
    }
    snapshot::compare("findings.txt", &lines)
        .context("the findings of published packs have changed")
}
