//! How somebody wants to be told of what they wrote and follow, beside the app itself.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    #[default]
    AtOnce,
    /// Once a day, all together.
    Daily,
    Never,
}

impl Pace {
    /// Every pace, the quickest first.
    pub const ALL: [Pace; 3] = [Pace::AtOnce, Pace::Daily, Pace::Never];

    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Pace::AtOnce => "at_once",
            Pace::Daily => "daily",
            Pace::Never => "never",
        }
    }

    /// The pace of this name.
    pub fn from_name(name: &str) -> Option<Pace> {
        Pace::ALL.into_iter().find(|pace| pace.name() == name)
    }
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;
/// When the day's news is told together, in minutes after midnight: 9:00.
const TOGETHER: i64 = 540;

/// The hours in which nobody is told, in minutes after the city's midnight. The same twice: there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quiet {
    pub from: u16,
    pub until: u16,
}

impl Default for Quiet {
    /// 21:00 to 8:00.
    fn default() -> Self {
        Self {
            from: 21 * 60,
            until: 8 * 60,
        }
    }
}

impl Quiet {
    /// Whether both are times of a day.
    pub fn is_valid(self) -> bool {
        self.from < 1_440 && self.until < 1_440
    }

    /// The end of the quiet hours that `at` lies in, on a clock that is `offset` minutes east of UTC; `at` itself
    /// outside of them.
    pub fn after(self, at: Timestamp, offset: i16) -> Timestamp {
        let local = at.0 + i64::from(offset) * MINUTE;
        let now = local.rem_euclid(DAY);
        let (from, until) = (i64::from(self.from) * MINUTE, i64::from(self.until) * MINUTE);
        let is_quiet = if from <= until {
            (from..until).contains(&now)
        } else {
            now >= from || now < until
        };
        match (until - now).rem_euclid(DAY) {
            wait if is_quiet => Timestamp(at.0 + wait),
            _ => at,
        }
    }
}

impl Pace {
    /// When somebody is told of what happens at `now`; never where they want no word.
    pub fn due(self, quiet: Quiet, now: Timestamp, offset: i16) -> Option<Timestamp> {
        let local = now.0 + i64::from(offset) * MINUTE;
        match self {
            Pace::AtOnce => Some(quiet.after(now, offset)),
            Pace::Daily => {
                let wait = (TOGETHER * MINUTE - 1 - local).rem_euclid(DAY) + 1;
                Some(quiet.after(Timestamp(now.0 + wait), offset))
            }
            Pace::Never => None,
        }
    }
}

/// `PUT /api/v1/contact`: where and how. An address is written to once its code was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactRequest {
    /// An e-mail address.
    pub address: String,
    /// BCP 47 tag of the language of letters.
    pub language: String,
    pub pace: Pace,
    #[serde(default)]
    pub quiet: Quiet,
}

/// `POST /api/v1/contact/code`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactCode {
    /// Six digits, as the letter had them.
    pub code: String,
}

/// `GET /api/v1/contact`: what the city knows, for the person alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactState {
    /// Whether the city writes letters at all.
    pub offered: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    pub address: String,
    pub language: String,
    pub pace: Pace,
    pub quiet: Quiet,
    /// Whether the code was typed.
    pub verified: bool,
    /// Whether the last letter could not be delivered, for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreachable: bool,
}

/// `PUT /api/v1/subscription`: how the browser of this session is told, by Web Push (RFC 8030).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionRequest {
    /// Where its push service takes messages for it: `https://…`.
    pub endpoint: String,
    /// Its public key, an uncompressed point of P-256 in base64url (RFC 8291 §3.1).
    pub p256dh: String,
    /// What it shares with the city alone, 16 bytes in base64url (RFC 8291 §3.2).
    pub auth: String,
    /// BCP 47 tag of the language of messages.
    pub language: String,
    pub pace: Pace,
    #[serde(default)]
    pub quiet: Quiet,
}

/// `GET /api/v1/subscription`: what the city knows, for the browser of this session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionState {
    /// The key by which push services know the city (RFC 8292 §3.2), an uncompressed point of P-256 in base64url.
    pub key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription: Option<Subscription>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subscription {
    pub language: String,
    pub pace: Pace,
    pub quiet: Quiet,
    /// Whether the last message could not be delivered, for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreachable: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;

    fn at(hour: i64, minute: i64) -> Timestamp {
        let day: Day = "2026-03-02".parse().expect("a day");
        Timestamp(day.start(480).0 + (hour * 60 + minute) * MINUTE)
    }

    #[test]
    fn at_night_nobody_is_told_and_in_the_morning_they_are() {
        let due = |now| Pace::AtOnce.due(Quiet::default(), now, 480);
        assert_eq!(due(at(20, 59)), Some(at(20, 59)));
        assert_eq!(due(at(21, 0)), Some(at(32, 0)));
        assert_eq!(due(at(2, 30)), Some(at(8, 0)));
        assert_eq!(due(at(8, 0)), Some(at(8, 0)));
        let siesta = Quiet {
            from: 720,
            until: 840,
        };
        assert_eq!(Pace::AtOnce.due(siesta, at(13, 0), 480), Some(at(14, 0)));
        assert_eq!(Pace::AtOnce.due(siesta, at(23, 0), 480), Some(at(23, 0)));
        let none = Quiet {
            from: 600,
            until: 600,
        };
        assert_eq!(Pace::AtOnce.due(none, at(10, 0), 480), Some(at(10, 0)));
    }

    #[test]
    fn a_day_is_told_together_at_nine_or_when_the_quiet_is_over() {
        let daily = |quiet, now| Pace::Daily.due(quiet, now, 480);
        assert_eq!(daily(Quiet::default(), at(8, 59)), Some(at(9, 0)));
        assert_eq!(
            daily(Quiet::default(), at(9, 0)),
            Some(at(33, 0)),
            "what comes at nine waits for the next"
        );
        let late = Quiet {
            from: 1_380,
            until: 630,
        };
        assert_eq!(daily(late, at(12, 0)), Some(at(34, 30)));
        assert_eq!(Pace::Never.due(Quiet::default(), at(12, 0), 480), None);
    }
}
