//! Letters and calls about arguments: each to whom it concerns.

use super::{HOUR, Post, System, header, hook, parts, reachable, told, writing};
use crate::support::{DAY, accept};
use domain::contact::Pace;
use domain::id::ArgumentId;
use domain::proposal::{Action, ArgumentAction, Objection, Side};
use uuid::Uuid;

fn about(argument: ArgumentId, action: ArgumentAction) -> Action {
    Action::Argument { argument, action }
}

fn argue(argument: ArgumentId, text: &str) -> Action {
    let (side, text) = (Side::Against, text.to_owned());
    about(argument, ArgumentAction::Argue { side, text })
}

#[tokio::test]
async fn the_author_hears_of_arguments_together_and_who_argued_what_the_city_says_at_once() {
    let post = Post::default();
    let server = writing(&post).await;
    let (author, coordinator) = (server.citizen().await, server.coordinator().await);
    let (one, other) = (server.citizen().await, server.citizen().await);
    reachable(&server, &post, &author, "fang@example.org", Pace::AtOnce).await;
    reachable(&server, &post, &one, "chen@example.org", Pace::AtOnce).await;
    reachable(&server, &post, &other, "zhou@example.org", Pace::Never).await;
    let id = server.submit(&author, "路口装红绿灯。").await;
    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    post.take();

    let [first, second, hidden] = [(); 3].map(|()| ArgumentId(Uuid::now_v7()));
    server.act(&one, id, argue(first, "车会堵。")).await;
    server.act(&other, id, argue(second, "电话 139。")).await;
    server
        .act(&one, id, about(second, ArgumentAction::Second {}))
        .await;
    server.act(&author, id, argue(hidden, "我自己说的。")).await;
    told(&server).await;
    assert!(post.take().is_empty(), "many may speak in a day");
    let (reason, text) = (Objection::PersonalData, "里面有电话。".to_owned());
    server
        .act(
            &coordinator,
            id,
            about(second, ArgumentAction::Hide { reason, text }),
        )
        .await;
    server.pass(DAY);
    told(&server).await;
    let letter = post.one();
    assert_eq!(header(&letter, "To"), Some("fang@example.org"));
    let [text, _] = parts(&letter);
    assert!(
        text.starts_with("Somebody gave a reason for or against it"),
        "{text}"
    );
    assert!(text.contains("> 车会堵。\n"), "{text}");
    assert!(!text.contains("139"), "what must not stand is told to nobody");
    assert!(!text.contains("我自己"), "nor what they said themselves");

    // The city replies to one: its author is told at once, and the proposal's is not.
    let text = "我们会调红绿灯的时间。".to_owned();
    server
        .act(&coordinator, id, about(first, ArgumentAction::Respond { text }))
        .await;
    told(&server).await;
    let letter = post.one();
    assert_eq!(header(&letter, "To"), Some("chen@example.org"));
    assert!(
        parts(&letter)[0].contains("> 我们会调红绿灯的时间。\n"),
        "{letter}"
    );

    // And when it is hidden, why.
    let (reason, text) = (Objection::Attack, "请不要骂人。".to_owned());
    server
        .act(
            &coordinator,
            id,
            about(first, ArgumentAction::Hide { reason, text }),
        )
        .await;
    told(&server).await;
    let [text, _] = parts(&post.one());
    assert!(
        text.starts_with("What you said is not shown any more, please read why"),
        "{text}"
    );
    assert!(text.contains("It attacks people\n\n> 请不要骂人。\n"), "{text}");
    // It was looked at once more, and stands.
    let text = "说的是事情，不是人。".to_owned();
    server
        .act(&coordinator, id, about(first, ArgumentAction::Restore { text }))
        .await;
    told(&server).await;
    let letter = post.one();
    assert_eq!(header(&letter, "To"), Some("chen@example.org"));
    let [text, _] = parts(&letter);
    assert!(text.starts_with("What you said is shown again"), "{text}");
    assert!(text.contains("> 说的是事情，不是人。\n"), "{text}");
    server.pass(2 * DAY + HOUR);
    told(&server).await;
    assert!(post.take().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_system_is_called_with_what_is_said_and_not_with_who_supports_or_reports_it() {
    let server = crate::support::Server::start().await;
    let (author, coordinator) = (server.citizen().await, server.coordinator().await);
    let (one, other) = (server.citizen().await, server.citizen().await);
    let system = System::default();
    let (_, key) = hook(&server, &system, None).await;
    let id = server.submit(&author, "路口装红绿灯。").await;
    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    system.take();
    let [first, second] = [(); 2].map(|()| ArgumentId(Uuid::now_v7()));
    server.act(&one, id, argue(first, "车会堵。")).await;
    server
        .act(&other, id, about(first, ArgumentAction::Second {}))
        .await;
    let reason = Objection::Untrue;
    server
        .act(&other, id, about(first, ArgumentAction::Report { reason }))
        .await;
    let text = "不会堵。".to_owned();
    server
        .act(
            &coordinator,
            id,
            about(first, ArgumentAction::Keep { text: text.clone() }),
        )
        .await;
    server
        .act(&coordinator, id, about(first, ArgumentAction::Respond { text }))
        .await;
    server.act(&other, id, argue(second, "太贵。")).await;
    told(&server).await;
    server
        .act(&other, id, about(second, ArgumentAction::Retract {}))
        .await;
    told(&server).await;
    assert_eq!(
        system.kinds(&key),
        [
            "proposal.argued",
            "proposal.kept",
            "proposal.responded",
            "proposal.argued",
            "proposal.retracted"
        ]
    );
    server.stop().await;
}
