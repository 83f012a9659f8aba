//! A year's days off as its notice lists them.

use super::Year;
use crate::refusal::Problem;
use crate::time::Day;
use std::collections::BTreeSet;

/// Signs between two days of a run: `..`, dashes, tildes, and the words for "to".
const TO: [&str; 8] = [
    "..", "\u{2014}", "\u{2013}", "~", "\u{ff5e}", "\u{301c}", "\u{81f3}", "\u{5230}",
];
/// What ends a day's number, and so no more than a space.
const DAY_MARKS: [char; 2] = ['\u{65e5}', '\u{53f7}'];
/// What stands between a year, a month and a day.
const PART_MARKS: [char; 3] = ['\u{5e74}', '\u{6708}', '/'];

impl Year {
    /// The days off and the days made up of a year, as texts: days, and runs of days, by commas, semicolons, spaces or lines.
    /// A day is written `2026-10-01`, `10-1` or in Chinese, as the State Council's notice has it; a run has `..`, a dash or
    /// the word between its ends, of which the second may be a bare day of the month.
    ///
    /// # Errors
    /// `calendar-day` with what can't be read, `calendar-other-year`, `calendar-made-up` for a day made up that is no
    /// weekend, `calendar-twice` for one that is both.
    pub fn of_texts(year: i32, holidays: &str, makeup: &str) -> Result<Self, Problem> {
        let year = Self {
            holidays: days(year, holidays)?,
            makeup: days(year, makeup)?,
        };
        if let Some(day) = year.makeup.iter().find(|day| !day.is_weekend()) {
            return Err(Problem::new("calendar-made-up").with("day", day.to_string()));
        }
        match year.makeup.intersection(&year.holidays).next() {
            Some(day) => Err(Problem::new("calendar-twice").with("day", day.to_string())),
            None => Ok(year),
        }
    }
}

fn days(year: i32, text: &str) -> Result<BTreeSet<Day>, Problem> {
    let mut plain = text.replace(DAY_MARKS, " ").replace(PART_MARKS, "-");
    for sign in TO {
        plain = plain.replace(sign, "~");
    }
    // Whatever stands around it, a run is one word.
    let plain = plain.split('~').map(str::trim).collect::<Vec<_>>().join("~");
    let mut days = BTreeSet::new();
    let between = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '\u{ff0c}' | '\u{3001}' | '\u{ff1b}' | '\u{3002}')
    };
    for word in plain.split(between).filter(|word| !word.is_empty()) {
        let unreadable = || Problem::new("calendar-day").with("text", word);
        let (first, last) = word.split_once('~').unwrap_or((word, word));
        let first = day(first, year, None).ok_or_else(unreadable)?;
        let last = day(last, year, Some(first)).ok_or_else(unreadable)?;
        if let Some(other) = [first, last].iter().find(|day| day.year() != year) {
            let problem = Problem::new("calendar-other-year").with("day", other.to_string());
            return Err(problem.with("year", year.to_string()));
        }
        if last < first {
            return Err(unreadable());
        }
        let mut next = first;
        while next <= last {
            days.insert(next);
            next = next.next();
        }
    }
    Ok(days)
}

/// A day of `year`; the month of `after` where only the day of a month is there.
fn day(text: &str, year: i32, after: Option<Day>) -> Option<Day> {
    let parts: Vec<i32> = text
        .split('-')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let (year, month, day) = match (&parts[..], after) {
        ([year, month, day], _) => (*year, *month, *day),
        ([month, day], _) => (year, *month, *day),
        ([day], Some(after)) => (year, i32::from(after.month_day().0), *day),
        _ => return None,
    };
    Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(holidays: &str, makeup: &str) -> Result<(Vec<String>, Vec<String>), String> {
        let written = |days: BTreeSet<Day>| days.iter().map(Day::to_string).collect();
        match Year::of_texts(2026, holidays, makeup) {
            Ok(year) => Ok((written(year.holidays), written(year.makeup))),
            Err(problem) => Err(problem.code),
        }
    }

    #[test]
    fn a_notice_is_read_as_it_is_written() {
        let expected: Vec<String> = (1..=3).map(|day| format!("2026-10-0{day}")).collect();
        for text in [
            "2026-10-01..2026-10-03",
            "10-1..3",
            "10/1 , 10/2;10/3",
            "10月1日至3日",
            "10月1日—10月3日",
            "2026年10月1日 到 10月3日。",
            "10月1日、10月2日、10月3日",
        ] {
            assert_eq!(read(text, "").expect(text).0, expected, "{text}");
        }
        let (_, made_up) = read("", "9月20日、10月10日").expect("days");
        assert_eq!(made_up, ["2026-09-20", "2026-10-10"]);
    }

    #[test]
    fn what_is_no_day_is_told() {
        for (holidays, makeup, code) in [
            ("10-32", "", "calendar-day"),
            ("soon", "", "calendar-day"),
            ("10-3..1", "", "calendar-day"),
            ("..", "", "calendar-day"),
            ("2027-01-01", "", "calendar-other-year"),
            ("", "2026-09-21", "calendar-made-up"),
            ("2026-09-20", "2026-09-20", "calendar-twice"),
        ] {
            assert_eq!(
                read(holidays, makeup),
                Err(code.to_owned()),
                "{holidays} {makeup}"
            );
        }
    }
}
