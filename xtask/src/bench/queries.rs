//! What people ask lists for: any of the orders, filters as they come, from anywhere in the list.

use std::collections::HashSet;
use std::net::SocketAddr;

use anyhow::{Context, Result};
use serde_json::Value;
use tokio::runtime::Runtime;
use uuid::Uuid;

use super::http;
use super::server;

const LIST: &str = "/api/v1/proposals";
const STATES: [&str; 10] = [
    "submitted",
    "declined",
    "accepted",
    "assigned",
    "in_progress",
    "answered",
    "resolved",
    "reopened",
    "closed",
    "withdrawn",
];
/// How many of ten questions have each filter, by itself or with others.
const BY_AREA: u8 = 5;
const BY_CATEGORY: u8 = 3;
const BY_STATE: u8 = 3;
const BY_DEPARTMENT: u8 = 1;

/// What people look for.
const WORDS: [&str; 10] = [
    "路灯坏了",
    "人行道",
    "垃圾桶",
    "公交车站",
    "无障碍坡道",
    "停车场",
    "积水",
    "健身器材",
    "street lamp",
    "bus stop",
];

/// Questions to one server, none of them twice.
pub(super) struct Queries {
    areas: Vec<String>,
    categories: Vec<String>,
    departments: Vec<String>,
    orders: Vec<Keys>,
    dice: fastrand::Rng,
    asked: usize,
    different: HashSet<String>,
}

/// The keys of an order.
struct Keys {
    order: &'static str,
    least: i64,
    greatest: i64,
    /// 1 where they are spread evenly; the greater, the more of them are near the least.
    bent: i32,
}

impl Keys {
    fn any(&self, dice: &mut fastrand::Rng) -> i64 {
        let span = (self.greatest - self.least) as f64;
        self.least + (span * dice.f64().powi(self.bent)) as i64
    }
}

impl Queries {
    /// Looks at what the server has.
    pub(super) fn of(runtime: &Runtime, address: SocketAddr) -> Result<Self> {
        let city = http::ask(runtime, address, &http::get("/api/v1/city"))?;
        let keys = |order, key, upwards, bent| -> Result<Keys> {
            let ends = Ends {
                runtime,
                address,
                order,
                key,
                upwards,
            };
            let (least, greatest) = ends.find()?;
            Ok(Keys {
                order,
                least,
                greatest,
                bent,
            })
        };
        Ok(Self {
            areas: server::ids(&city["areas"])?,
            categories: server::ids(&city["categories"])?,
            departments: server::ids(&city["departments"])?,
            orders: vec![
                keys("newest", "/submitted_at", false, 1)?,
                // Most proposals have a few supports, a few have many.
                keys("most_supported", "/supports", false, 8)?,
                keys("most_urgent", "/clock/due", true, 1)?,
            ],
            dice: fastrand::Rng::with_seed(1),
            asked: 0,
            different: HashSet::new(),
        })
    }

    /// Requests for so many pages. Each begins behind a place of its own in the list.
    pub(super) fn pages(&mut self, count: usize) -> Vec<Vec<u8>> {
        (0..count).map(|_| self.page()).collect()
    }

    fn page(&mut self) -> Vec<u8> {
        let dice = &mut self.dice;
        let keys = &self.orders[dice.usize(..self.orders.len())];
        let place = Uuid::from_u128(dice.u128(..));
        let mut path = format!("{LIST}?order={}&after={}~{place}", keys.order, keys.any(dice));
        let states = STATES.map(str::to_owned);
        for (name, values, of_ten) in [
            ("area", &self.areas[..], BY_AREA),
            ("category", &self.categories, BY_CATEGORY),
            ("state", &states, BY_STATE),
            ("department", &self.departments, BY_DEPARTMENT),
        ] {
            if let Some(value) = dice.choice(values).filter(|_| dice.u8(..10) < of_ten) {
                path.push_str(&format!("&{name}={value}"));
            }
        }
        let request = http::get(&path);
        self.asked += 1;
        self.different.insert(path);
        request
    }

    /// Of all pages asked for, the share that was asked for the first time.
    pub(super) fn share_of_new(&self) -> f64 {
        self.different.len() as f64 / self.asked as f64
    }
}

/// Requests that look for words, each letter typed a request.
pub(super) fn searches() -> Vec<Vec<u8>> {
    typed()
        .map(|typed| http::get(&format!("{LIST}?text={}", encoded(typed))))
        .collect()
}

/// What stands in a search field after each letter of [`WORDS`].
pub(super) fn typed() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|word| {
        let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
        ends.map(|end| &word[..end])
    })
}

/// Percent-encoded UTF-8 (RFC 3986).
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Finds where a list begins and ends.
struct Ends<'a> {
    runtime: &'a Runtime,
    address: SocketAddr,
    order: &'static str,
    /// Where a card has the key of this order, as a JSON pointer.
    key: &'static str,
    upwards: bool,
}

impl Ends<'_> {
    /// The least and the greatest key.
    fn find(&self) -> Result<(i64, i64)> {
        let first = self
            .first_after("")?
            .with_context(|| format!("the list {} is empty", self.order))?;
        // The list goes on behind `inside`, and is over behind `beyond`: they close in on its last key.
        let (mut inside, mut beyond) = (first, if self.upwards { i64::MAX / 2 } else { -1 });
        while inside.abs_diff(beyond) > 1 {
            let middle = i64::midpoint(inside, beyond);
            match self.first_after(&format!("&after={middle}~{}", Uuid::nil()))? {
                Some(_) => inside = middle,
                None => beyond = middle,
            }
        }
        Ok((first.min(inside), first.max(inside)))
    }

    /// The key of the first card.
    fn first_after(&self, after: &str) -> Result<Option<i64>> {
        let path = format!("{LIST}?order={}&limit=1{after}", self.order);
        let page = http::ask(self.runtime, self.address, &http::get(&path))?;
        let card = page["items"].get(0);
        card.map(|card| {
            card.pointer(self.key)
                .and_then(Value::as_i64)
                .context("a card without its key")
        })
        .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_typed_letter_by_letter() {
        let typed: Vec<&str> = typed().collect();
        assert_eq!(typed[0].chars().count(), 1);
        assert!(typed.ends_with(&["bus sto", "bus stop"]));
        assert_eq!(searches().len(), typed.len());
        assert_eq!(encoded("a b"), "%61%20%62");
    }

    #[test]
    fn no_page_is_asked_for_twice() {
        let mut queries = Queries {
            areas: vec!["a".to_owned()],
            categories: vec!["c".to_owned()],
            departments: vec!["d".to_owned()],
            orders: vec![Keys {
                order: "newest",
                least: 10,
                greatest: 20,
                bent: 1,
            }],
            dice: fastrand::Rng::with_seed(1),
            asked: 0,
            different: HashSet::new(),
        };
        let pages = queries.pages(1_000);
        assert_eq!((pages.len(), queries.share_of_new()), (1_000, 1.0));
    }
}
