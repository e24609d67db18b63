//! Go's `time.Duration`: nanoseconds, read and written as `1h2m3.5s`.

/// Reads `1h30m`, `-1.5h`, `300ms`. The error is Go's message.
pub(super) fn parse(text: &[u8]) -> Result<i64, Vec<u8>> {
    let invalid = || [b"time: invalid duration ", quote(text).as_slice()].concat();
    let (negative, mut rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if rest == b"0" {
        return Ok(0);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    let mut total: u128 = 0;
    while !rest.is_empty() {
        let whole_digits = digits(rest);
        let (whole, after) = rest.split_at(whole_digits);
        let (fraction, after) = match after.strip_prefix(b".") {
            Some(after) => after.split_at(digits(after)),
            None => (&b""[..], after),
        };
        if whole.is_empty() && fraction.is_empty() {
            return Err(invalid());
        }
        let is_unit = |byte: &u8| *byte != b'.' && !byte.is_ascii_digit();
        let unit_length = after.iter().take_while(|byte| is_unit(byte)).count();
        let (unit_name, after) = after.split_at(unit_length);
        let quoted = quote(text);
        if unit_name.is_empty() {
            return Err([b"time: missing unit in duration ", quoted.as_slice()].concat());
        }
        let Some(unit) = unit(unit_name) else {
            let name = quote(unit_name);
            let start = b"time: unknown unit ".as_slice();
            return Err([start, &name, b" in duration ", &quoted].concat());
        };
        let number = |digits: &[u8]| {
            std::str::from_utf8(digits)
                .ok()
                .map(|text| text.parse::<u128>())
        };
        let whole = match number(whole) {
            _ if whole.is_empty() => 0,
            Some(Ok(whole)) if whole <= 1 << 63 => whole,
            _ => return Err(invalid()),
        };
        // Digits of a fraction beyond what fits change nothing.
        let fraction = &fraction[..fraction.len().min(18)];
        let scale = 10u128.pow(u32::try_from(fraction.len()).unwrap_or(0));
        let part = match number(fraction) {
            Some(Ok(fraction)) => fraction * unit / scale,
            _ => 0,
        };
        total += whole * unit + part;
        if total > 1 << 63 {
            return Err(invalid());
        }
        rest = after;
    }
    let total = i128::try_from(total).unwrap_or(i128::MAX);
    i64::try_from(if negative { -total } else { total }).map_err(|_| invalid())
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn unit(name: &[u8]) -> Option<u128> {
    Some(match std::str::from_utf8(name).ok()? {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    })
}

/// Quotes as Go's package `time` does: what is not ASCII byte by byte.
pub(super) fn quote(text: &[u8]) -> Vec<u8> {
    let mut out = vec![b'"'];
    for &byte in text {
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            b' '..=0x7F => out.push(byte),
            _ => out.extend(format!("\\x{byte:02x}").bytes()),
        }
    }
    out.push(b'"');
    out
}

/// `1h2m3.5s`, or smaller units below a second.
pub(super) fn print(nanoseconds: i64) -> String {
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let total = nanoseconds.unsigned_abs();
    let (number, unit) = match total {
        0 => return "0s".into(),
        1..1_000 => (decimal(total, 1), "ns"),
        1_000..1_000_000 => (decimal(total, 1_000), "µs"),
        1_000_000..1_000_000_000 => (decimal(total, 1_000_000), "ms"),
        _ => {
            let seconds = decimal(total % 60_000_000_000, 1_000_000_000);
            let minutes = total / 60_000_000_000;
            return match (minutes / 60, minutes % 60) {
                (0, 0) => format!("{sign}{seconds}s"),
                (0, minutes) => format!("{sign}{minutes}m{seconds}s"),
                (hours, minutes) => format!("{sign}{hours}h{minutes}m{seconds}s"),
            };
        }
    };
    format!("{sign}{number}{unit}")
}

/// A number of parts as a decimal number of wholes, without zeros at the end.
fn decimal(parts: u64, of: u64) -> String {
    let places = usize::try_from(of.ilog10()).unwrap_or(0);
    let fraction = format!("{:0places$}", parts % of);
    let fraction = fraction.trim_end_matches('0');
    match fraction {
        "" => (parts / of).to_string(),
        fraction => format!("{}.{fraction}", parts / of),
    }
}

/// In its largest unit only: `2h`, `3mo`. Sprig leaves the sign out.
pub(super) fn round_to_unit(nanoseconds: i64) -> String {
    const HOUR: u64 = 3_600_000_000_000;
    let units = [
        (HOUR * 24 * 365, "y"),
        (HOUR * 24 * 30, "mo"),
        (HOUR * 24, "d"),
        (HOUR, "h"),
        (HOUR / 60, "m"),
        (HOUR / 3600, "s"),
    ];
    let total = nanoseconds.unsigned_abs();
    let unit = units.iter().find(|(unit, _)| total > *unit);
    unit.map_or("0s".into(), |(unit, name)| {
        format!("{}{name}", total / unit)
    })
}
