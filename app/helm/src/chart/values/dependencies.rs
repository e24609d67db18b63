//! Chooses the subcharts that are switched on, and gives them their aliases.

use super::coalesce::{coalesce_values, table};
use crate::chart::{Chart, Dependency};
use crate::functions::versions::{Constraint, Version};
use crate::value::{Map, Value};

/// Leaves the subcharts that versions, conditions and tags switch on, in a chart and in its subcharts.
///
/// `path` is where the chart's values stand, with a point at its end.
pub(in crate::chart) fn choose(chart: &mut Chart, values: &Map, path: &str) -> Result<(), Vec<u8>> {
    let Some(asked) = chart.metadata.dependencies.take() else {
        return Ok(());
    };
    chart.inner_path = None;
    let mut asked: Vec<Dependency> = asked.into_iter().flatten().collect();
    let is_asked = |chart: &&Chart| asked.iter().any(|one| fits(one, chart));
    let unasked = chart.dependencies.iter().filter(|chart| !is_asked(chart));
    let mut chosen: Vec<Chart> = unasked.cloned().collect();
    let unasked = chosen.len();
    let mut taken = Vec::new();
    for dependency in &mut asked {
        let mut all = chart.dependencies.iter();
        if let Some(index) = all.position(|one| fits(dependency, one)) {
            let mut found = chart.dependencies[index].clone();
            if let Some(before) = taken.iter().rposition(|other| *other == index) {
                leave_shared(&mut chosen[unasked + before]);
                use_again(&mut found);
            }
            taken.push(index);
            if !dependency.alias.is_empty() {
                found.metadata.name.clone_from(&dependency.alias);
            }
            chosen.push(found);
        }
        if !dependency.alias.is_empty() {
            dependency.name.clone_from(&dependency.alias);
        }
        dependency.enabled = true;
    }
    chart.dependencies = chosen;
    let values = coalesce_values(chart, values)?;
    apply_tags(&mut asked, &values);
    apply_conditions(&mut asked, &values, path);
    let is_off = |name: &str| asked.iter().any(|one| !one.enabled && one.name == name);
    chart.dependencies.retain(|chart| !is_off(chart.name()));
    for subchart in &mut chart.dependencies {
        let path = format!("{path}{}.", subchart.name());
        choose(subchart, &values, &path)?;
    }
    let off: Vec<String> = asked
        .iter()
        .filter(|one| !one.enabled)
        .map(|one| one.name.clone())
        .collect();
    asked.retain(|one| !off.contains(&one.name));
    if !asked.is_empty() {
        chart.metadata.dependencies = Some(asked.into_iter().map(Some).collect());
    }
    Ok(())
}

/// Subcharts that a chart does not ask for, though it asks for some, are shared by all its aliases, and stand
/// below the last one.
fn leave_shared(chart: &mut Chart) {
    let Some(asked) = &chart.metadata.dependencies else {
        return;
    };
    for subchart in &mut chart.dependencies {
        if !asked.iter().flatten().any(|one| fits(one, subchart)) {
            leave_templates(subchart);
        }
    }
}

fn leave_templates(chart: &mut Chart) {
    chart.templates.clear();
    chart.dependencies.iter_mut().for_each(leave_templates);
}

/// What Helm makes of a chart that is there by another alias already: what they ask for is shared, so its
/// aliases are its names by now, and what it imports was imported.
fn use_again(chart: &mut Chart) {
    for dependency in chart.metadata.dependencies.iter_mut().flatten().flatten() {
        if !dependency.alias.is_empty() {
            dependency.name.clone_from(&dependency.alias);
        }
        dependency.import_values.clear();
    }
    chart.dependencies.iter_mut().for_each(use_again);
}

/// Whether a chart is the one that is asked for.
fn fits(dependency: &Dependency, chart: &Chart) -> bool {
    let constraint = Constraint::parse(dependency.version.as_bytes());
    let version = Version::parse(chart.metadata.version.as_bytes());
    dependency.name == chart.name()
        && constraint.is_ok_and(|constraint| version.is_ok_and(|v| constraint.allows(&v)))
}

