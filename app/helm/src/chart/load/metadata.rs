//! What Chart.yaml and requirements.yaml say.

use super::decode::{Structure, Target, decode};
use crate::data::yaml::{self, Numbers};
use crate::value::{Map, Value};

/// What Chart.yaml says about a chart. What it does not say is empty.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// The name of the chart.
    pub name: String,
    /// The address of the project's page.
    pub home: String,
    /// Addresses of source code.
    pub sources: Vec<String>,
    /// The version of the chart.
    pub version: String,
    /// What the chart is, in a sentence.
    pub description: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Who keeps it; none where an entry is empty.
    pub maintainers: Vec<Option<Maintainer>>,
    /// The address of a picture.
    pub icon: String,
    /// `v1` or `v2`.
    pub api_version: String,
    /// Paths of values that switch the chart on.
    pub condition: String,
    /// Tags that switch the chart on.
    pub tags: String,
    /// The version of what the chart deploys.
    pub app_version: String,
    /// It should not be used any more.
    pub deprecated: bool,
    /// What tools note there.
    pub annotations: Option<Vec<(String, String)>>,
    /// The versions of Kubernetes that it is for.
    pub kube_version: String,
    /// The subcharts that it asks for; none where an entry is empty.
    pub dependencies: Option<Vec<Option<Dependency>>>,
    /// `application`, `library` or nothing.
    pub chart_type: String,
    /// The lists as templates see them: those that are not there are nil.
    pub(crate) has_list: [bool; 3],
}

/// Who keeps a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Maintainer {
    /// Their name.
    pub name: String,
    /// Their address for mail.
    pub email: String,
    /// The address of their page.
    pub url: String,
}

/// A subchart that a chart asks for.
#[derive(Clone, Debug, Default)]
pub struct Dependency {
    /// The name in its Chart.yaml; while rendering, its alias.
    pub name: String,
    /// The versions that fit.
    pub version: String,
    /// Where it is published.
    pub repository: String,
    /// Paths of values that switch it on or off, the first of which that is a boolean counts.
    pub condition: String,
    /// Tags that switch it on or off.
    pub tags: Vec<String>,
    /// Whether it is on.
    pub enabled: bool,
    /// Values that the parent takes from it.
    pub import_values: Vec<Value>,
    /// The name that the parent gives it.
    pub alias: String,
}

const MAINTAINER: Structure = Structure {
    name: "Maintainer",
    fields: &[
        ("name", Target::Text),
        ("email", Target::Text),
        ("url", Target::Text),
    ],
};

const DEPENDENCY: Structure = Structure {
    name: "Dependency",
    fields: &[
        ("name", Target::Text),
        ("version", Target::Text),
        ("repository", Target::Text),
        ("condition", Target::Text),
        ("tags", Target::Texts),
        ("enabled", Target::Bool),
        ("import-values", Target::Anything),
        ("alias", Target::Text),
    ],
};

static METADATA: Structure = Structure {
    name: "Metadata",
    fields: &[
        ("name", Target::Text),
        ("home", Target::Text),
        ("sources", Target::Texts),
        ("version", Target::Text),
        ("description", Target::Text),
        ("keywords", Target::Texts),
        ("maintainers", Target::Structures(&MAINTAINER)),
        ("icon", Target::Text),
        ("apiVersion", Target::Text),
        ("condition", Target::Text),
        ("tags", Target::Text),
        ("appVersion", Target::Text),
        ("deprecated", Target::Bool),
        ("annotations", Target::TextMap),
        ("kubeVersion", Target::Text),
        ("dependencies", Target::Structures(&DEPENDENCY)),
        ("type", Target::Text),
    ],
};

static LOCK: Structure = Structure {
    name: "Lock",
    fields: &[
        ("generated", Target::Unchecked),
        ("digest", Target::Text),
        ("dependencies", Target::Structures(&DEPENDENCY)),
    ],
};

