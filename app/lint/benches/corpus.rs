//! How long it takes to judge the texts of every pack of the folder that PACK_CORPUS names, charts
//! included, to compare their versions, and to render what clusters get from them.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use flate2::read::MultiGzDecoder;
use pack_archive::Entry;
use pack_helm::value::Map;
use pack_helm::{Capabilities, Chart, Release};
use pack_lint::{Judge, Options, deploy};
use pack_model::Pack;
use pack_model::compare::{Comparing, Comparison, Progress};
use pack_model::deployment::Cluster;

/// All files below a folder, with their paths in it.
fn read(folder: &Path, prefix: &str, entries: &mut Vec<Entry>) -> std::io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        let path = format!("{prefix}{}", item.file_name().to_string_lossy());
        if item.file_type()?.is_dir() {
            read(&item.path(), &format!("{path}/"), entries)?;
        } else {
            entries.push(Entry::new(path, fs::read(item.path())?));
        }
    }
    Ok(())
}

fn packs(folder: &Path) -> std::io::Result<Vec<Pack>> {
    let mut packs = Vec::new();
    for item in fs::read_dir(folder)? {
        let item = item?;
        if item.file_type()?.is_dir() {
            let mut entries = Vec::new();
            read(&item.path(), "", &mut entries)?;
            packs.push(Pack::from_entries(entries).0);
        }
    }
    Ok(packs)
}

/// The archives of all charts that packs list.
fn charts(packs: &[Pack]) -> Vec<&[u8]> {
    let charts = packs.iter().flat_map(|pack| {
        let listed = pack.manifest().charts();
        let files = listed.into_iter().filter_map(|listed| {
            let file = pack.file(&listed.path)?;
            Some(&*file.bytes)
        });
        files.collect::<Vec<_>>()
    });
    charts.collect()
}

fn corpus(criterion: &mut Criterion) {
    let Some(folder) = std::env::var_os("PACK_CORPUS") else {
        return;
    };
    let Ok(packs) = packs(Path::new(&folder)) else {
        return;
    };
    check(criterion, &packs);
    compare(criterion, &packs);
    render(criterion, &packs);
}

/// Comparing versions of the same pack, and the longest single step of that, between which a page answers.
fn compare(criterion: &mut Criterion, packs: &[Pack]) {
    let mut named: Vec<_> = packs
        .iter()
        .filter_map(|pack| Some((pack.manifest().name()?, pack)))
        .collect();
    pack_once::sort::sort_by(&mut named, &|(one, _): &(String, &Pack), (other, _)| {
        one.cmp(other)
    });
    let pairs: Vec<_> = named
        .windows(2)
        .filter_map(|pair| match pair {
            [(old, before), (new, after)] if old == new => Some((*before, *after)),
            _ => None,
        })
        .collect();
    let mut group = criterion.benchmark_group("compare");
    group.sample_size(10);
    group.bench_function(format!("{} pairs of versions", pairs.len()), |bencher| {
        bencher.iter(|| {
            for (before, after) in &pairs {
                black_box(Comparison::between(before, after));
            }
        });
    });
    group.bench_function("the longest step", |bencher| {
        bencher.iter_custom(|times| {
            let longest = pairs.iter().map(|(before, after)| {
                let mut comparing = Comparing::default();
                comparing.begin((*before).clone(), (*after).clone(), None);
                let mut longest = Duration::ZERO;
                loop {
                    let start = Instant::now();
                    let progress = comparing.step();
                    longest = longest.max(start.elapsed());
                    if progress == Progress::Done {
                        return longest;
                    }
                }
            });
            let times = u32::try_from(times).unwrap_or(u32::MAX);
            longest.max().unwrap_or_default() * times
        });
    });
    group.finish();
}

fn check(criterion: &mut Criterion, packs: &[Pack]) {
    let options = Options {
        today: "2026-01-01".to_owned(),
        ..Options::default()
    };
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    group.bench_function(format!("{} packs from nothing", packs.len()), |bencher| {
        bencher.iter(|| {
            for pack in packs {
                black_box(Judge::default().check(pack, &options));
            }
        });
    });
    group.finish();
}

/// Rendering, beside unpacking the same charts, which is what the budget is a multiple of.
fn render(criterion: &mut Criterion, packs: &[Pack]) {
    let charts = charts(packs);
    let mut group = criterion.benchmark_group("render");
    group.sample_size(10);
    group.bench_function(format!("gunzip of {} charts", charts.len()), |bencher| {
        bencher.iter(|| {
            for chart in &charts {
                let unpacked = io::copy(&mut MultiGzDecoder::new(*chart), &mut io::sink());
                let _ = black_box(unpacked);
            }
        });
    });
    let (values, release) = (Map::default(), Release::new("name", "namespace"));
    let capabilities = Capabilities::default();
    group.bench_function(format!("{} charts from nothing", charts.len()), |bencher| {
        bencher.iter(|| {
            for chart in &charts {
                let chart = Chart::from_archive(chart);
                let rendered = chart
                    .and_then(|chart| pack_helm::render(&chart, &values, &release, &capabilities));
                let _ = black_box(rendered);
            }
        });
    });
    let cluster = Cluster::default();
    group.bench_function(
        format!("{} packs to their objects", packs.len()),
        |bencher| {
            bencher.iter(|| {
                for pack in packs {
                    black_box(deploy(pack, &cluster));
                }
            });
        },
    );
    group.finish();
}

criterion_group!(benches, corpus);
criterion_main!(benches);
