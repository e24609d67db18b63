//! Times and what belongs to them as templates see them: `time.Time`, `time.Duration`, `time.Month` and
//! `time.Weekday` with their methods.

use std::borrow::Cow;

use super::calendar::{MONTHS, WEEKDAYS, name};
use super::duration;
use super::moment::{Moment, SECOND};
use super::zone::Zone;
use crate::error::CallError;
use crate::functions::Parameter;
use crate::functions::arguments::{integer, text};
use crate::value::{Kind, Method, Object, Value};

/// A `time.Time`.
#[derive(Debug, PartialEq)]
pub(super) struct Time(pub(super) Moment);

/// A `time.Duration` in nanoseconds.
#[derive(Debug, PartialEq)]
pub(super) struct Duration(pub(super) i64);

/// A `time.Month` or a `time.Weekday` by its number.
#[derive(Debug, PartialEq)]
struct Named {
    of: &'static str,
    number: i64,
}

/// Go's name of a time.
pub(super) const TIME: &str = "time.Time";
const DURATION: &str = "time.Duration";

impl Object for Time {
    fn go_type(&self) -> Cow<'static, str> {
        TIME.into()
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn is_comparable(&self) -> bool {
        true
    }

    fn methods(&self) -> &'static [Method] {
        TIME_METHODS
    }

    fn methods_of_several(&self) -> &'static [(&'static str, usize)] {
        &[
            ("Clock", 3),
            ("Date", 3),
            ("ISOWeek", 2),
            ("Zone", 2),
            ("ZoneBounds", 2),
        ]
    }

    fn print(&self) -> Option<Vec<u8>> {
        Some(self.0.print())
    }

    fn to_data(&self) -> Value {
        self.0.rfc3339().into()
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }
}

impl Object for Duration {
    fn go_type(&self) -> Cow<'static, str> {
        DURATION.into()
    }

    fn kind(&self) -> Kind {
        Kind::Int64
    }

    fn methods(&self) -> &'static [Method] {
        DURATION_METHODS
    }

    fn print(&self) -> Option<Vec<u8>> {
        Some(duration::print(self.0).into())
    }

    fn to_data(&self) -> Value {
        Value::Int64(self.0)
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn truth(&self) -> bool {
        self.0 != 0
    }
}

impl Object for Named {
    fn go_type(&self) -> Cow<'static, str> {
        self.of.into()
    }

    fn kind(&self) -> Kind {
        Kind::Int
    }

    fn methods(&self) -> &'static [Method] {
        NAMED_METHODS
    }

    fn print(&self) -> Option<Vec<u8>> {
        Some(match self.of {
            "time.Month" => name(&MONTHS, self.number - 1).into(),
            _ => name(&WEEKDAYS, self.number).into(),
        })
    }

    fn to_data(&self) -> Value {
        Value::Int(self.number)
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn truth(&self) -> bool {
        self.number != 0
    }
}

type Outcome = Result<Value, CallError>;

fn get<T: Object>(object: &dyn Object, ask: impl FnOnce(&T) -> Value) -> Outcome {
    object.receiver().map(ask)
}

fn time(object: &dyn Object, ask: impl FnOnce(&Moment) -> Value) -> Outcome {
    get(object, |time: &Time| ask(&time.0))
}

fn span(object: &dyn Object, ask: impl FnOnce(i64) -> Value) -> Outcome {
    get(object, |span: &Duration| ask(span.0))
}

/// Compares with the time that a method gets.
fn compared(object: &dyn Object, a: &[Value], ask: fn(&Moment, &Moment) -> Value) -> Outcome {
    let other: Option<&Time> = a.first().and_then(Value::as_object);
    let other = other.ok_or_else(CallError::nil_pointer)?;
    time(object, |time| ask(time, &other.0))
}

fn key(time: &Moment) -> (i64, i64) {
    (time.seconds, time.nanoseconds)
}

const fn other() -> &'static [Parameter] {
    &[Parameter::Object(TIME)]
}

