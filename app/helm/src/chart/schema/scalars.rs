//! Checks texts and numbers against the keywords of a schema that are for them.

use super::format::has_format;
use super::keywords::Schema;
use super::number::Decimal;
use super::validate::Verdict;

/// Checks a text.
pub(super) fn check_text(schema: &Schema, text: &str, place: &str, out: &mut Verdict) {
    let length = text.chars().count() as i64;
    let (least, most) = schema.length_between;
    if let Some(least) = least.filter(|least| length < *least) {
        let problem = format!("String length must be greater than or equal to {least}");
        out.add(place, problem);
    }
    if let Some(most) = most.filter(|most| length > *most) {
        let problem = format!("String length must be less than or equal to {most}");
        out.add(place, problem);
    }
    if let Some((pattern, regex)) = &schema.pattern
        && !regex.is_match(text.as_bytes())
    {
        out.add(place, format!("Does not match pattern '{pattern}'"));
    }
    if let Some(format) = schema
        .format
        .as_ref()
        .filter(|format| !has_format(format, text))
    {
        out.add(place, format!("Does not match format '{format}'"));
    }
    out.score += 1;
}

/// A text that has no format, as a number has none.
const OF_NO_FORMAT: &str = "\0(";

/// Checks a number.
pub(super) fn check_number(schema: &Schema, number: f64, place: &str, out: &mut Verdict) {
    let number = Decimal::new(number);
    let is = |limit: &Option<Decimal>, fails: fn(std::cmp::Ordering) -> bool| {
        limit.filter(|limit| fails(number.compare(limit)))
    };
    if let Some(of) = schema.multiple_of.filter(|of| !number.is_multiple_of(of)) {
        out.add(place, format!("Must be a multiple of {}", of.print()));
    }
    if let Some(limit) = is(&schema.maximum, |order| order.is_gt()) {
        let limit = limit.print();
        out.add(place, format!("Must be less than or equal to {limit}"));
    }
    if let Some(limit) = is(&schema.exclusive_maximum, |order| order.is_ge()) {
        out.add(place, format!("Must be less than {}", limit.print()));
    }
    if let Some(limit) = is(&schema.minimum, |order| order.is_lt()) {
        let limit = limit.print();
        out.add(place, format!("Must be greater than or equal to {limit}"));
    }
    if let Some(limit) = is(&schema.exclusive_minimum, |order| order.is_le()) {
        out.add(place, format!("Must be greater than {}", limit.print()));
    }
    if let Some(format) = schema
        .format
        .as_ref()
        .filter(|format| !has_format(format, OF_NO_FORMAT))
    {
        out.add(place, format!("Does not match format '{format}'"));
    }
    out.score += 1;
}
