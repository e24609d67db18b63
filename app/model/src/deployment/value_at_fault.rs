//! Which value of values.yaml does a failure come from, as far as the expression that failed tells?

use pack_syntax::Pointer;

use super::Failure;

/// How an expression names the values.
const VALUES: &str = ".Values.";

impl Failure {
    /// The paths in values.yaml of the values that it is about, for the chart of a name: those that are
    /// told, or else the one that the failing expression reads.
    pub fn values_of(&self, chart: &str) -> Vec<Pointer> {
        if self.values.is_empty() {
            return self.read_value(chart).into_iter().collect();
        }
        let root = Pointer::from_iter(["charts", chart]);
        let below = |path: &Pointer| {
            path.tokens()
                .iter()
                .fold(root.clone(), |at, name| at.child(name))
        };
        self.values.iter().map(|value| below(&value.path)).collect()
    }

    /// The value that the failing expression reads. In the template of a subchart it lies below the name
    /// of that.
    fn read_value(&self, chart: &str) -> Option<Pointer> {
        let expression = self.expression.as_deref()?;
        let (_, after) = expression.split_once(VALUES)?;
        let is_path = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
        let path = after.split(|c: char| !is_path(c)).next()?;
        let names: Vec<&str> = path.split('.').filter(|name| !name.is_empty()).collect();
        let is_global = names.first() == Some(&"global");
        let template = self.template.as_deref().filter(|_| !is_global);
        let subcharts = template.map(subcharts).unwrap_or_default();
        let above = ["charts", chart].into_iter().chain(subcharts);
        (!names.is_empty()).then(|| above.chain(names).collect())
    }
}

/// The subcharts that a template is in: `a`, `b` for `web/charts/a/charts/b/templates/x.yaml`.
fn subcharts(template: &str) -> Vec<&str> {
    let mut parts = template.split('/').skip(1);
    let mut found = Vec::new();
    while parts.next() == Some("charts") {
        found.extend(parts.next());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deployment::{FailedValue, Stage};

    fn check(template: &str, expression: &str, expected: Option<&str>) {
        let message = format!(
            "template: {template}:3:4: executing \"{template}\" at <{expression}>: nil pointer"
        );
        let failure = Failure::new("charts/web.tgz", Stage::Render, message);
        let values = failure.values_of("web");
        let values: Vec<_> = values.iter().map(Pointer::to_string).collect();
        assert_eq!(values, Vec::from_iter(expected), "{expression}");
    }

    #[test]
    fn the_expression_names_the_value() {
        let template = "web/templates/a.yaml";
        check(template, ".Values.a.b", Some("/charts/web/a/b"));
        check(template, "quote .Values.a | upper", Some("/charts/web/a"));
        check(template, "include \"web.name\" .", None);
        let below = "web/charts/db/charts/x/templates/a.yaml";
        check(below, "$.Values.a", Some("/charts/web/db/x/a"));
        check(below, ".Values.global.a", Some("/charts/web/global/a"));
    }
    #[test]
    fn values_that_are_told_come_first() {
        let mut failure = Failure::new("charts/web.tgz", Stage::Values, "refused");
        failure.values = vec![FailedValue {
            path: "/a/b".parse().unwrap(),
            refusal: None,
        }];
        assert_eq!(failure.values_of("web")[0].to_string(), "/charts/web/a/b");
    }
}