/// Nanoseconds of a `time.Duration` argument.
fn nanoseconds(a: &[Value]) -> i64 {
    let span: Option<&Duration> = a.first().and_then(Value::as_object);
    span.map_or_else(|| integer(a, 0), |span| span.0)
}

const TIME_METHODS: &[Method] = &[
    Method::new("Add", &[Parameter::Object(DURATION)], |o, _, a| {
        time(o, |t| moment(t.plus(nanoseconds(a))))
    }),
    Method::new(
        "AddDate",
        &[Parameter::Int, Parameter::Int, Parameter::Int],
        |o, _, a| {
            time(o, |t| {
                let clock = t.clock();
                let own = super::calendar::days_before(clock.year, clock.month, clock.day);
                let year = clock.year.saturating_add(integer(a, 0));
                let month = clock.month.saturating_add(integer(a, 1));
                let day = clock.day.saturating_add(integer(a, 2));
                let new = super::calendar::days_before(year, month, day);
                let seconds = (new - own).saturating_mul(super::calendar::DAY);
                let seconds = t.seconds.saturating_add(seconds);
                moment(Moment {
                    seconds,
                    ..t.clone()
                })
            })
        },
    ),
    Method::new("After", other(), |o, _, a| {
        compared(o, a, |t, other| (key(t) > key(other)).into())
    }),
    Method::new("Before", other(), |o, _, a| {
        compared(o, a, |t, other| (key(t) < key(other)).into())
    }),
    Method::new("Day", &[], |o, _, _| time(o, |t| Value::Int(t.clock().day))),
    Method::new("Equal", other(), |o, _, a| {
        compared(o, a, |t, other| (key(t) == key(other)).into())
    }),
    Method::new("Format", &[Parameter::Text], |o, _, a| {
        time(o, |t| t.format(text(a, 0)).into())
    }),
    Method::new("Hour", &[], |o, _, _| {
        time(o, |t| Value::Int(t.clock().hour))
    }),
    Method::new("IsDST", &[], |o, _, _| time(o, |_| false.into())),
    Method::new("IsZero", &[], |o, _, _| {
        time(o, |t| (key(t) == key(&Moment::zero())).into())
    }),
    Method::new("Local", &[], |o, _, _| time(o, in_utc)),
    Method::new("Minute", &[], |o, _, _| {
        time(o, |t| Value::Int(t.clock().minute))
    }),
    Method::new("Month", &[], |o, _, _| {
        time(o, |t| named("time.Month", t.clock().month))
    }),
    Method::new("Nanosecond", &[], |o, _, _| {
        time(o, |t| Value::Int(t.nanoseconds))
    }),
    Method::new("Round", &[Parameter::Object(DURATION)], |o, _, a| {
        time(o, |t| moment(t.plus(round(since_zero(t), nanoseconds(a)))))
    }),
    Method::new("Second", &[], |o, _, _| {
        time(o, |t| Value::Int(t.clock().second))
    }),
    Method::new("String", &[], |o, _, _| time(o, |t| t.print().into())),
    Method::new("Sub", other(), |o, _, a| {
        compared(o, a, |t, other| Value::object(Duration(t.since(other))))
    }),
    Method::new("Truncate", &[Parameter::Object(DURATION)], |o, _, a| {
        time(o, |t| moment(t.plus(-rest(since_zero(t), nanoseconds(a)))))
    }),
    Method::new("UTC", &[], |o, _, _| time(o, in_utc)),
    Method::new("Unix", &[], |o, _, _| time(o, |t| Value::Int64(t.seconds))),
    Method::new("UnixMicro", &[], |o, _, _| time(o, |t| unix(t, 1_000_000))),
    Method::new("UnixMilli", &[], |o, _, _| time(o, |t| unix(t, 1_000))),
    Method::new("UnixNano", &[], |o, _, _| time(o, |t| unix(t, SECOND))),
    Method::new("Weekday", &[], |o, _, _| {
        time(o, |t| named("time.Weekday", t.clock().weekday))
    }),
    Method::new("Year", &[], |o, _, _| {
        time(o, |t| Value::Int(t.clock().year))
    }),
    Method::new("YearDay", &[], |o, _, _| {
        time(o, |t| Value::Int(t.clock().year_day))
    }),
];

