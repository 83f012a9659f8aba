//! Arguments over HTTP: who may give and moderate them, and who still reads what was hidden.

use crate::support::{Server, Somebody, accept};
use domain::actor::Role;
use domain::event::Fact;
use domain::id::{ArgumentId, ProposalId};
use domain::proposal::{
    ARGUMENTS_LIMIT, Action, Argument, ArgumentAction, ArgumentChange, Change, Objection, Side,
};
use domain::protocol::{Outcome, Reported, ReportedArgument};
use reqwest::Method;
use uuid::Uuid;

const SAID: &str = "老人多，电话 139 0000 0000。";

fn about(argument: ArgumentId, action: ArgumentAction) -> Action {
    Action::Argument { argument, action }
}

fn argue(argument: ArgumentId, side: Side, text: &str) -> Action {
    let text = text.to_owned();
    about(argument, ArgumentAction::Argue { side, text })
}

fn report(argument: ArgumentId, reason: Objection) -> Action {
    about(argument, ArgumentAction::Report { reason })
}

fn hide(argument: ArgumentId) -> Action {
    let (reason, text) = (Objection::PersonalData, "里面有电话。".to_owned());
    about(argument, ArgumentAction::Hide { reason, text })
}

fn restore(argument: ArgumentId) -> Action {
    let text = "电话是居委会公开的。".to_owned();
    about(argument, ArgumentAction::Restore { text })
}

fn new_argument() -> ArgumentId {
    ArgumentId(Uuid::now_v7())
}

impl Server {
    /// A case that is open, and its coordinator.
    async fn open_case(&self) -> (ProposalId, Somebody) {
        let (author, coordinator) = (self.guest().await, self.coordinator().await);
        let id = self.submit(&author, "绿灯太短，老人走不到对面。").await;
        self.act(&coordinator, id, accept()).await;
        (id, coordinator)
    }

    pub(crate) async fn refused(&self, who: &Somebody, id: ProposalId, action: Action) -> String {
        match self.push(who, vec![self.command(id, action)]).await.remove(0) {
            Outcome::Refused { problem } => problem.code,
            other => panic!("{other:?}"),
        }
    }

    async fn argument(&self, id: ProposalId, of: ArgumentId, who: Option<&Somebody>) -> Argument {
        self.detail(id, who).await.debate.arguments[&of].clone()
    }

    /// The words of an argument as somebody's feed has them.
    async fn words_in_feed(&self, of: ArgumentId, scope: &str, who: Option<&Somebody>) -> Option<String> {
        let feed = self.changes(scope, who).await;
        let mut given = feed.events.into_iter().filter_map(|event| match event.fact {
            Fact::Proposal {
                change:
                    Change::Argument {
                        argument,
                        step: ArgumentChange::Argued { text, .. },
                    },
                ..
            } if argument == of => Some(text),
            _ => None,
        });
        given.next().expect("the event is there for everybody")
    }
}

#[tokio::test]
async fn what_is_hidden_is_read_on_by_its_author_and_the_staff_alone() {
    let server = Server::start().await;
    let (id, coordinator) = server.open_case().await;
    let (arguer, reporter) = (server.citizen().await, server.citizen().await);
    let of = new_argument();
    server.act(&arguer, id, argue(of, Side::For, SAID)).await;
    server
        .act(&reporter, id, report(of, Objection::PersonalData))
        .await;
    assert_eq!(
        server.words_in_feed(of, "scope=all", None).await.as_deref(),
        Some(SAID)
    );
    let open = server.argument(id, of, None).await;
    assert_eq!(
        (open.text.as_deref(), open.author, open.reports.len()),
        (Some(SAID), None, 0)
    );
    let to_staff = server.argument(id, of, Some(&coordinator)).await;
    assert_eq!(to_staff.author, Some(arguer.account));
    assert_eq!(to_staff.reports, [(Objection::PersonalData, 1)].into());

    server.act(&coordinator, id, hide(of)).await;
    // What is on the disk says the same as what was decided.
    let server = server.restart(|_| {}).await;
    let readers = [
        (None, false),
        (Some(&reporter), false),
        (Some(&arguer), true),
        (Some(&coordinator), true),
    ];
    for (who, knows) in readers {
        let argument = server.argument(id, of, who).await;
        assert_eq!(argument.text.is_some(), knows);
        assert_eq!(argument.moderation.expect("why").text, "里面有电话。");
        let words = server.words_in_feed(of, "scope=all", who).await;
        assert_eq!(words.is_some(), knows);
    }
    let text = server
        .request(Method::GET, &format!("/api/v1/proposals/{id}"), None)
        .send();
    assert!(
        !text.await.unwrap().text().await.unwrap().contains("139"),
        "nowhere in it"
    );
    assert!(
        server
            .words_in_feed(of, "scope=mine", Some(&arguer))
            .await
            .is_some()
    );
    server.stop().await;
}

