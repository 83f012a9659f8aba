//! Views of a desk at two computers: what came last holds, name by name.

use domain::desk::{Desk, DeskView, ViewChange};
use proptest::prelude::*;

fn a_view() -> impl Strategy<Value = DeskView> {
    let desk = prop::sample::select(vec![Desk::Coordinator, Desk::Department]);
    (desk, "[a-c]", "[?][x-z]").prop_map(|(desk, name, query)| DeskView { desk, name, query })
}

/// Each name once on a desk.
fn some_views() -> impl Strategy<Value = Vec<DeskView>> {
    prop::collection::vec(a_view(), 0..8).prop_map(|views| {
        let mut kept = Vec::new();
        for DeskView { desk, name, query } in views {
            let query = Some(query);
            ViewChange { desk, name, query }.apply(&mut kept);
        }
        kept
    })
}

fn sorted(mut views: Vec<DeskView>) -> Vec<DeskView> {
    views.sort_by_key(|view| (view.desk.name(), view.name.clone()));
    views
}

proptest! {
    #[test]
    fn what_is_between_two_lists_makes_the_one_of_the_other(before in some_views(), after in some_views()) {
        let changes = ViewChange::between(&before, &after);
        let mut made = before.clone();
        for change in &changes {
            prop_assert!(change.is_fit());
            change.apply(&mut made);
        }
        prop_assert_eq!(sorted(made.clone()), sorted(after.clone()));
        prop_assert!(ViewChange::between(&made, &after).is_empty());
        prop_assert_eq!(changes.is_empty(), sorted(before) == sorted(after));
    }
}

#[test]
fn a_view_has_a_name_and_an_address() {
    let change = |name: &str, query: Option<&str>| ViewChange {
        desk: Desk::Department,
        name: name.to_owned(),
        query: query.map(str::to_owned),
    };
    assert!(change("路灯", Some("?q=路灯")).is_fit() && change("路灯", None).is_fit());
    let long = "灯".repeat(DeskView::NAME_LIMIT + 1);
    for (name, query) in [
        ("", Some("?q=1")),
        (&long, Some("?")),
        ("路灯", Some("")),
        ("路灯", Some("/admin")),
    ] {
        assert!(!change(name, query).is_fit(), "{name} {query:?}");
    }
    assert!(!change("路灯", Some(&format!("?{long}").repeat(25))).is_fit());
    for desk in [Desk::Coordinator, Desk::Department, Desk::Supervisor] {
        assert_eq!(Desk::from_name(desk.name()), Some(desk));
    }
}
