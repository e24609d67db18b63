//! A comparison in steps, between which a page can answer: reading charts takes a while. What was read and
//! compared is kept for the next one, so that after an edit only what it touched is compared.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde_json::Value;

use super::charts::{self, KnownChart, Pair};
use super::objects::ObjectDifference;
use super::report::Rendered;
use super::{Comparison, FileDifference, defaults, files, images, objects, properties, values};
use crate::Values;
use crate::deployment::Deployment;
use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::FilePath;

/// A step ends once it has compared so many bytes, where those of archives count several times.
const STEP: usize = 200_000;

/// How much more work a byte of an archive is.
const UNPACKING: usize = 10;

/// What a cluster gets from the earlier and from the later pack.
pub type Deployed = (Arc<Deployment>, Arc<Deployment>);

/// How much of a comparison is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing that could be shown.
    Begun,
    /// What differs in texts.
    Texts,
    /// All.
    Done,
}

/// The comparison of two packs, again and again.
#[derive(Debug, Default)]
pub struct Comparing {
    before: Pack,
    after: Pack,
    work: VecDeque<Work>,
    found: Comparison,
    /// The values of the earlier and of the later pack, with the images that they list.
    values: [(Option<Value>, Vec<String>); 2],
    /// The charts of both packs as far as they are read.
    charts: [Vec<(FilePath, Arc<KnownChart>)>; 2],
    /// Differences of files that were found before.
    files: BTreeMap<FilePath, FileDifference>,
    /// All archives that were read for this comparison and the one before, and what is known of them.
    archives: Vec<(File, Option<Arc<KnownChart>>)>,
    is_read: Vec<File>,
    objects: Objects,
}

/// What is still to be done.
#[derive(Debug)]
enum Work {
    Files,
    File(FilePath),
    Documents,
    /// values.yaml of the earlier pack, or of the later one.
    ReadValues(usize),
    Values,
    /// One archive of the earlier pack, or of the later one.
    Archive(usize, FilePath, File),
    Charts,
    Defaults(Pair<Arc<KnownChart>>),
}

/// The objects of two deployments, of which the lines of some are compared.
#[derive(Debug, Default)]
struct Objects {
    of: Option<Deployed>,
    found: Vec<ObjectDifference>,
    compared: usize,
    rendered: Option<Arc<Rendered>>,
}

impl Comparing {
    /// Begins to compare an earlier and a later pack, with what they deploy where that is known.
    pub fn begin(&mut self, before: Pack, after: Pack, deployed: Option<Deployed>) {
        (self.before, self.after) = (before, after);
        let Comparison { files, .. } = std::mem::take(&mut self.found);
        if self.work.is_empty() {
            // Otherwise it was left half-way, and what is known from before may still be of use.
            self.files.clear();
        }
        let files = files.into_iter().map(|file| (file.path.clone(), file));
        self.files.extend(files);
        self.work = VecDeque::from([Work::Files]);
        self.charts = Default::default();
        self.is_read.clear();
        self.objects.begin(deployed);
    }

    /// Makes the next step. Gives how much is known then.
    pub fn step(&mut self) -> Progress {
        let mut bytes = 0;
        while bytes < STEP {
            let Some(work) = self.work.pop_front() else {
                return match self.objects.step(bytes) {
                    true => Progress::Done,
                    false => Progress::Texts,
                };
            };
            bytes += self.work(work);
        }
        match self.work.is_empty() {
            true => Progress::Texts,
            false => Progress::Begun,
        }
    }

    /// What was found in texts.
    pub fn found(&self) -> Comparison {
        self.found.clone()
    }

    /// What differs in what is deployed, if that is known.
    pub fn rendered(&self) -> Option<Arc<Rendered>> {
        self.objects.rendered.clone()
    }

