//! Where the city writes letters to: the device asks and tells, and the city keeps it.

use crate::city::{FakeCity, ok, refuse};
use crate::rig::Rig;
use client::api::{ContactAsk, SubscriptionAsk};
use client::problem;
use client::transport::Response;
use domain::contact::{
    Contact, ContactCode, ContactRequest, ContactState, Pace, Quiet, Subscription, SubscriptionRequest,
    SubscriptionState,
};
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

impl FakeCity {
    /// The same answers as the backend's.
    pub(crate) fn subscription(&mut self, method: &str, body: &str, reader: AccountId) -> Response {
        match method {
            "PUT" => {
                let asked: SubscriptionRequest = serde_json::from_str(body).unwrap();
                let subscription = Subscription {
                    language: asked.language,
                    pace: asked.pace,
                    quiet: asked.quiet,
                    unreachable: false,
                };
                self.subscriptions.insert(reader, subscription);
            }
            "DELETE" => {
                self.subscriptions.remove(&reader);
                return Response {
                    status: 204,
                    ..Response::default()
                };
            }
            _ => {}
        }
        ok(&SubscriptionState {
            key: "BA".to_owned(),
            subscription: self.subscriptions.get(&reader).cloned(),
        })
    }
}

impl Rig {
    fn subscription(&mut self, ask: SubscriptionAsk) -> Result<SubscriptionState, Problem> {
        self.ask(async move |device| device.subscription(ask).await)
    }

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

#[test]
fn a_browser_is_told_from_when_it_says_so_until_it_takes_that_back() {
    let mut rig = Rig::new(72, Scope::Mine);
    let state = rig.subscription(SubscriptionAsk::Read).unwrap();
    assert_eq!((state.key.as_str(), state.subscription), ("BA", None));
    let request = SubscriptionRequest {
        endpoint: "https://push.example/1".to_owned(),
        p256dh: "BA".to_owned(),
        auth: "AA".to_owned(),
        language: "zh-CN".to_owned(),
        pace: Pace::Daily,
        quiet: Quiet::default(),
    };
    let told = rig
        .subscription(SubscriptionAsk::Change(request.clone()))
        .unwrap();
    assert_eq!(told.subscription.unwrap().pace, Pace::Daily);
    rig.offline();
    let unreachable = Err(Problem::new(problem::UNREACHABLE));
    assert_eq!(rig.subscription(SubscriptionAsk::Forget), unreachable);
    rig.online();
    let told = rig.subscription(SubscriptionAsk::Read).unwrap();
    assert!(told.subscription.is_some(), "nothing changed");
    let told = rig.subscription(SubscriptionAsk::Forget).unwrap();
    assert_eq!(told.subscription, None);
}
