//! Where the city writes letters to: the device asks and tells, and the city keeps it.

use crate::city::{FakeCity, ok, refuse};
use crate::rig::Rig;
use client::api::ContactAsk;
use client::problem;
use client::transport::Response;
use domain::contact::{Contact, ContactCode, ContactRequest, ContactState, Pace, Quiet};
use domain::id::AccountId;
use domain::protocol::Scope;
use domain::refusal::Problem;

/// What every letter of this city has.
const CODE: &str = "271828";

impl FakeCity {
    /// The same answers as the backend's.
    pub(crate) fn contact(&mut self, method: &str, path: &str, body: &str, reader: AccountId) -> Response {
        match (method, path) {
            ("PUT", "/api/v1/contact") => {
                let asked: ContactRequest = serde_json::from_str(body).unwrap();
                let contact = Contact {
                    address: asked.address,
                    language: asked.language,
                    pace: asked.pace,
                    quiet: asked.quiet,
                    verified: false,
                    unreachable: false,
                };
                self.contacts.insert(reader, contact);
            }
            ("POST", "/api/v1/contact/code") => {
                let code: ContactCode = serde_json::from_str(body).unwrap();
                let contact = self.contacts.get_mut(&reader).filter(|_| code.code == CODE);
                let Some(contact) = contact else {
                    return refuse(403, Problem::new("wrong-code"));
                };
                contact.verified = true;
            }
            ("DELETE", "/api/v1/contact") => {
                self.contacts.remove(&reader);
                return Response {
                    status: 204,
                    ..Response::default()
                };
            }
            _ => {}
        }
        ok(&ContactState {
            offered: true,
            contact: self.contacts.get(&reader).cloned(),
        })
    }
}

impl Rig {
    fn contact(&mut self, ask: ContactAsk) -> Result<ContactState, Problem> {
        self.ask(async move |device| device.contact(ask).await)
    }
}

#[test]
fn an_address_is_told_shown_to_be_theirs_and_taken_back() {
    let mut rig = Rig::new(71, Scope::Mine);
    let state = rig.contact(ContactAsk::Read).unwrap();
    assert_eq!(
        (state.offered, state.contact),
        (true, None),
        "also of a guest that the city has not met"
    );
    let request = ContactRequest {
        address: "fang@example.org".to_owned(),
        language: "zh-CN".to_owned(),
        pace: Pace::Daily,
        quiet: Quiet::default(),
    };
    let told = rig
        .contact(ContactAsk::Change(request.clone()))
        .unwrap()
        .contact
        .unwrap();
    assert_eq!(
        (told.address, told.pace, told.verified),
        (request.address.clone(), Pace::Daily, false)
    );
    let wrong = rig.contact(ContactAsk::Verify("314159".to_owned()));
    assert_eq!(wrong, Err(Problem::new("wrong-code")));
    assert!(
        rig.contact(ContactAsk::Verify(CODE.to_owned()))
            .unwrap()
            .contact
            .unwrap()
            .verified
    );

    rig.offline();
    let unreachable = Err(Problem::new(problem::UNREACHABLE));
    assert_eq!(rig.contact(ContactAsk::Change(request)), unreachable);
    rig.online();
    assert!(
        rig.contact(ContactAsk::Read).unwrap().contact.unwrap().verified,
        "nothing changed"
    );
    assert_eq!(rig.contact(ContactAsk::Forget).unwrap().contact, None);
}
