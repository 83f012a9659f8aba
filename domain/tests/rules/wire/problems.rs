//! Why not, as a device is told it.

use super::shapes::travels;
use crate::calendar_days::day;
use crate::town::{names, proposal};
use domain::actor::Level;
use domain::attachment::FileHash;
use domain::city::Listed;
use domain::proposal::{ActionKind, State};
use domain::protocol::{ErrorBody, no_such_proposal};
use domain::refusal::{Field, Problem, Refusal};
use domain::time::Timestamp;
use insta::assert_json_snapshot;
use std::collections::BTreeSet;

#[test]
fn every_refusal_has_its_code_and_arguments() {
    let refusals = [
        Refusal::NoSuchProposal,
        Refusal::ProposalExists,
        Refusal::WrongState {
            action: ActionKind::CloseUnjudged,
            state: State::InProgress,
        },
        Refusal::NotAuthor,
        Refusal::NotCoordinator,
        Refusal::NotLeadOfficer,
        Refusal::OwnDecline,
        Refusal::AppealOver,
        Refusal::MergeItself,
        Refusal::MergeNotThere,
        Refusal::MergeEnded {
            state: State::Withdrawn,
        },
        Refusal::MergeMerged {
            number: Some("2026-0007".to_owned()),
        },
        Refusal::MergeElsewhere,
        Refusal::HoldsOthers,
        Refusal::NotMergedThere,
        Refusal::NotToPrepare {
            action: ActionKind::Accept,
        },
        Refusal::NoSuchPrepared,
        Refusal::OwnPrepared,
        Refusal::NeedsSecondEyes,
        Refusal::NoSupport,
        Refusal::NothingAsked,
        Refusal::AwaitsReply,
        Refusal::ClockOver,
        Refusal::NoExtension,
        Refusal::NothingToEscalate,
        Refusal::NotAdministrator,
        Refusal::SystemOnly,
        Refusal::LevelTooLow {
            needed: Level::ContactVerified,
        },
        Refusal::Empty { field: Field::Text },
        Refusal::TooLong {
            field: Field::Title,
            limit: 80,
            length: 81,
        },
        Refusal::ControlCharacter {
            field: Field::Place,
            position: 4,
        },
        Refusal::TooManyFiles { limit: 6, count: 7 },
        Refusal::FileTooLarge { limit: 20 << 20 },
        Refusal::SameFileTwice,
        Refusal::NoSuchFile {
            hash: FileHash([0xa1; 32]),
        },
        Refusal::NoSuchArea {
            area: "atlantis".to_owned(),
        },
        Refusal::NoSuchCategory {
            category: "magic".to_owned(),
        },
        Refusal::NoSuchDepartment {
            department: "weather".to_owned(),
        },
        Refusal::MilestoneOutOfOrder { position: 1 },
        Refusal::TooManyMilestones { limit: 12 },
        Refusal::NoSuchMilestone,
        Refusal::MilestonesOpen,
        Refusal::NotFollower,
        Refusal::RatedAlready,
        Refusal::HearingOutOfRange {
            day: day("2030-01-01"),
        },
        Refusal::NotHeard,
        Refusal::PromiseMissing,
        Refusal::PromiseNotAllowed,
        Refusal::PromiseOutOfRange {
            day: day("2030-01-01"),
        },
        Refusal::AwaitsWork,
        Refusal::NothingPromised,
        Refusal::StarsOutOfRange { stars: 6 },
        Refusal::NotYetDue {
            due: Timestamp(1_773_018_000_000),
        },
        Refusal::CityBroken {
            id: "canal".to_owned(),
        },
        Refusal::CityLost {
            id: "canal".to_owned(),
        },
        Refusal::NoSuchAccount,
        Refusal::OwnRole,
        Refusal::CityMoved,
        Refusal::ClockOutOfRange {
            clock: "answer",
            days: 0,
        },
        Refusal::ArgumentExists,
        Refusal::NoSuchArgument,
        Refusal::ArguedAlready,
        Refusal::TooManyArguments { limit: 500 },
        Refusal::OwnArgument,
        Refusal::NotYourArgument,
        Refusal::ArgumentHidden,
        Refusal::ArgumentKept,
        Refusal::ReportedAlready,
        Refusal::NothingReported,
        Refusal::Retired {
            what: Listed::Department,
            id: "traffic".to_owned(),
            names: names("交警"),
        },
        Refusal::AreaHoldsAreas {
            id: "north".to_owned(),
            names: names("北区"),
        },
        Refusal::NothingHidden,
        Refusal::SaidAnew,
        Refusal::RespondedAlready,
        Refusal::NotDesk,
        Refusal::CommandIdReused,
    ];
    let problems: Vec<Problem> = refusals.iter().map(Refusal::problem).collect();
    let codes: BTreeSet<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes.len(), refusals.len(), "no two share a code");
    for problem in &problems {
        travels(&ErrorBody {
            error: problem.clone(),
        });
        assert!(
            problem.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{}",
            problem.code
        );
    }
    // Whether JSON maps keep their order depends on what else is built beside.
    insta::with_settings!({ sort_maps => true }, { assert_json_snapshot!(problems) });
    assert_json_snapshot!(
        "error_body",
        ErrorBody {
            error: no_such_proposal(proposal(1))
        }
    );
}
