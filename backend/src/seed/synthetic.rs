//! Made-up proposals in any number, the same ones each time: what a measurement needs.

use super::{carry_out, citizen, city, coordinator, named};
use crate::app::App;
use crate::error::{Error, Result};
use crate::writer::Asked;
use domain::actor::Actor;
use domain::command::{Command, Order};
use domain::id::{AreaId, CommandId, ProposalId};
use domain::place::{Bounds, Point};
use domain::proposal::{Action, Draft};
use domain::time::Timestamp;
use uuid::Uuid;

/// The first one was received at this time (2026-01-01T00:00:00+08:00); the others follow.
const BEGIN: i64 = 1_767_196_800_000;
/// Milliseconds from one to the next.
const STEP: i64 = 30_000;
const CITIZENS: u64 = 5_000;
/// Proposals made at a time.
const AT_ONCE: u32 = 1_000;

const WHERE: [&str; 12] = [
    "小区东门",
    "菜市场门口",
    "地铁站出口",
    "学校旁边",
    "公园北侧",
    "医院对面",
    "河边步道",
    "公交站",
    "老年活动中心",
    "图书馆门前",
    "桥下",
    "停车场入口",
];
const WHAT: [&str; 12] = [
    "路灯坏了三个星期",
    "井盖松动会响",
    "垃圾桶总是满的",
    "人行道被占用",
    "没有无障碍坡道",
    "晚上施工很吵",
    "树枝挡住了信号灯",
    "积水很深",
    "缺少长椅",
    "红绿灯时间太短",
    "健身器材坏了",
    "公厕没有扶手",
];
const WISH: [&str; 8] = [
    "请尽快派人来修。",
    "老人和孩子走到这里很不安全。",
    "希望能告诉我们什么时候处理。",
    "已经有好几位邻居摔过跤。",
    "建议先放一个提醒的牌子。",
    "下雨天更加不方便。",
    "我们愿意一起想办法。",
    "谢谢你们的工作。",
];

/// Numbers that look random and are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let place = self.next().checked_rem(choices.len() as u64)?;
        choices.get(place as usize)
    }

    fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        self.of(choices).copied().unwrap_or_default()
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A point in these bounds.
    fn point(&mut self, bounds: Bounds) -> Option<Point> {
        let mut between = |low: f64, high: f64| low + (high - low) * self.below(1_000) as f64 / 1_000.0;
        let (low, high) = (bounds.south_west(), bounds.north_east());
        Point::from_degrees(between(low.lat(), high.lat()), between(low.long(), high.long())).ok()
    }

    /// A UUIDv7 of this time.
    fn id(&mut self, at: i64) -> Uuid {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.next().to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(at.unsigned_abs(), &random).into_uuid()
    }
}

/// Makes proposals 1 to `count`: half of them accepted, some of those assigned, with some supports each. `told` hears
/// how many are there.
///
/// # Errors
/// What the store says.
pub async fn synthetic(app: &App, count: u32, told: impl Fn(u32)) -> Result<()> {
    let city = city(app).await?;
    let root = city.root().cloned().ok_or(Error::NoCity)?;
    let is_leaf = |area: &AreaId| !city.areas.iter().any(|other| other.parent.as_ref() == Some(area));
    let areas: Vec<AreaId> = city
        .areas
        .iter()
        .map(|area| area.id.clone())
        .filter(is_leaf)
        .collect();
    let bounds = city.bounds(&root);
    let mut done = 0;
    while done < count {
        let until = count.min(done + AT_ONCE);
        let mut asked = Vec::new();
        for number in done..until {
            let mut dice = Dice(u64::from(number) << 8);
            let at = BEGIN + i64::from(number) * STEP;
            let proposal = ProposalId(dice.id(at));
            let mut step = |actor: Actor, dice: &mut Dice, later: i64, action: Action| {
                asked.push(Asked {
                    actor,
                    at: Timestamp(at + later),
                    command: Command {
                        id: CommandId(dice.id(at)),
                        at: Timestamp(at + later),
                        order: Order::Proposal {
                            proposal,
                            seen: None,
                            action,
                        },
                    },
                });
            };
            let draft = Draft {
                title: None,
                text: format!(
                    "{}{}。{}{}",
                    dice.pick(&WHERE),
                    dice.pick(&WHAT),
                    dice.pick(&WISH),
                    dice.pick(&WISH)
                ),
                category: dice.of(&city.categories).map(|category| category.id.clone()),
                area: dice.of(&areas).cloned(),
                place: Some(dice.pick(&WHERE).to_owned()),
                point: bounds.and_then(|bounds| dice.point(bounds)),
                language: "zh-CN".to_owned(),
                signature: None,
                attachments: Vec::new(),
            };
            let author = citizen(person(&mut dice));
            step(author, &mut dice, 0, Action::Submit { draft });
            if dice.below(2) == 0 {
                continue;
            }
            let accept = Action::Accept {
                category: None,
                area: None,
            };
            step(coordinator(&root), &mut dice, 1, accept);
            for _ in 0..dice.below(4) {
                let supporter = citizen(person(&mut dice));
                step(supporter, &mut dice, 2, Action::Support {});
            }
            if let Some(lead) = dice.of(&city.departments).filter(|_| number % 3 == 0) {
                let assign = Action::Assign {
                    lead: lead.id.clone(),
                    joint: Vec::new(),
                };
                step(coordinator(&root), &mut dice, 3, assign);
            }
        }
        carry_out(app, asked).await?;
        done = until;
        told(done);
    }
    Ok(())
}

fn person(dice: &mut Dice) -> Uuid {
    named(&["synthetic", &dice.below(CITIZENS).to_string()])
}