fn apply_tags(dependencies: &mut [Dependency], values: &Map) {
    let Some(tags) = values.get("tags").as_ref().and_then(table) else {
        return;
    };
    for dependency in dependencies {
        let set = dependency
            .tags
            .iter()
            .filter_map(|tag| match tags.get(tag) {
                Some(Value::Bool(value)) => Some(value),
                _ => None,
            });
        let set: Vec<bool> = set.collect();
        dependency.enabled = set.is_empty() || set.contains(&true);
    }
}

fn apply_conditions(dependencies: &mut [Dependency], values: &Map, path: &str) {
    for dependency in dependencies {
        let conditions = dependency.condition.trim().split(',');
        let mut conditions = conditions.filter(|condition| !condition.is_empty());
        let found =
            conditions.find_map(
                |condition| match at(values, &format!("{path}{condition}")) {
                    Some(Value::Bool(value)) => Some(value),
                    _ => None,
                },
            );
        if let Some(value) = found {
            dependency.enabled = value;
        }
    }
}

/// What stands at a path with points in it.
fn at(values: &Map, path: &str) -> Option<Value> {
    match path.rsplit_once('.') {
        Some((tables, key)) => table_at(values, tables)?.get(key),
        None => values.get(path),
    }
}

/// The table at a path with points in it.
pub(in crate::chart) fn table_at(values: &Map, path: &str) -> Option<Map> {
    let mut found = values.clone();
    for part in path.split('.') {
        found = found.get(part)?.as_map()?.clone();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::SourceFile;

    /// The subcharts that are on, of `one` and `two`, both of version 1.2.3.
    fn chosen(dependencies: &str, values: &str) -> String {
        let metadata = |name: &str| format!("apiVersion: v2\nname: {name}\nversion: 1.2.3\n");
        let own = metadata("top") + "dependencies:\n" + dependencies;
        let mut chart = Chart::from_files([
            SourceFile::new("Chart.yaml", own),
            SourceFile::new("charts/one/Chart.yaml", metadata("one")),
            SourceFile::new("charts/two/Chart.yaml", metadata("two")),
        ])
        .unwrap();
        let values = crate::read_values(values.as_bytes()).unwrap();
        choose(&mut chart, &values, "").unwrap();
        let names: Vec<_> = chart.dependencies.iter().map(Chart::name).collect();
        names.join(" ")
    }

    #[test]
    fn what_two_aliases_share_stands_below_the_last_one() {
        let metadata = |name: &str| format!("apiVersion: v2\nname: {name}\nversion: 1.2.3\n");
        let asks = |what: &str| format!("dependencies:\n{what}");
        let aliases =
            "- {name: one, version: 1.x, alias: a}\n- {name: one, version: 1.x, alias: b}\n";
        let other = "- {name: other, version: 1.x}\n";
        let mut chart = Chart::from_files([
            SourceFile::new("Chart.yaml", metadata("top") + &asks(aliases)),
            SourceFile::new("charts/one/Chart.yaml", metadata("one") + &asks(other)),
            SourceFile::new("charts/one/charts/in/Chart.yaml", metadata("in")),
            SourceFile::new("charts/one/charts/in/templates/t.yaml", "t"),
        ])
        .unwrap();
        choose(&mut chart, &Map::default(), "").unwrap();
        let counts = chart.dependencies.iter();
        let counts = counts.map(|one| (one.name(), one.dependencies[0].templates.len()));
        assert_eq!(counts.collect::<Vec<_>>(), [("a", 0), ("b", 1)]);
    }

    #[test]
    fn conditions_tags_and_aliases_choose() {
        let on_condition = "- {name: one, version: 1.x, condition: 'one.up,all'}\n";
        let on_tag = "- {name: one, version: ^1.2, tags: [t]}\n";
        let too_new = "- {name: one, version: 2.x, condition: switch}\n";
        let by_alias = "- {name: one, version: 1.2.3, alias: other}\n";
        for (dependencies, values, expected) in [
            (on_condition, "", "two one"),
            (on_condition, "one: {up: false}", "two"),
            (on_condition, "one: {up: 'false'}", "two one"),
            (on_condition, "{one: {up: text}, all: false}", "two"),
            (on_tag, "tags: {t: false}", "two"),
            (on_tag, "tags: {t: true}", "two one"),
            (too_new, "", "one two"),
            (by_alias, "", "two other"),
        ] {
            let found = chosen(dependencies, values);
            assert_eq!(found, expected, "{dependencies} {values}");
        }
    }
}