const DURATION_METHODS: &[Method] = &[
    Method::new("Abs", &[], |o, _, _| {
        span(o, |d| Value::object(Duration(d.saturating_abs())))
    }),
    Method::new("Hours", &[], |o, _, _| span(o, |d| units(d, 3600 * SECOND))),
    Method::new("Microseconds", &[], |o, _, _| {
        span(o, |d| Value::Int64(d / 1_000))
    }),
    Method::new("Milliseconds", &[], |o, _, _| {
        span(o, |d| Value::Int64(d / 1_000_000))
    }),
    Method::new("Minutes", &[], |o, _, _| span(o, |d| units(d, 60 * SECOND))),
    Method::new("Nanoseconds", &[], |o, _, _| span(o, Value::Int64)),
    Method::new("Round", &[Parameter::Object(DURATION)], |o, _, a| {
        let unit = nanoseconds(a);
        span(o, |d| {
            Value::object(Duration(d.saturating_add(round_span(d, unit))))
        })
    }),
    Method::new("Seconds", &[], |o, _, _| span(o, |d| units(d, SECOND))),
    Method::new("String", &[], |o, _, _| {
        span(o, |d| duration::print(d).into())
    }),
    Method::new("Truncate", &[Parameter::Object(DURATION)], |o, _, a| {
        let unit = nanoseconds(a);
        span(o, |d| {
            Value::object(Duration(if unit <= 0 { d } else { d - d % unit }))
        })
    }),
];

const NAMED_METHODS: &[Method] = &[Method::new("String", &[], |o, _, _| {
    get(o, |named: &Named| named.print().unwrap_or_default().into())
})];

/// A time as a value.
pub(super) fn moment(moment: Moment) -> Value {
    Value::object(Time(moment))
}

fn named(of: &'static str, number: i64) -> Value {
    Value::object(Named { of, number })
}

fn in_utc(time: &Moment) -> Value {
    moment(Moment {
        zone: Zone::utc(),
        ..time.clone()
    })
}

fn unix(time: &Moment, parts: i64) -> Value {
    let whole = time.seconds.wrapping_mul(parts);
    Value::Int64(whole.wrapping_add(time.nanoseconds / (SECOND / parts)))
}

/// A number of units with what is left as a fraction, added as Go does.
#[expect(clippy::cast_precision_loss, reason = "as in Go")]
fn units(nanoseconds: i64, unit: i64) -> Value {
    let whole = nanoseconds / unit;
    (whole as f64 + (nanoseconds % unit) as f64 / unit as f64).into()
}

/// Nanoseconds since the zero time.
fn since_zero(time: &Moment) -> i128 {
    let seconds = i128::from(time.seconds) - i128::from(Moment::zero().seconds);
    seconds * i128::from(SECOND) + i128::from(time.nanoseconds)
}

/// What is beyond a whole number of units.
fn rest(nanoseconds: i128, unit: i64) -> i64 {
    if unit <= 0 {
        return 0;
    }
    i64::try_from(nanoseconds.rem_euclid(unit.into())).unwrap_or(0)
}

/// What to add to come to the nearest whole number of units.
fn round(nanoseconds: i128, unit: i64) -> i64 {
    match rest(nanoseconds, unit) {
        0 => 0,
        rest if rest < unit - rest => -rest,
        rest => unit - rest,
    }
}

/// The same for a duration, halves away from zero.
fn round_span(nanoseconds: i64, unit: i64) -> i64 {
    let change = round(nanoseconds.unsigned_abs().into(), unit);
    if nanoseconds < 0 { -change } else { change }
}
