//! No fix leads astray: none leaves a new finding that is as bad as the one that it fixes. Every fix is
//! clicked that is offered for packs of our own and for published packs, if PACK_CORPUS names a folder of
//! them, for both audiences. `mutations.rs` clicks those of packs that were broken.

use anyhow::{Result, ensure};
use pack_model::{Audience, Pack};
use pack_tests::checks::pack_of;
use pack_tests::corpus;
use pack_tests::fixing::Checks;
use pack_tests::packs::shapes::shapes;

/// Of how many findings of each rule the fixes are clicked in a published pack.
const FEW: usize = 2;

fn none_leads_astray(
    packs: impl Iterator<Item = Result<(String, Pack)>>,
    few: usize,
) -> Result<()> {
    let mut lines = Vec::new();
    for pack in packs {
        let (name, pack) = pack?;
        let mut checks = Checks::default();
        for audience in [Audience::Own, Audience::Community] {
            let astray = checks.astray(&pack, audience, few);
            lines.extend(astray.into_iter().map(|line| format!("{name}: {line}")));
        }
    }
    ensure!(lines.is_empty(), "{}", lines.join("\n"));
    Ok(())
}

#[test]
fn fixes_of_every_shape_lead_somewhere() -> Result<()> {
    let shapes = shapes().into_iter();
    let packs = shapes.map(|shape| Ok((shape.name, pack_of(shape.pack.entries().to_vec())?)));
    none_leads_astray(packs, usize::MAX)
}

#[test]
fn fixes_of_published_packs_lead_somewhere() -> Result<()> {
    let Some(packs) = corpus::packs()? else {
        println!("PACK_CORPUS does not name a folder of packs, so nothing was tested.");
        return Ok(());
    };
    let packs = packs.iter().map(|pack| {
        let entries = pack.entries()?;
        Ok((pack.name.clone(), pack_of(entries)?))
    });
    none_leads_astray(packs, FEW)
}