#[tokio::test]
async fn what_stands_again_is_read_by_everybody_and_hidden_once_more_by_nobody() {
    let server = Server::start().await;
    let (id, coordinator) = server.open_case().await;
    let (arguer, reporter) = (server.citizen().await, server.citizen().await);
    let of = new_argument();
    server.act(&arguer, id, argue(of, Side::For, SAID)).await;
    server.act(&reporter, id, report(of, Objection::Attack)).await;
    assert_eq!(
        server.refused(&coordinator, id, restore(of)).await,
        "nothing-hidden"
    );
    server.act(&coordinator, id, hide(of)).await;
    let moderated = async |server: &Server| {
        let found: Reported = server.get("/api/v1/arguments/reported", Some(&coordinator)).await;
        let ids = |part: Vec<ReportedArgument>| part.into_iter().map(|one| one.id).collect::<Vec<_>>();
        (ids(found.items), ids(found.hidden))
    };
    assert_eq!(moderated(&server).await, (vec![], vec![of]));
    assert_eq!(server.refused(&arguer, id, restore(of)).await, "not-coordinator");
    server.act(&coordinator, id, restore(of)).await;
    // What is on the disk says the same as what was decided.
    let server = server.restart(|_| {}).await;
    assert_eq!(moderated(&server).await, (vec![], vec![]));
    for who in [None, Some(&reporter), Some(&arguer), Some(&coordinator)] {
        let argument = server.argument(id, of, who).await;
        assert_eq!(argument.text.as_deref(), Some(SAID));
        let ruled = argument.moderation.expect("why");
        assert_eq!((ruled.hidden, &ruled.text[..]), (false, "电话是居委会公开的。"));
        let feed = server.changes("scope=all", who).await;
        assert!(
            format!("{feed:?}").contains(SAID),
            "a device that had let it go has it again"
        );
    }
    for reason in [Objection::PersonalData, Objection::Attack] {
        assert_eq!(
            server.refused(&coordinator, id, report(of, reason)).await,
            "argument-kept"
        );
    }
    // Hidden once more, the words are gone from where it was let stand, too.
    server.act(&coordinator, id, hide(of)).await;
    let server = server.restart(|_| {}).await;
    for who in [None, Some(&reporter)] {
        let feed = server.changes("scope=all", who).await;
        assert!(!format!("{feed:?}").contains(SAID));
        assert_eq!(server.argument(id, of, who).await.text, None);
    }
    assert_eq!(
        server.argument(id, of, Some(&arguer)).await.text.as_deref(),
        Some(SAID)
    );
    // Said in other words meanwhile, it stays as it is.
    let anew = new_argument();
    server.act(&arguer, id, argue(anew, Side::For, "老人多。")).await;
    assert_eq!(server.refused(&coordinator, id, restore(of)).await, "said-anew");
    server.stop().await;
}

#[tokio::test]
async fn what_is_taken_back_is_gone_and_may_be_said_anew() {
    let server = Server::start().await;
    let (id, _) = server.open_case().await;
    let (arguer, other) = (server.citizen().await, server.citizen().await);
    let (of, next) = (new_argument(), new_argument());
    // All in one group: given, supported, taken back, and given in other words.
    server.act(&arguer, id, argue(of, Side::Against, SAID)).await;
    server.act(&other, id, about(of, ArgumentAction::Second {})).await;
    let commands = vec![
        server.command(id, argue(next, Side::Against, "车会堵。")),
        server.command(id, about(of, ArgumentAction::Retract {})),
        server.command(id, argue(next, Side::Against, "车会堵。")),
    ];
    let outcomes = server.push(&arguer, commands).await;
    assert!(matches!(&outcomes[0], Outcome::Refused { problem } if problem.code == "argued-already"));
    assert!(matches!(
        &outcomes[1..],
        [Outcome::Applied { .. }, Outcome::Applied { .. }]
    ));
    let debate = server.detail(id, Some(&other)).await.debate;
    assert_eq!(debate.arguments.keys().copied().collect::<Vec<_>>(), [next]);
    assert!(debate.own.is_empty());
    assert_eq!(server.words_in_feed(of, "scope=all", Some(&other)).await, None);
    server.stop().await;
}

