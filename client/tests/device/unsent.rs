//! What was begun in a form about a case is kept: through a program that ends, with what goes along, for whoever wrote it.

use crate::handing_over::{colleague, officer, taken};
use crate::rig::Rig;
use client::files::Chosen;
use client::unsent::{Form, Unsent};
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind, AnswerKind};
use domain::protocol::Scope;

const HOUR: i64 = 3_600_000;

fn unsent(form: Form, text: &str, files: Vec<Chosen>) -> Unsent {
    Unsent {
        form,
        words: [("text".to_owned(), text.to_owned())].into(),
        files,
    }
}

impl Rig {
    fn keep_unsent(&mut self, unsent: Unsent) {
        self.ask(async move |device| device.keep_unsent(unsent).await.unwrap());
    }

    /// What is begun about a case, as its page has it and as home asks for it.
    fn begun(&mut self, case: ProposalId) -> Vec<Unsent> {
        let (sight, alone) = self.ask(async move |device| {
            let sight = device.proposal(case).await.unwrap().unwrap();
            (sight.unsent, device.unsent(case).await.unwrap())
        });
        assert_eq!(sight, alone);
        sight
    }
}

#[test]
fn what_an_officer_began_outlives_the_program_and_goes_as_it_is_sent() {
    let (mut rig, _) = officer(91, Scope::Mine);
    let second = colleague(&mut rig, "李工");
    let case = taken(&mut rig, &second);
    let photo = rig.choose(b"a photo of the new lamp".to_vec());
    let answer = unsent(Form::of(case, ActionKind::Answer), "周三去看", Vec::new());
    let report = unsent(Form::of(case, ActionKind::Resolve), "换好了", vec![photo.clone()]);
    rig.keep_unsent(answer.clone());
    rig.keep_unsent(report.clone());
    rig.stop();
    rig.pass(48 * HOUR);
    assert_eq!(rig.begun(case), [answer, report.clone()]);
    assert!(
        rig.host.files.borrow().contains_key(&photo.id),
        "with what goes along"
    );

    // Prepared or sent: it was written in the form of the answer.
    let prepare = Action::Prepare {
        prepared: domain::id::PreparedId(rig.city.borrow_mut().new_uuid()),
        action: Box::new(Action::Answer {
            kind: AnswerKind::Explained,
            text: "周三去看".to_owned(),
            promised: None,
            milestones: Vec::new(),
        }),
    };
    rig.act(case, prepare).unwrap();
    assert_eq!(rig.begun(case), [report]);
    // Emptied by hand it goes, and with it what went along.
    rig.keep_unsent(unsent(Form::of(case, ActionKind::Resolve), " ", Vec::new()));
    assert_eq!(rig.begun(case), []);
    assert!(rig.host.files.borrow().is_empty());
}

#[test]
fn a_guest_who_becomes_a_person_goes_on_and_nobody_else_reads_it() {
    let mut rig = Rig::in_step(92, Scope::Mine);
    let case = rig.submit("路灯坏了").proposal.unwrap();
    rig.settle();
    let form = Form {
        place: "for".to_owned(),
        ..Form::of(case, ActionKind::Argue)
    };
    let argument = unsent(form, "晚上看不见", Vec::new());
    rig.keep_unsent(argument.clone());
    rig.sign_up("明月").unwrap();
    rig.settle();
    assert_eq!(rig.begun(case), std::slice::from_ref(&argument));
    rig.ask(async move |device| device.sign_out(false).await.unwrap());
    rig.settle();
    assert_eq!(rig.begun(case), [], "of the next person at this device");
    rig.sign_in("明月").unwrap();
    rig.settle();
    assert_eq!(rig.begun(case), [argument]);
}
