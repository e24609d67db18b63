//! Opening the largest pack of the corpus without a draft, and exporting it as a zip, beside fflate, which
//! unzips and zips the same files at the same level in the same page.
//!
//! - *opened*: from the choice of the file until `data-checked` is `data-revision`.
//! - *longest task*: of the browser's entries of long tasks meanwhile, and while the draft is written; 0
//!   where there is none of 50 ms and more.
//! - *exported*: from the click on the format until the zip is there to be downloaded.

use anyhow::Result;
use pack_archive::{Entry, Format};

use crate::memory::WORKERS;
use crate::site::{Contestant, Site, fresh_start};
use crate::table::{self, Column};

/// How often the pack is opened and exported.
const OPENINGS: usize = 7;

/// The compression level of the page's zips.
const ZIP_LEVEL: u8 = 6;

pub(crate) fn measure(site: &Site, name: &str, entries: &[Entry]) -> Result<()> {
    let bytes: usize = entries.iter().map(|entry| entry.bytes.len()).sum();
    let archive = site.archive(name, entries)?;
    let zip = std::fs::read(&archive)?;
    let fflate = std::env::var_os("FFLATE").map(std::fs::read_to_string);
    let fflate = fflate.transpose()?;
    let (mut opening, mut longest, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    let (mut zipping, mut memory) = (Vec::new(), Vec::new());
    let (mut unzipped, mut zipped) = (Vec::new(), Vec::new());
    site.visit(async |browser| {
        for _ in 0..OPENINGS {
            fresh_start(browser).await?;
            browser.long_tasks().await?;
            browser.choose_files("open-files", &[&archive]).await?;
            opening.push(browser.opening_time().await?);
            browser.in_editor().await?;
            longest.push(table::longest(browser.long_tasks().await?));
            browser.saved().await?;
            kept.push(table::longest(browser.long_tasks().await?));
            browser.rendered().await?;
            let taken = browser.memory(WORKERS).await?;
            memory.push((taken.heap + taken.wasm) / f64::from(1 << 20));
            browser.export(Format::Zip).await?;
            zipping.push(browser.zip_time().await?);
            if let Some(fflate) = &fflate {
                let (unzip, zip) = browser.fflate_times(fflate, &zip, ZIP_LEVEL).await?;
                unzipped.push(unzip);
                zipped.push(zip);
            }
        }
        Ok(())
    })?;
    table::title(&format!(
        "{name}, {bytes} bytes in {} files, ms",
        entries.len()
    ));
    let beside = |ours: Vec<f64>, fflate: Vec<f64>| {
        let mut figures = vec![(Contestant::Ours.column(), table::median(ours))];
        if !fflate.is_empty() {
            figures.push((Column::Fflate, table::median(fflate)));
        }
        figures
    };
    let opened = beside(opening, unzipped);
    table::row("opened, to all findings; unzipped alone", &opened, "350");
    let worst = table::longest(longest.clone());
    table::own(
        "longest task while it is opened",
        table::median(longest),
        "100",
    );
    table::own("the longest of all openings", worst, "100");
    table::own("longest task while it is kept", table::median(kept), "100");
    let exported = beside(zipping, zipped);
    table::row("exported as zip", &exported, "1.0 times fflate");
    let most = 4.0 * bytes as f64 / f64::from(1 << 20) + 64.0;
    table::own("memory, MiB", table::median(memory), &format!("{most:.0}"));
    Ok(())
}
