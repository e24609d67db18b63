//! Numbers as fractions of powers of 10, so that 0.3 is a multiple of 0.1.

use std::cmp::Ordering;

use crate::data::number;

/// A decimal number: `digits` after `scale` places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Decimal {
    number: f64,
    digits: i128,
    scale: i32,
}

impl Decimal {
    pub(super) fn new(number: f64) -> Self {
        let (digits, scale) = number::decimal(number);
        Self {
            number,
            digits: digits.into(),
            scale,
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.number.total_cmp(&other.number)
    }

    pub(super) fn is_integer(&self) -> bool {
        self.number.fract() == 0.0
    }

    /// Whether it is a whole number of times the other.
    pub(super) fn is_multiple_of(&self, other: &Self) -> bool {
        let scale = self.scale.min(other.scale);
        let whole = |decimal: &Self| {
            let power = u32::try_from(decimal.scale - scale).ok()?;
            10i128.checked_pow(power)?.checked_mul(decimal.digits)
        };
        match (whole(self), whole(other)) {
            (_, Some(0)) => false,
            (Some(a), Some(b)) => a % b == 0,
            _ => (self.number / other.number).fract() == 0.0,
        }
    }

    /// As Go's `big.Float` prints it: with ten digits at most.
    pub(super) fn print(&self) -> String {
        let rounded: f64 = format!("{:.9e}", self.number)
            .parse()
            .unwrap_or(self.number);
        match rounded.abs() {
            size if size == 0.0 || (1e-4..1e10).contains(&size) => rounded.to_string(),
            _ => number::general(rounded),
        }
    }
}