/// Reads Chart.yaml or requirements.yaml: what stands there replaces what was there before.
pub(super) fn read_metadata(text: &[u8], metadata: &mut Metadata) -> Result<(), String> {
    let fields = Fields(read(text, &METADATA)?);
    fields.set("name", &mut metadata.name);
    fields.set("home", &mut metadata.home);
    fields.set("version", &mut metadata.version);
    fields.set("description", &mut metadata.description);
    fields.set("icon", &mut metadata.icon);
    fields.set("apiVersion", &mut metadata.api_version);
    fields.set("condition", &mut metadata.condition);
    fields.set("tags", &mut metadata.tags);
    fields.set("appVersion", &mut metadata.app_version);
    fields.set("kubeVersion", &mut metadata.kube_version);
    fields.set("type", &mut metadata.chart_type);
    if let Some(Value::Bool(value)) = fields.0.get("deprecated") {
        metadata.deprecated = value;
    }
    for (index, (name, list)) in [
        ("sources", &mut metadata.sources),
        ("keywords", &mut metadata.keywords),
    ]
    .into_iter()
    .enumerate()
    {
        if let Some(items) = fields.list(name) {
            *list = items.iter().map(text_of).collect();
            metadata.has_list[index] = true;
        }
    }
    if let Some(items) = fields.list("maintainers") {
        let structures = items.iter().map(Value::as_map);
        metadata.maintainers = structures.map(|map| map.map(maintainer)).collect();
        metadata.has_list[2] = true;
    }
    if let Some(Value::Map(map)) = fields.0.get("annotations") {
        let entries = map.to_vec().into_iter();
        let entries = entries.map(|(key, value)| (key.lossy().into_owned(), text_of(&value)));
        metadata.annotations = Some(entries.collect());
    }
    if let Some(items) = fields.list("dependencies") {
        let structures = items.iter().map(Value::as_map);
        metadata.dependencies = Some(structures.map(|map| map.map(dependency)).collect());
    }
    Ok(())
}

/// Reads Chart.lock, of which nothing is kept.
pub(super) fn check_lock(text: &[u8]) -> Result<(), String> {
    read(text, &LOCK).map(drop)
}

fn read(text: &[u8], structure: &'static Structure) -> Result<Map, String> {
    let value = yaml::read(text, Numbers::AsWritten)?;
    decode(structure, &value)
        .map_err(|message| format!("error unmarshaling JSON: while decoding JSON: {message}"))
}

/// The fields of a structure that are there.
struct Fields(Map);

impl Fields {
    fn set(&self, name: &str, field: &mut String) {
        if let Some(value) = self.0.get(name) {
            *field = text_of(&value);
        }
    }

    fn list(&self, name: &str) -> Option<Vec<Value>> {
        Some(self.0.get(name)?.as_list()?.to_vec())
    }
}

fn text_of(value: &Value) -> String {
    let text = value.as_text().map(|text| text.lossy().into_owned());
    text.unwrap_or_default()
}

fn maintainer(map: &Map) -> Maintainer {
    let fields = Fields(map.clone());
    let mut maintainer = Maintainer::default();
    fields.set("name", &mut maintainer.name);
    fields.set("email", &mut maintainer.email);
    fields.set("url", &mut maintainer.url);
    maintainer
}

fn dependency(map: &Map) -> Dependency {
    let fields = Fields(map.clone());
    let mut dependency = Dependency::default();
    fields.set("name", &mut dependency.name);
    fields.set("version", &mut dependency.version);
    fields.set("repository", &mut dependency.repository);
    fields.set("condition", &mut dependency.condition);
    fields.set("alias", &mut dependency.alias);
    let tags = fields.list("tags").unwrap_or_default();
    dependency.tags = tags.iter().map(text_of).collect();
    dependency.enabled = matches!(map.get("enabled"), Some(Value::Bool(true)));
    dependency.import_values = fields.list("import-values").unwrap_or_default();
    dependency
}
