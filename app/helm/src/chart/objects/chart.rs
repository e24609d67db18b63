//! `.Chart`: what Chart.yaml says, as templates see it.

use std::borrow::Cow;
use std::rc::Rc;

use crate::chart::{Dependency, Maintainer, Metadata};
use crate::data::Record;
use crate::value::{ElementType, Kind, List, Map, MapType, Object, Value};

/// Metadata, and whether the chart stands in no other.
#[derive(Debug)]
pub(in crate::chart) struct ChartObject {
    metadata: Rc<MetadataObject>,
    is_root: bool,
}

impl ChartObject {
    /// A chart as templates see it.
    pub(in crate::chart) fn value(metadata: &Metadata, is_root: bool) -> Value {
        let metadata = Rc::new(MetadataObject(fields(metadata)));
        Value::object(Self { metadata, is_root })
    }
}

impl Object for ChartObject {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("struct { chart.Metadata; IsRoot bool }")
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("Metadata", Value::Object(self.metadata.clone())),
            ("IsRoot", Value::Bool(self.is_root)),
        ]
    }

    fn field(&self, name: &str) -> Option<Value> {
        match name {
            "IsRoot" => Some(Value::Bool(self.is_root)),
            "Metadata" => Some(Value::Object(self.metadata.clone())),
            name => self.metadata.field(name),
        }
    }

    fn to_data(&self) -> Value {
        let mut fields = self.metadata.record();
        fields.push(("IsRoot", Value::Bool(self.is_root)));
        Value::object(Record::new(fields))
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        let other = other.downcast_ref::<Self>();
        other.is_some_and(|other| Rc::ptr_eq(&self.metadata, &other.metadata))
    }
}

/// A field by its names in Go and in JSON.
type Field = (&'static str, &'static str, Value);

/// `chart.Metadata`
#[derive(Debug)]
struct MetadataObject(Vec<Field>);

impl MetadataObject {
    /// The fields that are not empty, by their names in JSON.
    fn record(&self) -> Vec<(&'static str, Value)> {
        filled(&self.0)
    }
}

fn filled(fields: &[Field]) -> Vec<(&'static str, Value)> {
    let filled = fields.iter().filter(|(_, _, value)| value.truth());
    filled
        .map(|(_, name, value)| (*name, value.clone()))
        .collect()
}

fn go_fields(fields: &[Field]) -> Vec<(&'static str, Value)> {
    let fields = fields.iter();
    fields
        .map(|(name, _, value)| (*name, value.clone()))
        .collect()
}

impl Object for MetadataObject {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("chart.Metadata")
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        go_fields(&self.0)
    }

    fn to_data(&self) -> Value {
        Value::object(Record::new(self.record()))
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other
            .downcast_ref::<Self>()
            .is_some_and(|other| std::ptr::eq(self, other))
    }
}

/// A pointer to a maintainer or to a dependency.
#[derive(Debug)]
struct Pointer {
    go_type: &'static str,
    fields: Vec<Field>,
    /// Fields that are there in JSON when they are empty.
    always: &'static [&'static str],
}

impl Object for Pointer {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed(self.go_type)
    }

    fn kind(&self) -> Kind {
        Kind::Pointer
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        go_fields(&self.fields)
    }

    fn to_data(&self) -> Value {
        let is_there = |(_, name, value): &&Field| value.truth() || self.always.contains(name);
        let fields = self.fields.iter().filter(is_there);
        let fields = fields.map(|(_, name, value)| (*name, value.clone()));
        Value::object(Record::new(fields.collect()))
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other
            .downcast_ref::<Self>()
            .is_some_and(|other| std::ptr::eq(self, other))
    }
}

/// A list that is nil where it was not written down.
fn list(element: ElementType, is_there: bool, items: Vec<Value>) -> Value {
    Value::List(match is_there {
        true => List::new(element, items),
        false => List::nil(element),
    })
}

fn texts(items: &[String], is_there: bool) -> Value {
    let items = items.iter().map(|text| Value::text(text.as_str()));
    list(ElementType::Text, is_there, items.collect())
}

fn fields(metadata: &Metadata) -> Vec<Field> {
    let text = |text: &str| Value::text(text);
    let maintainers = metadata.maintainers.iter().flatten().map(maintainer);
    let dependencies = metadata.dependencies.iter().flatten().flatten();
    let annotations = match &metadata.annotations {
        None => Map::nil(MapType::Texts),
        Some(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| (key.as_str().into(), text(value)));
            Map::new(MapType::Texts, pack_once::sort::map(entries))
        }
    };
    let [has_sources, has_keywords, has_maintainers] = metadata.has_list;
    vec![
        ("Name", "name", text(&metadata.name)),
        ("Home", "home", text(&metadata.home)),
        ("Sources", "sources", texts(&metadata.sources, has_sources)),
        ("Version", "version", text(&metadata.version)),
        ("Description", "description", text(&metadata.description)),
        (
            "Keywords",
            "keywords",
            texts(&metadata.keywords, has_keywords),
        ),
        (
            "Maintainers",
            "maintainers",
            list(
                ElementType::Named("[]*chart.Maintainer", Kind::Pointer),
                has_maintainers,
                maintainers.collect(),
            ),
        ),
        ("Icon", "icon", text(&metadata.icon)),
        ("APIVersion", "apiVersion", text(&metadata.api_version)),
        ("Condition", "condition", text(&metadata.condition)),
        ("Tags", "tags", text(&metadata.tags)),
        ("AppVersion", "appVersion", text(&metadata.app_version)),
        ("Deprecated", "deprecated", Value::Bool(metadata.deprecated)),
        ("Annotations", "annotations", Value::Map(annotations)),
        ("KubeVersion", "kubeVersion", text(&metadata.kube_version)),
        (
            "Dependencies",
            "dependencies",
            list(
                ElementType::Named("[]*chart.Dependency", Kind::Pointer),
                metadata.dependencies.is_some(),
                dependencies.map(dependency).collect(),
            ),
        ),
        ("Type", "type", text(&metadata.chart_type)),
    ]
}

fn maintainer(maintainer: &Maintainer) -> Value {
    let text = |text: &str| Value::text(text);
    Value::object(Pointer {
        go_type: "*chart.Maintainer",
        fields: vec![
            ("Name", "name", text(&maintainer.name)),
            ("Email", "email", text(&maintainer.email)),
            ("URL", "url", text(&maintainer.url)),
        ],
        always: &[],
    })
}

fn dependency(dependency: &Dependency) -> Value {
    let text = |text: &str| Value::text(text);
    let (tags, imports) = (&dependency.tags, &dependency.import_values);
    Value::object(Pointer {
        go_type: "*chart.Dependency",
        fields: vec![
            ("Name", "name", text(&dependency.name)),
            ("Version", "version", text(&dependency.version)),
            ("Repository", "repository", text(&dependency.repository)),
            ("Condition", "condition", text(&dependency.condition)),
            ("Tags", "tags", texts(tags, !tags.is_empty())),
            ("Enabled", "enabled", Value::Bool(dependency.enabled)),
            (
                "ImportValues",
                "import-values",
                list(ElementType::Any, !imports.is_empty(), imports.clone()),
            ),
            ("Alias", "alias", text(&dependency.alias)),
        ],
        always: &["name", "repository"],
    })
}
