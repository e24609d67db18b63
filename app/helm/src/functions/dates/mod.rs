//! Dates and times, with Go's layouts and durations. There is no clock here: now is always the same time.

mod calendar;
mod duration;
mod layout;
mod moment;
mod objects;
mod parse;
mod read;
mod zone;

use crate::error::CallError;
use crate::functions::Parameter::{Any, Object, Text};
use crate::functions::arguments::text;
use crate::functions::numbers::{NotANumber, parse_integer};
use crate::functions::{Call, Function};
use crate::value::Value;
use moment::{Moment, SECOND};
use objects::{TIME, Time};

/// The functions of this family.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("ago", &[Any], |call, a| {
        let since = now(call).since(&time_of(call, &a[0]));
        Ok(duration::print(whole_seconds(since)).into())
    }),
    Function::new("date", &[Text, Any], |call, a| {
        in_zone(call, text(a, 0), &a[1], b"Local")
    }),
    Function::new("dateInZone", &[Text, Any, Text], |call, a| {
        in_zone(call, text(a, 0), &a[1], text(a, 2))
    }),
    Function::new("dateModify", &[Text, Object(TIME)], |_, a| {
        Ok(modified(a).unwrap_or_else(|_| a[1].clone()))
    }),
    Function::new("date_in_zone", &[Text, Any, Text], |call, a| {
        in_zone(call, text(a, 0), &a[1], text(a, 2))
    }),
    Function::new("date_modify", &[Text, Object(TIME)], |_, a| {
        Ok(modified(a).unwrap_or_else(|_| a[1].clone()))
    }),
    Function::new("duration", &[Any], |_, a| {
        let seconds = match &a[0] {
            Value::Text(text) => match parse_integer(text, 10) {
                Ok(seconds) | Err(NotANumber::Range(seconds)) => seconds,
                Err(NotANumber::Syntax) => 0,
            },
            Value::Int64(seconds) => *seconds,
            _ => 0,
        };
        Ok(duration::print(seconds.wrapping_mul(SECOND)).into())
    }),
    Function::new("durationRound", &[Any], |call, a| {
        let span = match &a[0] {
            Value::Text(text) => duration::parse(text).unwrap_or(0),
            Value::Int64(span) => *span,
            other => match other.as_object::<Time>() {
                Some(time) => now(call).since(&time.0),
                None => 0,
            },
        };
        Ok(duration::round_to_unit(span).into())
    }),
    Function::new("htmlDate", &[Any], |call, a| {
        in_zone(call, DAY_FORM, &a[0], b"Local")
    }),
    Function::new("htmlDateInZone", &[Any, Text], |call, a| {
        in_zone(call, DAY_FORM, &a[0], text(a, 1))
    }),
    Function::new("mustDateModify", &[Text, Object(TIME)], |_, a| modified(a)),
    Function::new("mustToDate", &[Text, Text], |_, a| {
        let read = parse::parse(text(a, 0), text(a, 1));
        read.map(objects::moment).map_err(CallError::new)
    }),
    Function::new("must_date_modify", &[Text, Object(TIME)], |_, a| {
        modified(a)
    }),
    Function::new("now", &[], |call, _| Ok(objects::moment(now(call)))),
    Function::new("toDate", &[Text, Text], |_, a| {
        let read = parse::parse(text(a, 0), text(a, 1));
        Ok(objects::moment(read.unwrap_or_else(|_| Moment::zero())))
    }),
    Function::new("unixEpoch", &[Object(TIME)], |_, a| {
        let time: Option<&Time> = a[0].as_object();
        let time = time.ok_or_else(CallError::nil_pointer)?;
        Ok(time.0.seconds.to_string().into())
    }),
];

const DAY_FORM: &[u8] = b"2006-01-02";

/// The beginning of the year 2030, which stands for the time of the rendering.
const NOW: i64 = 1_893_456_000;

fn now(call: &Call<'_>) -> Moment {
    call.varies();
    Moment::utc(NOW, 0)
}

/// A time, or seconds since 1970; anything else is now.
fn time_of(call: &Call<'_>, value: &Value) -> Moment {
    match value {
        Value::Int(seconds) | Value::Int64(seconds) => Moment::utc(*seconds, 0),
        other => match other.as_object::<Time>() {
            Some(time) => time.0.clone(),
            None => now(call),
        },
    }
}

fn in_zone(call: &Call<'_>, layout: &[u8], date: &Value, zone: &[u8]) -> Result<Value, CallError> {
    let time = time_of(call, date);
    let zone = zone::named(zone, time.seconds)?;
    Ok(Moment { zone, ..time }.format(layout).into())
}

/// A time and the duration to add to it.
fn modified(a: &[Value]) -> Result<Value, CallError> {
    let span = duration::parse(text(a, 0)).map_err(CallError::new)?;
    let time: Option<&Time> = a[1].as_object();
    let time = time.ok_or_else(CallError::nil_pointer)?;
    Ok(objects::moment(time.0.plus(span)))
}

/// A duration without parts of a second, halves away from zero.
fn whole_seconds(span: i64) -> i64 {
    let rest = span % SECOND;
    let whole = span - rest;
    if rest.abs() >= SECOND / 2 {
        return whole.saturating_add(SECOND * rest.signum());
    }
    whole
}

/// The times from which and to which a certificate of so many days is valid, as fourteen digits and `Z`.
pub(super) fn validity(days: i64) -> (Vec<u8>, Vec<u8>) {
    let from = Moment::utc(NOW, 0);
    let to = from.plus(days.wrapping_mul(calendar::DAY).wrapping_mul(SECOND));
    let form = b"20060102150405Z";
    (from.format(form), to.format(form))
}
