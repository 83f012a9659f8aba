//! What a device shows that keeps only what is a person's own, and asks the city for the rest.

use crate::city::clerk;
use crate::rig::Rig;
use client::api::{Desk, Link, Need};
use client::problem;
use domain::actor::{Level, Role};
use domain::proposal::{Action, ActionKind, State};
use domain::protocol::Scope;
use domain::query::ProposalQuery;
use domain::refusal::Problem;

fn accept() -> Action {
    Action::Accept {
        category: None,
        area: None,
    }
}

fn newest() -> ProposalQuery {
    ProposalQuery::default()
}

#[test]
fn lists_come_from_the_city_and_from_the_device_when_it_is_away() {
    let mut rig = Rig::in_step(31, Scope::Mine);
    let theirs = rig.neighbours_proposal("邻居的");
    let own = rig.submit("自己的").proposal.unwrap();
    rig.settle();
    let listing = rig.ask(async |device| device.list(newest()).await.unwrap());
    assert!(!listing.device_only);
    assert_eq!(listing.page.items.len(), 2);
    rig.offline();
    rig.pass(10_000);
    let listing = rig.ask(async |device| device.list(newest()).await.unwrap());
    assert!(listing.device_only);
    assert_eq!(
        listing.page.items.iter().map(|card| card.id).collect::<Vec<_>>(),
        [own]
    );
    let unseen = rig.ask(async move |device| device.proposal(theirs).await);
    assert_eq!(
        unseen,
        Err(Problem::new(problem::UNREACHABLE)),
        "not there, or only not here: nobody knows"
    );

    // Asking finds out that the city is back.
    rig.net.online.set(true);
    let listing = rig.ask(async |device| device.list(newest()).await.unwrap());
    assert!(!listing.device_only);
    rig.until("the device is in step", |rig| rig.link() == Link::Online);
}

#[test]
fn what_resembles_a_text_comes_from_the_city_and_from_the_device_when_it_is_away() {
    let mut rig = Rig::in_step(36, Scope::Mine);
    let theirs = rig.neighbours_proposal("菜市场门口的路灯不亮了");
    let own = rig.submit("楼下路灯坏了三天").proposal.unwrap();
    rig.settle();
    let similar = |rig: &mut Rig, text: &'static str| {
        let cards = rig.ask(async move |device| device.similar(text.to_owned(), None).await.unwrap());
        cards.iter().map(|card| card.id).collect::<Vec<_>>()
    };
    let text = "晚上市场门口黑，路灯一直不亮";
    assert_eq!(similar(&mut rig, text), [theirs, own], "most alike first");
    assert_eq!(similar(&mut rig, "喷泉太吵"), []);

    let asked = rig.city.borrow().requests.len();
    assert_eq!(similar(&mut rig, "，。！？"), []);
    assert_eq!(
        rig.city.borrow().requests.len(),
        asked,
        "nothing in it can be asked for"
    );

    rig.offline();
    rig.pass(10_000);
    assert_eq!(similar(&mut rig, text), [own], "what is kept here");
}

#[test]
fn a_device_that_keeps_everything_tells_nobody_what_is_being_written() {
    let mut rig = Rig::in_step(37, Scope::All);
    let theirs = rig.neighbours_proposal("菜市场门口的路灯不亮了");
    rig.settle();
    let asked = rig.city.borrow().requests.len();
    let cards = rig.ask(async |device| device.similar("路灯不亮".to_owned(), None).await.unwrap());
    assert_eq!(cards[0].id, theirs);
    assert_eq!(rig.city.borrow().requests.len(), asked);
}

#[test]
fn a_proposal_that_was_looked_at_is_kept() {
    let mut rig = Rig::in_step(32, Scope::Mine);
    let theirs = rig.neighbours_proposal("邻居的");
    rig.settle();
    let sight = rig.ask(async move |device| device.proposal(theirs).await.unwrap().unwrap());
    assert_eq!((sight.mine, sight.timeline.len()), (false, 1));
    assert_eq!(sight.may, [ActionKind::Follow], "a guest may follow, not support");
    rig.notices();
    rig.ask(async move |device| device.proposal(theirs).await.unwrap());
    assert_eq!(
        rig.notices(),
        [],
        "looking again at the same is no news: the interface would ask for ever"
    );
    rig.elsewhere(&clerk(), theirs, accept());
    let sight = rig.ask(async move |device| device.proposal(theirs).await.unwrap().unwrap());
    assert_eq!(sight.proposal.state, State::Accepted);
    rig.offline();
    rig.pass(5_000);
    let sight = rig.ask(async move |device| device.proposal(theirs).await.unwrap().unwrap());
    assert_eq!(sight.proposal.state, State::Accepted);
    let nowhere = rig.new_proposal();
    rig.online();
    rig.settle();
    assert_eq!(
        rig.ask(async move |device| device.proposal(nowhere).await.unwrap()),
        None
    );
}

