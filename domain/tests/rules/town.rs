//! A small city for the rules to be told in: two districts, a street and a community in each, two departments.

use crate::calendar_days::{calendar, day};
use domain::actor::{Actor, Level, Person, Role};
use domain::city::{Area, AreaKind, Category, City, Clocks, Department, Names, Policy};
use domain::command::{Command, Order};
use domain::draw::Pool;
use domain::id::{AccountId, ArgumentId, CommandId, PreparedId, ProposalId};
use domain::proposal::{
    Action, AnswerKind, Argument, ArgumentAction, Decline, Draft, Judgement, Objection, Proposal, Ruling,
    Side, Step,
};
use domain::protocol::Outcome;
use domain::time::Timestamp;
use domain::world::World;
use uuid::Uuid;

/// The category with clocks of its own.
pub(crate) const LIGHTING: Clocks = Clocks {
    triage: 1,
    assign: 1,
    take: 1,
    answer: 5,
    rework: 3,
    verdict: 7,
    appeal: 30,
    review: 5,
    reply: 5,
    extension: 3,
    hearing: 5,
};

pub(crate) fn names(text: &str) -> Names {
    Names([("zh-CN".to_owned(), text.to_owned())].into())
}

fn area(id: &str, kind: AreaKind, parent: Option<&str>) -> Area {
    Area {
        id: id.into(),
        kind,
        parent: parent.map(Into::into),
        names: names(id),
        boundary: None,
        templates: Vec::new(),
        retired: false,
    }
}

fn department(id: &str) -> Department {
    Department {
        id: id.into(),
        names: names(id),
        contact: None,
        second_eyes: false,
        templates: Vec::new(),
        retired: false,
    }
}

/// The directory.
pub(crate) fn city() -> City {
    City {
        names: names("town"),
        areas: vec![
            area("town", AreaKind::City, None),
            area("north", AreaKind::District, Some("town")),
            area("north-gate", AreaKind::Street, Some("north")),
            area("canal", AreaKind::Community, Some("north-gate")),
            area("south", AreaKind::District, Some("town")),
            area("harbour", AreaKind::Street, Some("south")),
        ],
        departments: vec![department("lights"), department("traffic"), department("parks")],
        categories: vec![
            Category {
                id: "lighting".into(),
                names: names("lighting"),
                examples: Names::default(),
                department: Some("lights".into()),
                clocks: Some(LIGHTING),
                retired: false,
            },
            Category {
                id: "crossings".into(),
                names: names("crossings"),
                examples: Names::default(),
                department: Some("traffic".into()),
                clocks: None,
                retired: false,
            },
        ],
        policy: Policy::default(),
        calendar: calendar(),
    }
}

/// The account of this number.
pub(crate) fn account(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(0xacc0 << 64 | number))
}

fn person(account: AccountId, level: Level, roles: Vec<Role>) -> Actor {
    Actor::Person(Person {
        account,
        level,
        roles,
    })
}

fn staff(name: &str, role: Role) -> Actor {
    let number = name
        .bytes()
        .fold(0xc0, |number: u128, byte| number << 8 | u128::from(byte));
    person(
        AccountId(Uuid::from_u128(number)),
        Level::ResidentVerified,
        vec![role],
    )
}

/// Somebody known to one device only.
pub(crate) fn guest(number: u128) -> Actor {
    person(account(number), Level::Guest, vec![])
}

/// Somebody who signed up.
pub(crate) fn citizen(number: u128) -> Actor {
    person(account(number), Level::Unverified, vec![])
}

/// A coordinator of this area.
pub(crate) fn coordinator(area: &str) -> Actor {
    staff(area, Role::Coordinator { area: area.into() })
}

/// An officer of this department.
pub(crate) fn officer(department: &str) -> Actor {
    staff(
        department,
        Role::Officer {
            department: department.into(),
        },
    )
}

/// Another officer of this department.
pub(crate) fn colleague(department: &str, number: u128) -> Actor {
    let role = Role::Officer {
        department: department.into(),
    };
    let account = AccountId(Uuid::from_u128(0xc011 << 64 | number));
    person(account, Level::ResidentVerified, vec![role])
}

/// A citizen who looks at closed cases of this area.
pub(crate) fn supervisor(area: &str) -> Actor {
    staff(&format!("look {area}"), Role::Supervisor { area: area.into() })
}

/// Whoever publishes the directory.
pub(crate) fn administrator() -> Actor {
    staff("administrator", Role::Administrator {})
}

/// A proposal's id.
pub(crate) fn proposal(number: u128) -> ProposalId {
    ProposalId(Uuid::from_u128(0x9a0 << 64 | number))
}

