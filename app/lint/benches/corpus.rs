//! How long it takes to judge every pack of the folder that PACK_CORPUS names, charts included.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use pack_archive::Entry;
use pack_lint::{Options, check};
use pack_model::Pack;

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

fn corpus(criterion: &mut Criterion) {
    let Some(folder) = std::env::var_os("PACK_CORPUS") else {
        return;
    };
    let Ok(packs) = packs(Path::new(&folder)) else {
        return;
    };
    let options = Options {
        today: "2026-01-01".to_owned(),
        ..Options::default()
    };
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    group.bench_function(format!("{} packs from nothing", packs.len()), |bencher| {
        bencher.iter(|| {
            for pack in &packs {
                black_box(check(pack, &options));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, corpus);
criterion_main!(benches);
