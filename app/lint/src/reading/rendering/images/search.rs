//! The walk through an object to all that may name an image.

use pack_helm::value::{Map, Text, Value};
use pack_model::Pointer;
use pack_model::deployment::Object;

use super::{certain, likely};

/// How deep objects are searched. Deeper ones are made to break their readers.
const MAX_DEPTH: usize = 100;

/// The lists of containers in a pod.
const CONTAINERS: [&[u8]; 3] = [b"containers", b"initContainers", b"ephemeralContainers"];

/// A text that names an image, or should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reading::rendering) struct ImageText {
    /// The text.
    pub(in crate::reading::rendering) text: String,
    /// Its path in the object; that of the whole text where it is a part of it.
    pub(in crate::reading::rendering) path: Pointer,
    /// A container runs it, or it is mounted.
    pub(in crate::reading::rendering) certain: bool,
    /// Where it is no name of an image: the line of its template, as far as that can be told.
    pub(in crate::reading::rendering) line: Option<u32>,
}

/// Which texts of an object are read, beside what containers say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    /// None: Kubernetes itself knows what they mean.
    None,
    /// All below `data`.
    Data,
    /// All: a controller makes something of them.
    All,
}

/// A step on the way to a value.
#[derive(Clone)]
enum PathStep {
    Key(Text),
    Index(usize),
}

/// A search that is under way.
pub(in crate::reading::rendering) struct ImageSearch {
    texts: Texts,
    steps: Vec<PathStep>,
    found: Vec<ImageText>,
}

impl ImageSearch {
    /// All that names an image in an object.
    pub(in crate::reading::rendering) fn of(object: &Object, content: &Value) -> Vec<ImageText> {
        let mut search = Self {
            texts: texts_of(object),
            steps: Vec::new(),
            found: Vec::new(),
        };
        search.visit(content);
        search.found
    }

    /// Adds a text at the present path, or below it.
    fn add(&mut self, text: String, below: &[&str], certain: bool) {
        let steps = self.steps.iter().map(|step| match step {
            PathStep::Key(key) => key.lossy().into_owned(),
            PathStep::Index(index) => index.to_string(),
        });
        let below = below.iter().map(|key| (*key).to_owned());
        let path = Pointer::from_iter(steps.chain(below));
        self.found.push(ImageText {
            text,
            path,
            certain,
            line: None,
        });
    }

    /// What takes texts below the present path.
    fn teller(&mut self, certain: bool) -> impl FnMut(String, &[&str]) {
        move |text, below| self.add(text, below, certain)
    }

    fn visit(&mut self, value: &Value) {
        if self.steps.len() > MAX_DEPTH {
            return;
        }
        match value {
            Value::Map(map) => self.visit_map(map),
            Value::List(list) => {
                for (index, item) in list.to_vec().iter().enumerate() {
                    self.below(PathStep::Index(index), |search| search.visit(item));
                }
            }
            Value::Text(text) if self.reads_texts() => {
                for name in likely::names_in(&text.lossy()) {
                    self.add(name, &[], false);
                }
                if self.last_key() == Some(b"valuesContent".as_slice()) {
                    for name in likely::names_in_values(text) {
                        self.add(name, &[], false);
                    }
                }
            }
            _ => {}
        }
    }

    fn visit_map(&mut self, map: &Map) {
        if self.texts == Texts::All
            && let Some(name) = likely::name_in_parts(map)
        {
            self.add(name, &[], false);
        }
        for (key, value) in map.to_vec() {
            // Metadata says what others wrote about the object.
            if self.steps.is_empty() && *key == *b"metadata" {
                continue;
            }
            let is_containers = CONTAINERS.contains(&&*key);
            let is_volumes = *key == *b"volumes";
            self.below(PathStep::Key(key), |search| {
                if let Value::List(list) = &value {
                    for (index, item) in list.to_vec().iter().enumerate() {
                        let Some(item) = item.as_map() else { continue };
                        search.below(PathStep::Index(index), |search| {
                            if is_containers {
                                certain::of_container(item, &mut search.teller(true));
                                likely::of_container(item, &mut search.teller(false));
                            } else if is_volumes {
                                certain::of_volume(item, &mut search.teller(true));
                            }
                        });
                    }
                }
                search.visit(&value);
            });
        }
    }

    fn below(&mut self, step: PathStep, visit: impl FnOnce(&mut Self)) {
        self.steps.push(step);
        visit(self);
        self.steps.pop();
    }

    fn reads_texts(&self) -> bool {
        match self.texts {
            Texts::None => false,
            Texts::All => true,
            Texts::Data => {
                matches!(self.steps.first(), Some(PathStep::Key(key)) if **key == *b"data")
            }
        }
    }

    fn last_key(&self) -> Option<&[u8]> {
        match self.steps.last()? {
            PathStep::Key(key) => Some(key),
            PathStep::Index(_) => None,
        }
    }
}

/// Which texts of an object are read: those of ConfigMaps and of custom resources.
fn texts_of(object: &Object) -> Texts {
    const OF_KUBERNETES: [&str; 5] = ["apps", "autoscaling", "batch", "extensions", "policy"];
    match object.api_version.split_once('/') {
        None if object.kind == "ConfigMap" => Texts::Data,
        None => Texts::None,
        Some((group, _)) if group.ends_with(".k8s.io") || OF_KUBERNETES.contains(&group) => {
            Texts::None
        }
        Some(_) => Texts::All,
    }
}