#[test]
fn what_is_followed_arrives_whole_and_stays_fresh() {
    let mut rig = Rig::in_step(33, Scope::Mine);
    let theirs = rig.neighbours_proposal("邻居的");
    rig.elsewhere(&clerk(), theirs, accept());
    rig.act(theirs, Action::Follow {}).unwrap();
    assert!(rig.mine().following[0].pending, "seen at once");
    rig.settle();
    rig.act(theirs, Action::Unfollow {}).unwrap();
    rig.settle();
    assert_eq!(rig.mine().following.len(), 0);
    rig.elsewhere(
        &clerk(),
        theirs,
        Action::Assign {
            lead: "roads".into(),
            joint: vec![],
        },
    );
    rig.settle();
    rig.act(theirs, Action::Follow {}).unwrap();
    rig.settle();
    let following = rig.mine().following;
    assert_eq!(
        following[0].card.state,
        State::Assigned,
        "what was missed in between is fetched"
    );
    rig.elsewhere(&clerk(), theirs, Action::Take {});
    rig.settle();
    assert_eq!(rig.mine().following[0].card.state, State::InProgress);
    assert_eq!(rig.status().unread, 1);
}

#[test]
fn a_desk_in_a_browser_sees_its_own_moves_stay() {
    let mut rig = Rig::in_step(34, Scope::Mine);
    let roles = vec![
        Role::Coordinator { area: "city".into() },
        Role::Officer {
            department: "roads".into(),
        },
    ];
    rig.city
        .borrow_mut()
        .add_account("受理员", Level::ResidentVerified, roles);
    rig.sign_in("受理员").unwrap();
    rig.settle();
    let case = rig.neighbours_proposal("路面坑洼");
    rig.settle();
    let desk = |rig: &mut Rig| {
        let home = rig.ask(async |device| device.home().await.unwrap());
        let needs = home.needs.into_iter();
        needs
            .filter_map(|need| match need {
                Need::Desk {
                    desk,
                    count,
                    first_due,
                } => Some((desk, count, first_due.is_some())),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(desk(&mut rig), [(Desk::Coordinator, 1, true)]);
    rig.act(case, accept()).unwrap();
    let assign = Action::Assign {
        lead: "roads".into(),
        joint: vec![],
    };
    rig.act(case, assign).unwrap();
    assert_eq!(
        desk(&mut rig),
        [],
        "the city still has it as submitted: what waits is counted in"
    );
    rig.settle();
    let sight = rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap());
    assert_eq!(sight.proposal.state, State::Assigned);
    assert!(sight.may.contains(&ActionKind::Take) && !sight.may.contains(&ActionKind::Judge));
    assert_eq!(desk(&mut rig), [(Desk::Department, 1, true)]);
}

#[test]
fn desks_are_counted_on_a_device_that_keeps_everything() {
    let mut rig = Rig::in_step(35, Scope::All);
    let roles = vec![
        Role::Coordinator { area: "east".into() },
        Role::Coordinator { area: "lake".into() },
        Role::Officer {
            department: "parks".into(),
        },
    ];
    rig.city
        .borrow_mut()
        .add_account("湖滨", Level::ResidentVerified, roles);
    rig.sign_in("湖滨").unwrap();
    for (area, n) in [("lake", 2), ("bridge", 1), ("west", 4)] {
        for _ in 0..n {
            let id = rig.new_proposal();
            let mut draft = crate::rig::draft("长椅坏了");
            draft.area = Some(area.into());
            rig.elsewhere(&crate::city::neighbour(), id, Action::Submit { draft });
            if area == "west" {
                rig.elsewhere(&clerk(), id, accept());
                rig.elsewhere(
                    &clerk(),
                    id,
                    Action::Assign {
                        lead: "parks".into(),
                        joint: vec![],
                    },
                );
            }
        }
    }
    rig.settle();
    let home = rig.ask(async |device| device.home().await.unwrap());
    let counts: Vec<_> = home
        .needs
        .iter()
        .map(|need| match need {
            Need::Desk { desk, count, .. } => (*desk, *count),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        counts,
        [(Desk::Coordinator, 3), (Desk::Department, 4)],
        "areas in each other count once"
    );
    assert_eq!(home.latest.len(), 5);
}
