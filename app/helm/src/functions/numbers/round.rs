//! Rounding and comparing as Sprig and Go's `math` do it.

/// A number with so many places after the point. What is left beyond them is rounded up from `threshold`
/// on, which for negative numbers it never reaches.
pub(super) fn round(number: f64, places: i64, threshold: f64) -> f64 {
    let scale = power_of_ten(places);
    let digits = scale * number;
    let rounded = if digits.fract() >= threshold {
        digits.ceil()
    } else {
        digits.floor()
    };
    rounded / scale
}

/// `math.Pow(10, places)`, which is not the closest number beyond 22 places.
fn power_of_ten(places: i64) -> f64 {
    let (mut fraction, mut exponent) = (1.0, 0);
    // 10 is 0.625 * 2^4.
    let (mut factor, mut shift) = (0.625, 4);
    let mut left = places.unsigned_abs().min(400);
    while left != 0 {
        if left & 1 == 1 {
            fraction *= factor;
            exponent += shift;
        }
        factor *= factor;
        shift *= 2;
        if factor < 0.5 {
            factor += factor;
            shift -= 1;
        }
        left >>= 1;
    }
    if places < 0 {
        (fraction, exponent) = (1.0 / fraction, -exponent);
    }
    // In two steps, since a power of two beyond 1023 is no number.
    let half = exponent / 2;
    fraction * 2f64.powi(half) * 2f64.powi(exponent - half)
}

/// `math.Max`: NaN wins, and 0 is above -0.
pub(super) fn max(left: f64, right: f64) -> f64 {
    if left == f64::INFINITY || right == f64::INFINITY {
        return f64::INFINITY;
    }
    if left.is_nan() || right.is_nan() {
        return f64::NAN;
    }
    if left == 0.0 && right == 0.0 {
        return if left.is_sign_negative() { right } else { left };
    }
    left.max(right)
}

/// `math.Min`.
pub(super) fn min(left: f64, right: f64) -> f64 {
    -max(-left, -right)
}
