//! Working days, there and back.

use crate::calendar_days::calendar;
use crate::town::at;
use domain::calendar::{Calendar, Year};
use domain::time::{Day, Timestamp};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;

/// The published calendar, weekends alone, or holidays strewn about.
fn a_calendar() -> impl Strategy<Value = Calendar> {
    let day =
        || (2024_i32..2028, 1_u8..=12, 1_u8..=28).prop_filter_map("a day", |(y, m, d)| Day::new(y, m, d));
    let strewn = prop::collection::btree_set((day(), any::<bool>()), 0..60).prop_map(|days| {
        let mut calendar = Calendar::weekends_only(480);
        for (day, off) in days {
            let year: &mut Year = calendar.years.entry(day.year()).or_default();
            if off {
                year.holidays.insert(day);
            } else if day.is_weekend() {
                year.makeup.insert(day);
            }
        }
        calendar
    });
    let offset = prop::sample::select(vec![-720_i16, -210, 0, 345, 480, 840]);
    prop_oneof![Just(calendar()), offset.prop_map(Calendar::weekends_only), strewn]
}

/// Any minute of the years 2024 to 2027.
fn a_moment() -> impl Strategy<Value = Timestamp> {
    let (first, last) = (at("2024-01-01 00:00").0, at("2027-12-31 23:59").0);
    (0..=(last - first) / MINUTE).prop_map(move |minutes| Timestamp(first + minutes * MINUTE))
}

proptest! {
    #[test]
    fn so_many_working_days_ahead_is_so_many_left(calendar in a_calendar(), now in a_moment(), count in 0_u16..120) {
        let due = calendar.after_working_days(now, count).at;
        prop_assert!(due > now);
        prop_assert_eq!(calendar.working_days_left(now, due), i32::from(count));
    }

    #[test]
    fn a_deadline_is_the_midnight_that_ends_a_working_day(calendar in a_calendar(), now in a_moment(), count in 1_u16..60) {
        let due = calendar.after_working_days(now, count);
        let offset = calendar.utc_offset;
        let last = Timestamp(due.at.0 - 1).day(offset);
        prop_assert_eq!(last.end(offset), due.at);
        prop_assert!(calendar.is_working(last).0);
        prop_assert!(calendar.after_working_days(now, count + 1).at > due.at, "one more day is later");
    }

    #[test]
    fn past_the_deadline_the_days_are_late(calendar in a_calendar(), now in a_moment(), count in 0_u16..40, late in 0_u16..40) {
        let due = calendar.after_working_days(now, count).at;
        let later = calendar.after_working_days(Timestamp(due.0 - 1), late).at;
        // At the very end of the `late`th working day after it, so many working days have gone by.
        let left = calendar.working_days_left(Timestamp(later.0 - 1), due);
        if late == 0 {
            prop_assert_eq!(left, 0);
        } else {
            prop_assert_eq!(left, -i32::from(late));
        }
        prop_assert!(calendar.working_days_left(due, due) < 0, "the deadline itself is past");
    }

    #[test]
    fn a_deadline_is_provisional_when_a_day_on_the_way_is_of_a_year_not_published(now in a_moment(), count in 1_u16..120) {
        let calendar = calendar();
        let due = calendar.after_working_days(now, count);
        let published = |day: Day| calendar.years.contains_key(&day.year());
        let (first, last) = (now.day(480).next(), Timestamp(due.at.0 - 1).day(480));
        prop_assert_eq!(due.provisional, !(published(first) && published(last)));
    }

    #[test]
    fn a_day_survives_being_written(moment in a_moment(), offset in -840_i16..=840) {
        let day = moment.day(offset);
        prop_assert_eq!(day.to_string().parse(), Ok(day));
        prop_assert!(day.start(offset) <= moment && moment < day.end(offset));
        prop_assert_eq!(day.end(offset), day.next().start(offset));
        prop_assert_eq!(day.days_until(day.next()), 1);
    }

    #[test]
    fn any_other_text_is_no_day(text in "\\PC{0,12}") {
        if let Ok(day) = text.parse::<Day>() {
            prop_assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn no_moment_at_all_breaks_a_day(moment in any::<i64>(), offset in any::<i16>()) {
        let day = Timestamp(moment).day(offset);
        prop_assert!((1..=9999).contains(&day.year()));
    }
}
