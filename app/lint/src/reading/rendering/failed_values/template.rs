//! What stands in a template at a place that a message names.

use pack_model::Chart;
use pack_model::chart::defaults::keys_of;

/// A place in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place<'m> {
    /// The path, which begins with the name of the chart.
    pub(super) template: &'m str,
    /// From 1.
    pub(super) line: usize,
    /// In bytes, from 0.
    pub(super) column: usize,
}

/// How messages name places: what stands before and behind them.
const PLACES: &[(&str, &str)] = &[("template: ", ": "), ("execution error at (", ")")];

impl<'m> Place<'m> {
    /// The places with line and column that a message names, the outermost first.
    pub(super) fn all_in(message: &'m str) -> Vec<Self> {
        let found = PLACES.iter().flat_map(|(before, behind)| {
            message.match_indices(before).filter_map(move |(at, _)| {
                let rest = message.get(at + before.len()..)?;
                let place = Self::read(rest.get(..rest.find(behind)?)?)?;
                Some((at, place))
            })
        });
        let mut sorted: Vec<(usize, Self)> = Vec::new();
        for (at, place) in found {
            let index = sorted.partition_point(|(other, _)| *other <= at);
            sorted.insert(index, (at, place));
        }
        sorted.into_iter().map(|(_, place)| place).collect()
    }

    fn read(text: &'m str) -> Option<Self> {
        let (before, column) = text.rsplit_once(':')?;
        let (template, line) = before.rsplit_once(':')?;
        Some(Self {
            template,
            line: line.parse().ok()?,
            column: column.parse().ok()?,
        })
    }

    /// The byte at which it is in the text of the template.
    fn offset(&self, text: &str) -> Option<usize> {
        let lines = text.split_inclusive('\n').take(self.line.checked_sub(1)?);
        let offset = lines.map(str::len).sum::<usize>() + self.column;
        text.is_char_boundary(offset).then_some(offset)
    }
}

/// The text of a template of a chart or of its subcharts.
pub(super) fn text<'c>(chart: &'c Chart, path: &str) -> Option<&'c str> {
    let (_, inside) = path.split_once('/')?;
    if let Some(file) = chart.file(inside) {
        return std::str::from_utf8(&file.bytes).ok();
    }
    let within = inside.strip_prefix("charts/")?;
    let (key, _) = within.split_once('/')?;
    let mut inner = chart.charts.iter();
    let inner = inner.find(|inner| keys_of(chart, inner).iter().any(|own| own == key))?;
    text(inner, within)
}

/// The texts of all templates of a chart and of its subcharts.
pub(super) fn texts<'c>(chart: &'c Chart, found: &mut Vec<&'c str>) {
    let templates = chart.files.iter();
    let templates = templates.filter(|file| file.path.starts_with("templates/"));
    found.extend(templates.filter_map(|file| std::str::from_utf8(&file.bytes).ok()));
    for inner in &chart.charts {
        texts(inner, found);
    }
}

/// The action at a place: what stands in it before the place, and from there on.
pub(super) fn action_at<'t>(text: &'t str, place: &Place<'_>) -> Option<(&'t str, &'t str)> {
    let offset = place.offset(text)?;
    let (before, behind) = text.split_at(offset);
    let start = before.rfind("{{")? + 2;
    let end = behind.find("}}").unwrap_or(behind.len());
    let before = before.get(start..)?;
    (!before.contains("}}")).then_some((before, behind.get(..end)?))
}

/// The conditions under which a place of a text is reached: those of the `if` around it, the innermost first.
pub(super) fn conditions<'t>(text: &'t str, place: &Place<'_>) -> Vec<&'t str> {
    let Some(before) = place.offset(text).and_then(|offset| text.get(..offset)) else {
        return Vec::new();
    };
    let mut open: Vec<Option<&str>> = Vec::new();
    for action in pack_model::facts::template_text::actions(before) {
        let (word, rest) = action
            .split_once(char::is_whitespace)
            .unwrap_or((action, ""));
        match word {
            "if" => open.push(Some(rest)),
            "with" | "range" | "define" | "block" => open.push(None),
            "end" => drop(open.pop()),
            "else" => {
                if let (Some(last), Some(condition)) =
                    (open.last_mut(), rest.trim_start().strip_prefix("if "))
                {
                    *last = Some(condition);
                }
            }
            _ => {}
        }
    }
    open.into_iter().rev().flatten().collect()
}
