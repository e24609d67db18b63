//! Prints what packs of several sizes cost, step by step: `scale NAME SMALLEST DOUBLINGS`.
#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use anyhow::{Context, Result};
use pack_tests::packs::large::cost::run;
use pack_tests::packs::large::{LARGE, of};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().context("which kind?")?;
    let kinds: Vec<_> = match name.as_str() {
        "all" => LARGE.iter().collect(),
        name => vec![of(name)],
    };
    let smallest: usize = arguments.next().map_or(Ok(1_250), |size| size.parse())?;
    let doublings: u32 = arguments.next().map_or(Ok(2), |count| count.parse())?;
    for kind in kinds {
        println!("\n{}", kind.name);
        let sizes: Vec<usize> = (0..=doublings)
            .map(|step| (smallest << step).min(kind.most))
            .collect();
        let mut runs = Vec::new();
        for size in &sizes {
            runs.push(run((kind.pack)(*size))?);
        }
        println!(
            "{:<22}{}",
            "",
            sizes
                .iter()
                .map(|size| format!("{size:>9}"))
                .collect::<String>()
        );
        for (at, (step, _)) in runs[0].iter().enumerate() {
            let times: Vec<f64> = runs
                .iter()
                .map(|run| run[at].1.as_secs_f64() * 1e3)
                .collect();
            let cells: String = times.iter().map(|time| format!("{time:>9.1}")).collect();
            let ratio = times[times.len() - 1] / times[0].max(0.05);
            println!("{step:<22}{cells}   x{ratio:.0}");
        }
    }
    Ok(())
}
