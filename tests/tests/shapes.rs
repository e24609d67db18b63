//! Test packs of every unusual shape pass the same tests as published packs.

use anyhow::{Context, Result};
use pack_model::{Safety, Session, Transaction};
use pack_syntax::invisible::shown;
use pack_tests::checks::{
    exports_are_lossless, fields_change_only_themselves, nothing_panics, pack_of,
};
use pack_tests::packs::shapes::{Shape, shapes};
use pack_tests::{findings_of, snapshot};

fn each_shape(check: impl Fn(&Shape) -> Result<()>) -> Result<()> {
    let errors: Vec<_> = shapes()
        .iter()
        .filter_map(|shape| {
            check(shape)
                .err()
                .map(|error| format!("{}: {error:#}", shape.name))
        })
        .collect();
    anyhow::ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

#[test]
fn shapes_leave_as_they_came() -> Result<()> {
    each_shape(|shape| exports_are_lossless(&shape.pack.folder(), shape.pack.entries()))
}

#[test]
fn a_changed_field_changes_nothing_else() -> Result<()> {
    each_shape(|shape| {
        fields_change_only_themselves(&pack_of(shape.pack.entries().to_vec())?).map(|_| ())
    })
}

#[test]
fn nothing_panics_on_any_shape() -> Result<()> {
    each_shape(|shape| nothing_panics(&pack_of(shape.pack.entries().to_vec())?))
}

#[test]
fn findings_are_those_of_the_snapshot() -> Result<()> {
    let mut lines = String::new();
    for shape in shapes() {
        lines += &format!("# {}\n", shape.name);
        for finding in findings_of(&pack_of(shape.pack.entries().to_vec())?) {
            let (severity, place) = (finding.severity.id(), finding.place);
            let line = format!(
                "{severity} {} {} {}: {}\n",
                finding.rule, place.file, place.pointer, finding.message
            );
            lines += &shown(&line);
            for fix in finding.fixes {
                let safety = if fix.safety == Safety::Safe {
                    "safe"
                } else {
                    "ask"
                };
                lines += &format!("    {safety} {}: {}\n", fix.id, fix.label);
            }
        }
    }
    snapshot::compare("shapes.txt", &lines).context("the findings of our own packs have changed")
}

/// Each fix removes its finding in one step, and undo reverts it.
#[test]
fn every_fix_removes_its_finding_and_can_be_undone() -> Result<()> {
    each_shape(|shape| {
        let pack = pack_of(shape.pack.entries().to_vec())?;
        for finding in findings_of(&pack) {
            for fix in &finding.fixes {
                let Some(changes) = fix.changes(&pack) else {
                    continue;
                };
                let mut session = Session::open(pack.clone());
                let what = || {
                    format!(
                        "{} at {} by “{}”",
                        finding.rule, finding.place.pointer, fix.label
                    )
                };
                session
                    .apply(Transaction::new(fix.label.clone(), changes))
                    .with_context(what)?
                    .with_context(|| format!("{} changes nothing", what()))?;
                let left = findings_of(session.pack());
                let is_left = left.iter().any(|other| {
                    other.rule == finding.rule
                        && other.place == finding.place
                        && other.message == finding.message
                });
                anyhow::ensure!(!is_left, "{} does not fix it", what());
                session.undo().context("there is nothing to undo")?;
                anyhow::ensure!(*session.pack() == pack, "{} is not undone", what());
            }
        }
        Ok(())
    })
}
