//! Versions of the same published pack: each is compared with the next, and upgraded by that one's charts
//! alone, if PACK_CORPUS names a folder of packs.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use pack_lint::deploy;
use pack_model::compare::{Comparison, EntryDifference, FileDifference, of_names};
use pack_model::deployment::Cluster;
use pack_model::edit::Transaction;
use pack_model::facts::version;
use pack_model::upgrade::{follow, follow_images};
use pack_model::values::images;
use pack_model::{CHART_LIST, Change, FilePath, JsonFile, Pack, Session, Values};
use pack_tests::checks::pack_of;
use pack_tests::corpus;

/// Each pack of which there is a later version, with that one.
fn neighbours() -> Result<Vec<(String, Pack, Pack)>> {
    let mut families: BTreeMap<String, Vec<(String, Pack)>> = BTreeMap::new();
    for found in corpus::packs()?.unwrap_or_default() {
        let pack = pack_of(found.entries()?)?;
        let manifest = pack.manifest();
        if let (Some(name), Some(version)) = (manifest.name(), manifest.version()) {
            families.entry(name).or_default().push((version, pack));
        }
    }
    let mut neighbours = Vec::new();
    for (name, mut versions) in families {
        versions.sort_by(|(one, _), (other, _)| {
            version::compare(one, other).unwrap_or_else(|| one.cmp(other))
        });
        for pair in versions.windows(2) {
            if let [(old, before), (new, after)] = pair {
                neighbours.push((
                    format!("{name} {old} to {new}"),
                    before.clone(),
                    after.clone(),
                ));
            }
        }
    }
    Ok(neighbours)
}

/// A pack after changes that are made one after the other, and those that are refused.
fn changed(pack: &Pack, changes: impl IntoIterator<Item = Change>) -> (Pack, Vec<String>) {
    let mut session = Session::open(pack.clone());
    let mut refused = Vec::new();
    for change in changes {
        if let Err(refusal) = session.apply(Transaction::new("Take over", vec![change])) {
            refused.push(refusal.to_string());
        }
    }
    (session.pack().clone(), refused)
}

fn same_files(one: &Pack, other: &Pack) -> bool {
    one.files().eq(other.files())
}

#[test]
fn all_that_differs_gives_the_other_version() -> Result<()> {
    for (name, before, after) in neighbours()? {
        let found = Comparison::between(&before, &after);
        let (back, refused) = changed(&after, found.files.iter().map(FileDifference::take_back));
        ensure!(
            refused.is_empty() && same_files(&back, &before),
            "{name}: {refused:?}"
        );
        // Both ways, of which the other one makes the later version.
        let data = |pack: &Pack| Values::of(pack).yaml().value();
        let mut refused = Vec::new();
        for (one, other) in [(&before, &after), (&after, &before)] {
            let found = Comparison::between(one, other);
            let (back, not) = changed(other, found.values.iter().map(EntryDifference::take_back));
            let is_whole = !not.is_empty() || data(&back) == data(one);
            ensure!(is_whole, "{name}: values are not taken back");
            refused.extend(not);
        }
        // A value that others stand for, such as one with an anchor, cannot be set alone, and that is said.
        if !refused.is_empty() {
            println!("{name}: {refused:?}");
        }
    }
    Ok(())
}

/// The earlier pack with the charts of the later one, as if they were dropped on it: each in the place of the
/// one of its name.
fn with_charts_of(before: &Pack, after: &Pack) -> Result<Option<Pack>> {
    let (old, new) = (before.manifest().charts(), after.manifest().charts());
    let is_one = old.len() == 1 && new.len() == 1;
    let (Some(old), Some(new)) = (old.first(), new.first().filter(|_| is_one)) else {
        return Ok(None);
    };
    let Some(file) = after.file(&new.path) else {
        return Ok(None);
    };
    let changes = vec![
        Change::remove_file(FilePath::new(&old.path)?),
        Change::put_file(FilePath::new(&new.path)?, file.clone()),
        Change::set(
            JsonFile::pack(),
            CHART_LIST.pointer().item(0),
            new.path.clone(),
        ),
    ];
    let mut session = Session::open(before.clone());
    let replaced = session.apply(Transaction::new("Replace", changes));
    Ok(replaced.is_ok().then(|| session.pack().clone()))
}

/// The names of the images that a pack deploys.
fn deployed(pack: &Pack) -> Vec<String> {
    let deployment = deploy(pack, &Cluster::default());
    deployment
        .images
        .into_iter()
        .map(|image| image.name)
        .collect()
}

/// How much a pack differs from another one, by area.
fn differing(pack: &Pack, other: &Pack) -> [usize; 4] {
    let found = Comparison::between(pack, other);
    let is_version = |it: &&EntryDifference| it.path.last() == Some("version");
    let is_chart_value = |it: &&EntryDifference| {
        it.path
            .tokens()
            .first()
            .is_some_and(|first| first == "charts")
    };
    [
        found.properties.iter().filter(is_version).count(),
        found.images.len(),
        found.values.iter().filter(is_chart_value).count(),
        found.values.iter().filter(|it| !is_chart_value(it)).count(),
    ]
}

#[test]
fn older_packs_follow_newer_charts() -> Result<()> {
    let mut sums = [[0; 4]; 2];
    let mut pairs = 0;
    for (name, before, after) in neighbours()? {
        let Some(replaced) = with_charts_of(&before, &after)? else {
            continue;
        };
        let (followed, refused) = changed(&replaced, follow(&before, &replaced));
        ensure!(refused.is_empty(), "{name}: {refused:?}");
        ensure!(
            follow(&before, &followed).is_empty(),
            "{name}: more is to follow"
        );
        let (old, new) = (deployed(&before), deployed(&followed));
        let images = of_names(
            old.iter().map(String::as_str),
            new.iter().map(String::as_str),
        );
        let (followed, refused) = changed(&followed, follow_images(&followed, &images));
        ensure!(refused.is_empty(), "{name}: {refused:?}");
        let listed = images::listed(&Values::of(&followed));
        listed.with_context(|| format!("{name}: the list of images is lost"))?;
        let left = [differing(&replaced, &after), differing(&followed, &after)];
        println!(
            "{name}: version, images, chart values, other values: {:?} to {:?}",
            left[0], left[1]
        );
        pairs += 1;
        for (sums, left) in sums.iter_mut().zip(left) {
            for (sum, left) in sums.iter_mut().zip(left) {
                *sum += left;
            }
        }
    }
    let [without, with] = sums;
    println!("{pairs} pairs: {without:?} differ with the chart alone, {with:?} after what follows");
    let nearer = with
        .iter()
        .zip(&without)
        .all(|(with, without)| with <= without);
    ensure!(nearer, "what follows leads away from the published version");
    let forgotten = with[0] * 10 <= without[0];
    ensure!(
        forgotten,
        "the version follows in fewer than nine of ten packs"
    );
    Ok(())
}