#[tokio::test]
async fn a_guest_argues_no_more_than_it_supports_and_nobody_reports_twice() {
    let server = Server::start().await;
    let (id, coordinator) = server.open_case().await;
    let (guest, arguer, reporter) = (
        server.guest().await,
        server.citizen().await,
        server.citizen().await,
    );
    let of = new_argument();
    assert_eq!(
        server.refused(&guest, id, argue(of, Side::For, SAID)).await,
        "level-too-low"
    );
    server.act(&arguer, id, argue(of, Side::For, SAID)).await;
    assert_eq!(
        server.refused(&guest, id, report(of, Objection::Attack)).await,
        "level-too-low"
    );
    assert_eq!(
        server.refused(&arguer, id, report(of, Objection::Attack)).await,
        "own-argument"
    );
    server.act(&reporter, id, report(of, Objection::Attack)).await;
    let server = server.restart(|_| {}).await;
    assert_eq!(
        server.refused(&reporter, id, report(of, Objection::Untrue)).await,
        "reported-already"
    );
    server
        .act(&reporter, id, about(of, ArgumentAction::Second {}))
        .await;
    let own = server.detail(id, Some(&reporter)).await.debate.stance(of);
    assert!(own.seconds && own.reported);
    let text = "说的是事情。".to_owned();
    server
        .act(&coordinator, id, about(of, ArgumentAction::Keep { text }))
        .await;
    let other = server.citizen().await;
    assert_eq!(
        server.refused(&other, id, report(of, Objection::Attack)).await,
        "argument-kept"
    );
    server.stop().await;
}

#[tokio::test]
async fn coordinators_find_what_was_reported_in_their_area_longest_waiting_first() {
    let server = Server::start().await;
    let (id, coordinator) = server.open_case().await;
    let (one, two, reporter) = (
        server.citizen().await,
        server.citizen().await,
        server.citizen().await,
    );
    let (first, second) = (new_argument(), new_argument());
    server.act(&one, id, argue(first, Side::For, "老人多。")).await;
    server
        .act(&two, id, argue(second, Side::Against, "车会堵。"))
        .await;
    server.act(&reporter, id, report(second, Objection::Untrue)).await;
    server.pass(60_000);
    server
        .act(&reporter, id, report(first, Objection::OffTopic))
        .await;
    let waiting = async |who: &Somebody| {
        let reported: Reported = server.get("/api/v1/arguments/reported", Some(who)).await;
        reported.items.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(waiting(&coordinator).await, [second, first]);
    let elsewhere = server
        .person(vec![Role::Coordinator {
            area: "qingshi".into(),
        }])
        .await;
    assert_eq!(waiting(&elsewhere).await, []);
    assert_eq!(waiting(&one).await, []);
    let nobody = server.request(Method::GET, "/api/v1/arguments/reported", None);
    assert_eq!(server.error(nobody).await.1, "not-signed-in");
    server.act(&coordinator, id, hide(second)).await;
    assert_eq!(waiting(&coordinator).await, [first]);
    server
        .act(&one, id, about(first, ArgumentAction::Retract {}))
        .await;
    assert_eq!(waiting(&coordinator).await, []);
    server.stop().await;
}

#[tokio::test]
async fn a_case_has_room_for_so_many() {
    let server = Server::start().await;
    let (id, coordinator) = server.open_case().await;
    // Hidden ones count as well: each person may go on, the case does not grow without end.
    let commands = (0..ARGUMENTS_LIMIT / 2).flat_map(|_| {
        let of = new_argument();
        [argue(of, Side::For, "老人多。"), hide(of)]
    });
    let commands: Vec<_> = commands.map(|action| server.command(id, action)).collect();
    for half in [Side::For, Side::Against] {
        let commands = commands.iter().map(|command| {
            let mut command = command.clone();
            if half == Side::Against {
                command.id.0 = Uuid::now_v7();
                let domain::command::Order::Proposal {
                    action: Action::Argument { argument, .. },
                    ..
                } = &mut command.order
                else {
                    unreachable!()
                };
                argument.0 = Uuid::from_u128(!argument.0.as_u128());
            }
            command
        });
        let outcomes = server.push(&coordinator, commands.collect()).await;
        assert!(
            outcomes
                .iter()
                .all(|outcome| matches!(outcome, Outcome::Applied { .. }))
        );
    }
    let citizen = server.citizen().await;
    let more = argue(new_argument(), Side::For, "还有孩子。");
    assert_eq!(server.refused(&citizen, id, more).await, "too-many-arguments");
    server.stop().await;
}