/// Local time, `YYYY-MM-DD HH:MM`.
pub(crate) fn at(text: &str) -> Timestamp {
    let (date, time) = text.split_once(' ').expect("a date and a time");
    let (hours, minutes) = time.split_once(':').expect("hours and minutes");
    let minutes = hours.parse::<i64>().expect("hours") * 60 + minutes.parse::<i64>().expect("minutes");
    Timestamp(day(date).start(480).0 + minutes * 60_000)
}

/// The midnight that ends this day.
pub(crate) fn end_of(text: &str) -> Timestamp {
    day(text).end(480)
}

/// A lamp at the gate is broken.
pub(crate) fn lamp() -> Action {
    Action::Submit {
        draft: Draft {
            title: None,
            text: "社区北门的路灯坏了三个星期，晚上看不见台阶。".to_owned(),
            category: Some("lighting".into()),
            area: Some("canal".into()),
            place: Some("北门第二根灯杆".to_owned()),
            point: None,
            language: "zh-CN".to_owned(),
            signature: None,
            attachments: Vec::new(),
        },
    }
}

/// A crossing, in a category that runs by the city's clocks.
pub(crate) fn crossing() -> Action {
    Action::Submit {
        draft: Draft {
            title: Some("绿灯太短".to_owned()),
            text: "老人走不到对面就变红灯。".to_owned(),
            category: Some("crossings".into()),
            area: Some("canal".into()),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    }
}

pub(crate) fn accept() -> Action {
    Action::Accept {
        category: None,
        area: None,
    }
}

pub(crate) fn decline(reason: Decline, text: &str) -> Action {
    Action::Decline {
        reason,
        text: text.to_owned(),
    }
}

pub(crate) fn appeal(text: &str) -> Action {
    Action::Appeal {
        text: text.to_owned(),
    }
}

pub(crate) fn merge(into: u128) -> Action {
    Action::Merge {
        into: proposal(into),
        text: "说的是同一盏灯。".to_owned(),
    }
}

pub(crate) fn unmerge(from: u128) -> Action {
    Action::Unmerge {
        from: proposal(from),
        text: "是另一盏灯。".to_owned(),
    }
}

pub(crate) fn move_to(to: u128) -> Action {
    Action::Move { to: proposal(to) }
}

/// It goes to this person.
pub(crate) fn hand_over(to: &Actor) -> Action {
    Action::HandOver {
        to: to.person().expect("a person").account,
        text: "我这周休假。".to_owned(),
    }
}

/// The id of something that was prepared.
fn prepared(of: u128) -> PreparedId {
    PreparedId(Uuid::from_u128(0x70_0000 + of))
}

/// It is kept for later.
pub(crate) fn prepare(of: u128, action: Action) -> Action {
    Action::Prepare {
        prepared: prepared(of),
        action: Box::new(action),
    }
}

pub(crate) fn check(of: u128) -> Action {
    Action::Check {
        prepared: prepared(of),
    }
}

pub(crate) fn discard(of: u128) -> Action {
    Action::Discard {
        prepared: prepared(of),
    }
}

pub(crate) fn publish(of: u128) -> Action {
    Action::Publish {
        prepared: prepared(of),
    }
}

pub(crate) fn entrust(to: &Actor) -> Action {
    let to = to.person().expect("a person").account;
    Action::Entrust { to }
}

pub(crate) fn inquire(text: &str) -> Action {
    let text = text.to_owned();
    Action::Inquire { text }
}

pub(crate) fn clarify(text: &str) -> Action {
    let text = text.to_owned();
    Action::Clarify { text }
}

pub(crate) fn assess(fit: bool) -> Action {
    let text = "去看过了。".to_owned();
    Action::Assess { fit, text }
}

pub(crate) fn ask(text: &str) -> Action {
    Action::Ask {
        text: text.to_owned(),
    }
}

pub(crate) fn reply(text: &str) -> Action {
    Action::Reply {
        text: text.to_owned(),
    }
}

pub(crate) fn extend(text: &str) -> Action {
    Action::Extend {
        text: text.to_owned(),
    }
}

pub(crate) fn contribute(text: &str) -> Action {
    Action::Contribute {
        text: text.to_owned(),
    }
}

pub(crate) fn excuse(text: &str) -> Action {
    Action::Excuse {
        text: text.to_owned(),
    }
}

pub(crate) fn assign(lead: &str, joint: &[&str]) -> Action {
    Action::Assign {
        lead: lead.into(),
        joint: joint.iter().map(|&id| id.into()).collect(),
    }
}

pub(crate) fn give_back(text: &str) -> Action {
    Action::Return {
        text: text.to_owned(),
    }
}

pub(crate) fn note(text: &str) -> Action {
    Action::Note {
        text: text.to_owned(),
    }
}

pub(crate) fn adopt(text: &str, promised: &str) -> Action {
    Action::Answer {
        kind: AnswerKind::Adopted,
        text: text.to_owned(),
        promised: Some(day(promised)),
        milestones: Vec::new(),
    }
}

/// What is promised, with the steps on the way there.
pub(crate) fn plan(promised: &str, steps: &[(&str, &str)]) -> Action {
    let step = |(text, due): &(&str, &str)| Step {
        text: (*text).to_owned(),
        due: day(due),
    };
    Action::Answer {
        kind: AnswerKind::Adopted,
        text: "分几步做。".to_owned(),
        promised: Some(day(promised)),
        milestones: steps.iter().map(step).collect(),
    }
}

pub(crate) fn achieve(milestone: u16) -> Action {
    Action::Achieve {
        milestone,
        text: "做好了，照片在社区栏。".to_owned(),
        evidence: Vec::new(),
    }
}

pub(crate) fn rate(judgement: Judgement, stars: u8) -> Action {
    Action::Rate {
        judgement,
        stars: Some(stars),
    }
}

/// An argument's id.
pub(crate) fn argument(number: u128) -> ArgumentId {
    ArgumentId(Uuid::from_u128(0xa6 << 64 | number))
}

/// Something about the argument of this number.
pub(crate) fn about(number: u128, action: ArgumentAction) -> Action {
    Action::Argument {
        argument: argument(number),
        action,
    }
}

pub(crate) fn argue(number: u128, side: Side, text: &str) -> Action {
    let text = text.to_owned();
    about(number, ArgumentAction::Argue { side, text })
}

pub(crate) fn retract(number: u128) -> Action {
    about(number, ArgumentAction::Retract {})
}

pub(crate) fn second(number: u128) -> Action {
    about(number, ArgumentAction::Second {})
}

pub(crate) fn unsecond(number: u128) -> Action {
    about(number, ArgumentAction::Unsecond {})
}

pub(crate) fn respond(number: u128, text: &str) -> Action {
    let text = text.to_owned();
    about(number, ArgumentAction::Respond { text })
}

pub(crate) fn report(number: u128, reason: Objection) -> Action {
    about(number, ArgumentAction::Report { reason })
}

pub(crate) fn keep(number: u128) -> Action {
    let text = "说的是事情，不是人。".to_owned();
    about(number, ArgumentAction::Keep { text })
}

pub(crate) fn hide(number: u128, reason: Objection) -> Action {
    let text = "里面有别人的电话。".to_owned();
    about(number, ArgumentAction::Hide { reason, text })
}

pub(crate) fn restore(number: u128) -> Action {
    let text = "电话是居委会公开的。".to_owned();
    about(number, ArgumentAction::Restore { text })
}

pub(crate) fn convene(on: &str) -> Action {
    Action::Convene {
        day: day(on),
        text: "下午两点，社区活动室，谁都可以来。".to_owned(),
    }
}

pub(crate) fn conclude(ruling: Ruling) -> Action {
    Action::Conclude {
        ruling,
        text: "大家都说到了。".to_owned(),
    }
}

pub(crate) fn explain(text: &str) -> Action {
    Action::Answer {
        kind: AnswerKind::Explained,
        text: text.to_owned(),
        promised: None,
        milestones: Vec::new(),
    }
}

pub(crate) fn resolve(text: &str) -> Action {
    Action::Resolve {
        text: text.to_owned(),
        evidence: Vec::new(),
    }
}

pub(crate) fn judge(judgement: Judgement) -> Action {
    Action::Judge {
        judgement,
        stars: None,
        text: None,
    }
}

/// A city at a point in time, with the first proposal in view.
pub(crate) struct Town {
    pub(crate) world: World,
    pub(crate) now: Timestamp,
    commands: u128,
}

impl Town {
    /// A city at this local time, in which nothing has happened yet.
    pub(crate) fn at(time: &str) -> Self {
        Self {
            world: World::new(city()),
            now: at(time),
            commands: 0,
        }
    }

    /// The city knows this person as they are now.
    pub(crate) fn knows(&mut self, actor: &Actor) -> &mut Self {
        if let Some(person) = actor.person() {
            self.world.people.insert(person.account, person.clone());
        }
        self
    }

    /// Time goes on.
    pub(crate) fn until(&mut self, time: &str) -> &mut Self {
        assert!(at(time) >= self.now, "time goes one way");
        self.now = at(time);
        self
    }

    /// The same city at a later time, asked under command ids that nobody has used there.
    pub(crate) fn later(&self, time: &str) -> Self {
        Self {
            world: self.world.clone(),
            now: at(time),
            commands: self.commands + 1_000,
        }
    }

    /// A command, not yet sent.
    pub(crate) fn command(&mut self, order: Order) -> Command {
        self.commands += 1;
        Command {
            id: CommandId(Uuid::from_u128(0xc0 << 64 | self.commands)),
            at: self.now,
            order,
        }
    }

    /// A command about a proposal, not yet sent.
    pub(crate) fn about(&mut self, id: ProposalId, seen: Option<u32>, action: Action) -> Command {
        self.command(Order::Proposal {
            proposal: id,
            seen,
            action,
        })
    }

    /// Sends a command now.
    pub(crate) fn send(&mut self, actor: &Actor, command: &Command) -> Outcome {
        self.world.push(actor, command, self.now)
    }

    /// Asks for something about a proposal.
    pub(crate) fn asks(&mut self, actor: &Actor, id: ProposalId, action: Action) -> Outcome {
        let command = self.about(id, None, action);
        self.send(actor, &command)
    }

    /// Asks about the first proposal; it must be carried out.
    pub(crate) fn does(&mut self, actor: &Actor, action: Action) -> &mut Self {
        self.does_to(1, actor, action)
    }

    /// Asks about a proposal; it must be carried out.
    pub(crate) fn does_to(&mut self, number: u128, actor: &Actor, action: Action) -> &mut Self {
        let outcome = self.asks(actor, proposal(number), action.clone());
        assert!(
            matches!(outcome, Outcome::Applied { .. }),
            "{action:?} gave {outcome:?}"
        );
        self
    }

    /// Asks about the first proposal; it must be refused with this code, and change nothing.
    pub(crate) fn may_not(&mut self, actor: &Actor, action: Action, code: &str) -> &mut Self {
        self.may_not_to(1, actor, action, code)
    }

    /// Asks about a proposal; it must be refused with this code, and change nothing.
    pub(crate) fn may_not_to(
        &mut self,
        number: u128,
        actor: &Actor,
        action: Action,
        code: &str,
    ) -> &mut Self {
        let log = self.world.log.len();
        let outcome = self.asks(actor, proposal(number), action.clone());
        assert_eq!(refusal(&outcome), code, "{action:?}");
        assert_eq!(self.world.log.len(), log, "a refusal leaves no trace in the log");
        self
    }

    /// Some of these cases are drawn for a month, all that there are.
    pub(crate) fn draws(&mut self, actor: &Actor, month: &str, candidates: &[u128]) -> Outcome {
        let pool = Pool {
            month: month.parse().expect("a month"),
            after: self.world.drawn.as_ref().map_or(0, |drawn| drawn.size),
            size: self.world.log.len() as u64,
            seed: "c2VlZA==".to_owned(),
            sample: self.world.city.policy.sample,
            candidates: candidates.iter().copied().map(proposal).collect(),
        };
        let command = self.command(Order::Draw { pool: Box::new(pool) });
        self.send(actor, &command)
    }

    /// Somebody's account is no more: their part in a case, with their words or without.
    pub(crate) fn leaves(&mut self, actor: &Actor, number: u128, who: &Actor, erase: bool) -> Outcome {
        let command = self.command(Order::Leave {
            proposal: proposal(number),
            account: who.person().expect("a person").account,
            erase,
        });
        self.send(actor, &command)
    }

    /// Publishes another directory.
    pub(crate) fn publishes(&mut self, actor: &Actor, city: City) -> Outcome {
        let command = self.command(Order::City {
            city: Box::new(city),
            seen: None,
        });
        self.send(actor, &command)
    }

    /// The first proposal as it stands.
    pub(crate) fn case(&self) -> &Proposal {
        self.case_of(1)
    }

    /// A proposal as it stands.
    pub(crate) fn case_of(&self, number: u128) -> &Proposal {
        &self.world.proposals[&proposal(number)]
    }

    /// An argument about the first proposal as it stands.
    pub(crate) fn argument(&self, number: u128) -> &Argument {
        &self.world.debates[&proposal(1)].arguments[&argument(number)]
    }

    /// The deadline that runs for the first proposal.
    pub(crate) fn due(&self) -> Timestamp {
        self.case().clock.expect("a clock runs").due
    }
}

/// The code of a refusal or a conflict; empty where it was carried out.
pub(crate) fn refusal(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Refused { problem } | Outcome::Conflict { problem, .. } => &problem.code,
        _ => "",
    }
}