    /// Does a piece of work. Gives how many bytes that was.
    fn work(&mut self, work: Work) -> usize {
        let Self {
            before,
            after,
            found,
            ..
        } = self;
        match work {
            Work::Files => {
                let paths = files::paths(before, after);
                if !paths.is_empty() {
                    self.work.extend(paths.into_iter().map(Work::File));
                    self.work.extend([
                        Work::Documents,
                        Work::ReadValues(0),
                        Work::ReadValues(1),
                        Work::Values,
                    ]);
                }
                0
            }
            Work::File(path) => {
                let difference = files::difference(&path, [before, after], self.files.get(&path));
                let sides = difference.as_ref().map(FileDifference::sides);
                let (old, new) = sides.unwrap_or_default();
                let bytes = [old, new].map(|file| file.map_or(0, File::size));
                found.files.extend(difference);
                bytes.iter().sum()
            }
            Work::Documents => {
                found.properties = properties(before, after);
                let packs = [(&*before, &*after), (&*after, &*before)];
                for (side, (pack, other)) in packs.into_iter().enumerate() {
                    let archives = charts::archives(pack, other).into_iter();
                    let work = archives.map(|(path, file)| Work::Archive(side, path, file));
                    self.work.extend(work);
                }
                self.work.push_back(Work::Charts);
                0
            }
            Work::ReadValues(side) => {
                let values = Values::of(if side == 0 { before } else { after });
                if let Some(read) = self.values.get_mut(side) {
                    *read = (values.yaml().value(), images::listed(&values));
                }
                // It is read as YAML, which is more than to compare it.
                STEP
            }
            Work::Values => {
                let [(old, before), (new, after)] = &self.values;
                found.values = values(old.as_ref(), new.as_ref());
                let [before, after] = [before, after].map(|names| names.iter().map(String::as_str));
                found.images = images::of_names(before, after);
                STEP / 2
            }
            Work::Archive(side, path, file) => {
                let known = self.archives.iter().find(|(known, _)| *known == file);
                let (known, bytes) = match known {
                    Some((_, known)) => (known.clone(), 0),
                    None => (
                        KnownChart::read(&file).map(Arc::new),
                        file.size() * UNPACKING,
                    ),
                };
                if bytes > 0 {
                    self.archives.push((file.clone(), known.clone()));
                }
                self.is_read.push(file);
                if let Some(charts) = self.charts.get_mut(side) {
                    charts.extend(known.map(|known| (path, known)));
                }
                bytes
            }
            Work::Charts => {
                let is_read = std::mem::take(&mut self.is_read);
                self.archives.retain(|(file, _)| is_read.contains(file));
                let [before, after] = std::mem::take(&mut self.charts);
                let pairs = charts::known_pairs(before, after);
                found.charts = charts::differences(&pairs);
                self.work.extend(pairs.into_iter().map(Work::Defaults));
                0
            }
            Work::Defaults(pair) => {
                let [before, after] = [&pair.before, &pair.after].map(|chart| {
                    let chart = chart.as_ref().map(|(_, chart)| chart.defaults.as_ref());
                    chart.flatten()
                });
                let own = self.values[1].0.as_ref();
                let differences = defaults::differences(&pair.name, before, after, own);
                found.defaults.extend(differences);
                STEP / 8
            }
        }
    }
}

impl Objects {
    /// Begins with two deployments, unless these are compared already.
    fn begin(&mut self, of: Option<Deployed>) {
        let is_same = match (&self.of, &of) {
            (Some((one, other)), Some((before, after))) => {
                Arc::ptr_eq(one, before) && Arc::ptr_eq(other, after)
            }
            (one, other) => one.is_none() && other.is_none(),
        };
        if is_same {
            return;
        }
        self.rendered = None;
        self.found = match &of {
            Some((before, after)) => objects::without_lines(before, after),
            None => Vec::new(),
        };
        (self.of, self.compared) = (of, 0);
    }

    /// Compares the lines of further objects, after so many bytes of the same step. Gives whether that was all.
    fn step(&mut self, mut bytes: usize) -> bool {
        let Some((before, after)) = &self.of else {
            return true;
        };
        while self.rendered.is_none() {
            if bytes >= STEP {
                return false;
            }
            let Some(object) = self.found.get_mut(self.compared) else {
                let mut found = std::mem::take(&mut self.found);
                objects::sort(&mut found);
                self.rendered = Some(Arc::new(Rendered::of(found, before, after)));
                break;
            };
            object.compare_lines();
            bytes += object.texts.0.len() + object.texts.1.len();
            self.compared += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(files: &[(&str, &str)]) -> Pack {
        let mut pack = Pack::default();
        for (path, text) in files {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
        }
        pack
    }

    /// All that is found, and how many steps that took.
    fn compared(comparing: &mut Comparing, before: &Pack, after: &Pack) -> (Comparison, usize) {
        comparing.begin(before.clone(), after.clone(), None);
        let steps = std::iter::repeat_with(|| comparing.step());
        let steps = steps.take_while(|step| *step != Progress::Done).count();
        (comparing.found(), steps + 1)
    }

    #[test]
    fn long_texts_are_compared_one_by_one_and_again_from_what_is_known() {
        let long = |line: &str| format!("{line}\n").repeat(STEP / 5);
        let before = pack(&[
            ("a.txt", &long("aaaa")),
            ("b.txt", &long("bbbb")),
            ("c.txt", "c"),
        ]);
        let mut after = pack(&[("a.txt", &long("x")), ("b.txt", &long("y")), ("c.txt", "d")]);
        let mut comparing = Comparing::default();
        let (found, steps) = compared(&mut comparing, &before, &after);
        assert_eq!(found, Comparison::between(&before, &after));
        assert!(steps > 2, "{steps}");
        // A comparison that was left half-way leaves nothing behind.
        comparing.begin(before.clone(), after.clone(), None);
        comparing.step();
        after.put(FilePath::of("c.txt"), Some(File::of_text("e")));
        let (found, _) = compared(&mut comparing, &before, &after);
        assert_eq!(found, Comparison::between(&before, &after));
        assert!(compared(&mut comparing, &after, &after).0.is_empty());
    }

    #[test]
    fn deployments_are_compared_once() {
        let same = pack(&[]);
        let deployed = (
            Arc::new(Deployment::default()),
            Arc::new(Deployment::default()),
        );
        let mut comparing = Comparing::default();
        let mut compare = |deployed: &Deployed| {
            comparing.begin(same.clone(), same.clone(), Some(deployed.clone()));
            while comparing.step() != Progress::Done {}
            comparing.rendered().unwrap()
        };
        let (first, again) = (compare(&deployed), compare(&deployed));
        assert!(Arc::ptr_eq(&first, &again));
        let other = (Arc::clone(&deployed.0), Arc::new(Deployment::default()));
        assert!(!Arc::ptr_eq(&first, &compare(&other)));
        comparing.begin(same.clone(), same.clone(), None);
        assert!(comparing.rendered().is_none());
    }
}
