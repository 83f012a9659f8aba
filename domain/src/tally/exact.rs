//! Numbers as people write them, and as counts need them: without rounding.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A rational number. It is written as a whole number, with its decimals where they end, or as a fraction: `12`,
/// `0.25`, `1/3`; in JSON it is that text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Exact(pub(crate) BigRational);

impl Exact {
    pub(crate) fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Self {
        Self(BigRational::new(numerator.into(), denominator.into()))
    }

    /// Rounded half up to so many decimals: for people, never for a count.
    pub fn rounded(&self, decimals: u32) -> Decimal {
        let scale = BigInt::from(10u32).pow(decimals);
        let doubled: BigInt = self.0.numer() * scale * 2u32 + self.0.denom();
        let units = doubled.div_floor(&(self.0.denom() * 2u32));
        Decimal::new(i128::try_from(units).unwrap_or(i128::MAX), decimals)
    }

    /// Whether there is nothing behind the point.
    pub fn is_whole(&self) -> bool {
        self.0.is_integer()
    }

    /// The decimals that it takes to write the number whole, where they end.
    fn decimals(&self) -> Option<u32> {
        let (mut rest, mut twos, mut fives) = (self.0.denom().clone(), 0, 0);
        for (prime, times) in [(2u32, &mut twos), (5, &mut fives)] {
            while (&rest % prime).is_zero() {
                rest /= prime;
                *times += 1;
            }
        }
        rest.is_one().then(|| twos.max(fives))
    }
}

impl<N: Into<BigInt>> From<N> for Exact {
    fn from(whole: N) -> Self {
        Self(BigRational::from_integer(whole.into()))
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|one| one.0).sum())
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(decimals) = self.decimals() else {
            return write!(f, "{}/{}", self.0.numer(), self.0.denom());
        };
        let digits = (self.0.numer().abs() * BigInt::from(10u32).pow(decimals) / self.0.denom()).to_string();
        let sign = if self.0.is_negative() { "-" } else { "" };
        write_point(f, sign, &digits, decimals as usize)
    }
}

/// Digits with a point before the last `decimals` of them.
fn write_point(f: &mut fmt::Formatter<'_>, sign: &str, digits: &str, decimals: usize) -> fmt::Result {
    if decimals == 0 {
        return write!(f, "{sign}{digits}");
    }
    let digits = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    write!(f, "{sign}{whole}.{part}")
}

/// A text that is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number")]
pub struct NotANumber;

impl FromStr for Exact {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            let denominator: BigInt = denominator.parse().map_err(|_| NotANumber)?;
            let numerator: BigInt = numerator.parse().map_err(|_| NotANumber)?;
            return (!denominator.is_zero())
                .then(|| Self::ratio(numerator, denominator))
                .ok_or(NotANumber);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let units: BigInt = format!("{whole}{part}").parse().map_err(|_| NotANumber)?;
        Ok(Self::ratio(units, BigInt::from(10u32).pow(part.len() as u32)))
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A number with so many decimals, as files write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    units: i128,
    decimals: u32,
}

impl Decimal {
    /// More digits than any sum of money has; so that no sum of such numbers is too large for its type.
    const DIGITS: usize = 15;

    pub fn new(units: i128, decimals: u32) -> Self {
        Self { units, decimals }
    }

    /// Reads `1200`, `-3`, `12.50` or, as some countries write it, `12,50`; zeros at the end count for nothing.
    ///
    /// # Errors
    /// Anything else, and numbers of more than 15 digits.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let text = text.trim();
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let part = part.trim_end_matches('0');
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(part) {
            return Err(NotANumber);
        }
        let joined = format!("{whole}{part}");
        if joined.trim_start_matches('0').len() > Self::DIGITS || part.len() > Self::DIGITS {
            return Err(NotANumber);
        }
        let units: i128 = joined.parse().map_err(|_| NotANumber)?;
        Ok(Self::new(sign * units, part.len() as u32))
    }

    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    pub fn decimals(self) -> u32 {
        self.decimals
    }

    /// The same in units of 10 to the power of minus `decimals`, which are at least its own.
    ///
    /// # Errors
    /// Where that has more than 18 digits.
    pub fn units(self, decimals: u32) -> Result<i64, NotANumber> {
        let units = 10i128
            .checked_pow(decimals.saturating_sub(self.decimals))
            .and_then(|scale| self.units.checked_mul(scale))
            .filter(|units| units.abs() < 10i128.pow(18))
            .ok_or(NotANumber)?;
        i64::try_from(units).map_err(|_| NotANumber)
    }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        Exact::ratio(decimal.units, BigInt::from(10u32).pow(decimal.decimals))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        write_point(
            f,
            sign,
            &self.units.unsigned_abs().to_string(),
            self.decimals as usize,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_whole_with_their_decimals_or_as_a_fraction() {
        let written = |numerator: i64, denominator: i64| Exact::ratio(numerator, denominator).to_string();
        assert_eq!(written(12, 1), "12");
        assert_eq!(written(1, 4), "0.25");
        assert_eq!(written(-7, 2), "-3.5");
        assert_eq!(written(1, 3), "1/3");
        for text in ["12", "0.25", "-3.5", "1/3"] {
            assert_eq!(text.parse::<Exact>().expect("a number").to_string(), text);
        }
        assert!("1/0".parse::<Exact>().is_err() && "x".parse::<Exact>().is_err());
    }

    #[test]
    fn rounding_is_for_people() {
        assert_eq!(Exact::ratio(2, 3).rounded(2).to_string(), "0.67");
        assert_eq!(Exact::ratio(1, 2).rounded(0).to_string(), "1");
    }

    #[test]
    fn files_write_numbers_in_their_country_s_way() {
        let units = |text: &str| Decimal::parse(text).and_then(|number| number.units(2));
        assert_eq!(units("12,5"), Ok(1250));
        assert_eq!(units("12.50"), Ok(1250));
        assert_eq!(units(" 7 "), Ok(700));
        assert_eq!(units("-3"), Ok(-300));
        for wrong in [
            "",
            "-",
            "1.2.3",
            "1e6",
            "0x1",
            "1 000",
            "1234567890123456",
            "NaN",
            "+1",
        ] {
            assert!(Decimal::parse(wrong).is_err(), "{wrong}");
        }
    }
}
