//! A comparison as plain lines by area, as a page lists them, each with what takes it back.

use std::borrow::Cow;
use std::sync::Arc;

use super::report::{self, Rendered, Report, Row};
use super::{Comparison, FileState, Hunk, ImageDifference, Kind, ObjectDifference};
use crate::edit::Change;
use crate::pack::Pack;
use crate::pack::file::File;
use crate::upgrade::follow_images;

/// What differs is listed by area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Files.
    File,
    /// Properties of pack.json, and values.
    Value,
    /// Default values of charts.
    Default,
    /// Listed images.
    Image,
    /// Rendered objects.
    Object,
}

impl Area {
    /// All areas, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::File,
        Self::Value,
        Self::Default,
        Self::Image,
        Self::Object,
    ];

    /// A name for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Value => "value",
            Self::Default => "default",
            Self::Image => "image",
            Self::Object => "object",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "Files",
            Self::Value => "Values",
            Self::Default => "Chart defaults",
            Self::Image => "Images",
            Self::Object => "Deployment",
        }
    }
}

/// What differs, with what is rendered where that is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// What differs in the texts.
    pub comparison: Comparison,
    /// What differs in what is rendered.
    pub rendered: Option<Arc<Rendered>>,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The path of the file or value, the repository of an image, or kind, namespace and name of an object.
    pub path: String,
    /// It in words.
    pub words: Row,
    /// Whether [`Listing::take_back`] gives a change.
    pub can_take_back: bool,
}

/// Two texts, and the runs of lines that differ. A text that is not there is empty.
#[derive(Debug, Clone)]
pub struct Texts<'t> {
    /// The earlier text.
    pub before: &'t str,
    /// The later text.
    pub after: &'t str,
    /// The runs.
    pub runs: Cow<'t, [Hunk]>,
    /// Whether they say more than that a text came or went, or is of another version.
    pub is_telling: bool,
}

impl<'t> Texts<'t> {
    /// Texts of which one is not there; `None` if the other one is empty.
    fn of_one(before: &'t str, after: &'t str) -> Option<Self> {
        let all = Hunk {
            before: 0..before.len(),
            after: 0..after.len(),
        };
        let runs = Cow::Owned(vec![all]);
        let is_any = !(before.is_empty() && after.is_empty());
        is_any.then_some(Self {
            before,
            after,
            runs,
            is_telling: false,
        })
    }
}

impl Listing {
    /// How many lines an area has.
    pub fn count(&self, area: Area) -> usize {
        let found = &self.comparison;
        match area {
            Area::File => found.files.len(),
            Area::Value => found.properties.len() + found.values.len(),
            Area::Default => found.defaults.len(),
            Area::Image => found.images.len(),
            Area::Object => self.objects().len(),
        }
    }

    /// The line at an index of an area.
    pub fn line(&self, area: Area, index: usize) -> Option<Line> {
        let found = &self.comparison;
        let (path, words) = match area {
            Area::File => {
                let file = found.files.get(index)?;
                (file.path.to_string(), report::file(file))
            }
            Area::Value => match found.properties.get(index) {
                Some(property) => {
                    let mut words = report::property(property);
                    words.name = format!("pack.json: {}", words.name);
                    (property.path.to_string(), words)
                }
                None => {
                    let value = found.values.get(index - found.properties.len())?;
                    (value.path.to_string(), report::value(value))
                }
            },
            Area::Default => {
                let default = found.defaults.get(index)?;
                (default.path.to_string(), report::default(default))
            }
            Area::Image => {
                let image = found.images.get(index)?;
                (image.repository.clone(), report::image(image))
            }
            Area::Object => {
                let object = self.objects().get(index)?;
                let mut words = report::object(object);
                words.note = match object.is_only_version {
                    true => report::ONLY_VERSION.to_owned(),
                    false => words.note,
                };
                (words.name.clone(), words)
            }
        };
        Some(Line {
            path,
            words,
            can_take_back: match area {
                Area::Default => found.defaults.get(index)?.take_from_chart().is_some(),
                Area::Object => false,
                Area::File | Area::Value | Area::Image => true,
            },
        })
    }

    /// The changes of the later pack, as it is now, that take a line back. The default of a chart is taken from
    /// the later chart in place of the pack's own value.
    pub fn take_back(&self, area: Area, index: usize, now: &Pack) -> Vec<Change> {
        let found = &self.comparison;
        let change = match area {
            Area::File => found.files.get(index).map(|file| file.take_back()),
            Area::Value => {
                let mut values = found.properties.iter().chain(&found.values);
                values.nth(index).map(|value| value.take_back())
            }
            Area::Default => {
                let default = found.defaults.get(index);
                default.and_then(|default| default.take_from_chart())
            }
            Area::Image => {
                let Some(image) = found.images.get(index) else {
                    return Vec::new();
                };
                let ImageDifference { before, after, .. } = image.clone();
                let reversed = ImageDifference {
                    before: after,
                    after: before,
                    ..image.clone()
                };
                return follow_images(now, &[reversed]);
            }
            Area::Object => None,
        };
        change.into_iter().collect()
    }

    /// The changes of the later pack that take all defaults of its charts which it hides.
    pub fn take_defaults(&self) -> Vec<Change> {
        let defaults = self.comparison.defaults.iter();
        defaults
            .filter_map(|default| default.take_from_chart())
            .collect()
    }

    /// The texts of a file or an object, if there are lines to show.
    pub fn texts(&self, area: Area, index: usize) -> Option<Texts<'_>> {
        match area {
            Area::File => {
                let file = self.comparison.files.get(index)?;
                let (before, after) = file.sides();
                let [before, after] = [before, after].map(|side| side.map_or(Some(""), File::text));
                let (before, after) = (before?, after?);
                match &file.state {
                    FileState::Changed { text, .. } => {
                        let runs = Cow::Borrowed(&*text.as_ref()?.hunks);
                        Some(Texts {
                            before,
                            after,
                            runs,
                            is_telling: true,
                        })
                    }
                    _ => Texts::of_one(before, after),
                }
            }
            Area::Object => {
                let object = self.objects().get(index)?;
                Some(Texts {
                    before: &object.texts.0,
                    after: &object.texts.1,
                    runs: Cow::Borrowed(&object.text.hunks),
                    is_telling: object.kind == Kind::Changed && !object.is_only_version,
                })
            }
            Area::Value | Area::Default | Area::Image => None,
        }
    }

    /// How many objects are last, since nothing differs in them but what names a version.
    pub fn only_versions(&self) -> usize {
        let objects = self.objects().iter().rev();
        objects.take_while(|object| object.is_only_version).count()
    }

    /// Whether an area is the same as in another listing.
    pub fn is_same(&self, other: &Self, area: Area) -> bool {
        let (one, two) = (&self.comparison, &other.comparison);
        match area {
            Area::File => one.files == two.files,
            Area::Value => one.properties == two.properties && one.values == two.values,
            Area::Default => one.defaults == two.defaults,
            Area::Image => one.images == two.images,
            Area::Object => self.rendered == other.rendered,
        }
    }

    /// The change that takes back one run of lines of a file.
    pub fn take_lines_back(&self, index: usize, run: usize) -> Option<Change> {
        self.comparison.files.get(index)?.take_lines_back(run)
    }

    /// What differs in words.
    pub fn report(&self, before: &Pack, after: &Pack) -> Report {
        Report::of(before, after, &self.comparison, self.rendered.as_deref())
    }

    fn objects(&self) -> &[ObjectDifference] {
        let rendered = self.rendered.as_ref();
        rendered.map_or(&[], |rendered| rendered.objects.as_slice())
    }
}
