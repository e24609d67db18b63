//! Decimal arithmetic without rounding errors, as Sprig has it in `addf`, `mulf` and so on (the library
//! shopspring/decimal): 0.1 + 0.2 is 0.3. Only division rounds, to 16 places.

use num_bigint::{BigInt, Sign};

use crate::data::number;
use crate::error::CallError;

/// How many places of a quotient are kept.
const PLACES: i32 = 16;

/// Exponents further apart than this would take too much room, and no number of 64 bits has them.
const MAX_SHIFT: i64 = 100_000;

/// Numbers of more digits would take too long.
const MAX_BITS: u64 = 400_000;

/// `digits * 10^exponent`.
#[derive(Clone, Debug)]
pub(super) struct Decimal {
    digits: BigInt,
    exponent: i64,
}

impl Decimal {
    /// The shortest decimal number that stands for a floating-point number.
    pub(super) fn new(number: f64) -> Result<Self, CallError> {
        if !number.is_finite() {
            let name = if number.is_nan() {
                "NaN"
            } else if number > 0.0 {
                "+Inf"
            } else {
                "-Inf"
            };
            return Err(format!("Cannot create a Decimal from {name}").into());
        }
        let (digits, exponent) = number::decimal(number);
        Ok(Self {
            digits: digits.into(),
            exponent: exponent.into(),
        })
    }

    /// The nearest floating-point number.
    pub(super) fn to_float(&self) -> f64 {
        let text = format!("{}e{}", self.digits, self.exponent);
        text.parse().unwrap_or(0.0)
    }

    /// Both with the same exponent.
    fn aligned(&self, other: &Self) -> Result<(BigInt, BigInt, i64), CallError> {
        let exponent = self.exponent.min(other.exponent);
        let left = &self.digits * &power(self.exponent - exponent)?;
        let right = &other.digits * &power(other.exponent - exponent)?;
        Ok((left, right, exponent))
    }

    /// The sum.
    pub(super) fn add(&self, other: &Self) -> Result<Self, CallError> {
        let (left, right, exponent) = self.aligned(other)?;
        let digits = &left + &right;
        Ok(Self { digits, exponent })
    }

    /// The difference.
    pub(super) fn subtract(&self, other: &Self) -> Result<Self, CallError> {
        let (left, right, exponent) = self.aligned(other)?;
        let digits = &left - &right;
        Ok(Self { digits, exponent })
    }

    /// The product.
    pub(super) fn multiply(&self, other: &Self) -> Result<Self, CallError> {
        let exponent = self.exponent + other.exponent;
        if exponent.abs() > MAX_SHIFT {
            return Err(too_large());
        }
        if self.digits.bits() > MAX_BITS {
            return Err(too_large());
        }
        let digits = &self.digits * &other.digits;
        Ok(Self { digits, exponent })
    }

    /// The quotient, halves rounded away from zero.
    pub(super) fn divide(&self, other: &Self) -> Result<Self, CallError> {
        if other.digits.sign() == Sign::NoSign {
            return Err("decimal division by 0".into());
        }
        let shift = self.exponent - other.exponent + i64::from(PLACES);
        let left = &self.digits * &power(shift.max(0))?;
        let right = &other.digits * &power((-shift).max(0))?;
        let mut digits = &left / &right;
        let rest = &left - &(&digits * &right);
        let twice = &rest + &rest;
        if twice.magnitude() >= right.magnitude() {
            let away_from_zero = if left.sign() == right.sign() { 1 } else { -1 };
            digits = &digits + &BigInt::from(away_from_zero);
        }
        Ok(Self {
            digits,
            exponent: i64::from(-PLACES),
        })
    }
}

fn power(exponent: i64) -> Result<BigInt, CallError> {
    if exponent > MAX_SHIFT {
        return Err(too_large());
    }
    let exponent = u32::try_from(exponent).unwrap_or(0);
    Ok(BigInt::from(10).pow(exponent))
}

fn too_large() -> CallError {
    CallError::limit("a decimal number is too large to compute with")
}
