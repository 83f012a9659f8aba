//! One device, its city and the line between them, put together.

use crate::city::FakeCity;
use crate::host::Virtual;
use crate::keeper::{Keeper, Life, Record};
use crate::line::{Line, Net};
use client::Client;
use client::api::{Device, Link, Mine, Notice, OutboxItem, OutboxState, Sent, Status};
use client::host::Host;
use client::memory::MemoryStore;
use client::store::{Meta, Store};
use domain::command::Order;
use domain::id::ProposalId;
use domain::proposal::{Action, Draft};
use domain::protocol::Scope;
use domain::refusal::Problem;
use domain::time::Timestamp;
use futures::FutureExt as _;
use futures::channel::mpsc::UnboundedReceiver;
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt as _;
use std::cell::RefCell;
use std::rc::Rc;

pub(crate) type Program = Client<Keeper, Line, Virtual>;

pub(crate) struct Rig {
    pub(crate) host: Virtual,
    pub(crate) city: Rc<RefCell<FakeCity>>,
    pub(crate) net: Rc<Net>,
    pub(crate) durable: MemoryStore,
    pub(crate) record: Rc<RefCell<Record>>,
    pub(crate) life: Rc<Life>,
    scope: Scope,
    running: Option<Running>,
}

struct Running {
    pool: LocalPool,
    program: Rc<Program>,
    notices: UnboundedReceiver<Notice>,
}

impl Rig {
    /// A device that has never run, on a line that is up.
    pub(crate) fn new(seed: u64, scope: Scope) -> Self {
        let host = Virtual::new(seed);
        let city = Rc::new(RefCell::new(FakeCity::new(host.now())));
        let net = Rc::new(Net::default());
        net.online.set(true);
        Self {
            host,
            city,
            net,
            durable: MemoryStore::default(),
            record: Rc::default(),
            life: Rc::default(),
            scope,
            running: None,
        }
    }

    /// The same, already running and in step.
    pub(crate) fn in_step(seed: u64, scope: Scope) -> Self {
        let mut rig = Self::new(seed, scope);
        rig.settle();
        rig
    }

    fn start(&mut self) -> &mut Running {
        if self.life.dead.get() {
            self.stop();
        }
        if self.running.is_none() {
            let slow = self.life.slow.get();
            self.life = Rc::new(Life::default());
            self.life.slow.set(slow);
            let store = Keeper {
                durable: self.durable.clone(),
                host: self.host.clone(),
                city: self.city.clone(),
                record: self.record.clone(),
                life: self.life.clone(),
            };
            let line = Line {
                city: self.city.clone(),
                host: self.host.clone(),
                net: self.net.clone(),
            };
            let opening = Client::open(store, line, self.host.clone(), self.scope.clone());
            let mut pool = LocalPool::new();
            let mut opening = pool.spawner().spawn_local_with_handle(opening).unwrap();
            let program = loop {
                pool.run_until_stalled();
                match (&mut opening).now_or_never() {
                    Some(program) => break Rc::new(program.unwrap()),
                    None => assert!(self.host.advance(), "opening came to nothing"),
                }
            };
            let notices = program.notices();
            let running = program.clone();
            pool.spawner()
                .spawn_local(async move { running.run().await })
                .unwrap();
            self.running = Some(Running {
                pool,
                program,
                notices,
            });
        }
        self.running.as_mut().unwrap()
    }

    /// Ends the program as it is.
    pub(crate) fn stop(&mut self) {
        self.running = None;
        self.life.dead.set(false);
    }

    /// Asks the device; `None` where it was killed before it answered.
    pub(crate) fn try_ask<R: 'static>(
        &mut self,
        ask: impl AsyncFnOnce(Device<Rc<Program>>) -> R + 'static,
    ) -> Option<R> {
        let running = self.start();
        let device = Device(running.program.clone());
        let mut answer = running
            .pool
            .spawner()
            .spawn_local_with_handle(async move { ask(device).await })
            .unwrap();
        for _ in 0..100_000 {
            self.running.as_mut().unwrap().pool.run_until_stalled();
            if let Some(answer) = (&mut answer).now_or_never() {
                return Some(answer);
            }
            if self.life.dead.get() {
                self.stop();
                return None;
            }
            assert!(
                self.host.advance(),
                "the device does not answer and waits for nothing"
            );
        }
        panic!("the device never answers");
    }

    pub(crate) fn ask<R: 'static>(&mut self, ask: impl AsyncFnOnce(Device<Rc<Program>>) -> R + 'static) -> R {
        self.try_ask(ask).expect("not killed")
    }

    /// Lets time pass, with everything that happens in it.
    pub(crate) fn pass(&mut self, ms: i64) {
        let until = self.host.now().0 + ms;
        let alarm = self.host.clone();
        let wait = u64::try_from(ms).unwrap();
        let alarm = async move |_| alarm.sleep(wait).await;
        self.try_ask(alarm);
        self.host.set(until);
    }

    /// Lets time pass until the device has nothing to send, nothing to read, and says so.
    pub(crate) fn settle(&mut self) {
        self.until("the device is in step", |rig| {
            let meta = rig.meta();
            let quiet = rig.outbox().iter().all(|item| item.is_stuck());
            let city = rig.city.borrow();
            quiet
                && meta.cursor == city.head()
                && meta.epoch == Some(city.epoch())
                && rig.link() == Link::Online
        });
    }

    /// Lets time pass until this is so.
    pub(crate) fn until(&mut self, what: &str, so: impl Fn(&Rig) -> bool) {
        for _ in 0..20_000 {
            self.start().pool.run_until_stalled();
            if so(self) {
                return;
            }
            if !self.life.dead.get() {
                assert!(self.host.advance(), "nobody waits for anything, and not: {what}");
            }
        }
        panic!(
            "never so: {what}; link {:?}, outbox {:#?}",
            self.link(),
            self.outbox()
        );
    }

    pub(crate) fn link(&self) -> Link {
        self.running
            .as_ref()
            .map_or(Link::Starting, |running| running.program.link())
    }

    pub(crate) fn meta(&self) -> Meta {
        self.durable.meta().now_or_never().unwrap().unwrap().unwrap()
    }

    pub(crate) fn outbox(&self) -> Vec<OutboxItem> {
        self.durable.outbox().now_or_never().unwrap().unwrap()
    }

    pub(crate) fn states(&self) -> Vec<OutboxState> {
        self.outbox().into_iter().map(|item| item.state).collect()
    }

    pub(crate) fn status(&mut self) -> Status {
        self.ask(async |device| device.status().await.unwrap())
    }

    pub(crate) fn mine(&mut self) -> Mine {
        self.ask(async |device| device.mine().await.unwrap())
    }

    pub(crate) fn notices(&mut self) -> Vec<Notice> {
        let running = self.start();
        std::iter::from_fn(|| running.notices.try_recv().ok()).collect()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.host.now()
    }

    pub(crate) fn offline(&mut self) {
        self.net.online.set(false);
        self.net.break_streams();
    }

    pub(crate) fn online(&mut self) {
        self.net.online.set(true);
        self.net.wake();
    }

    pub(crate) fn act(&mut self, proposal: ProposalId, action: Action) -> Result<Sent, Problem> {
        self.ask(async move |device| {
            device
                .act(Order::Proposal {
                    proposal,
                    seen: None,
                    action,
                })
                .await
        })
    }

    /// Submits a proposal on the device.
    pub(crate) fn submit(&mut self, text: &str) -> Sent {
        self.act(self.new_proposal(), Action::Submit { draft: draft(text) })
            .unwrap()
    }

    pub(crate) fn new_proposal(&self) -> ProposalId {
        ProposalId(self.city.borrow_mut().new_uuid())
    }

    /// Somebody else submits one.
    pub(crate) fn neighbours_proposal(&mut self, text: &str) -> ProposalId {
        let id = self.new_proposal();
        let action = Action::Submit { draft: draft(text) };
        self.elsewhere(&crate::city::neighbour(), id, action);
        id
    }

    /// The city publishes a new directory, and the device learns of it.
    pub(crate) fn publish(&mut self, city: domain::city::City) {
        let now = self.now();
        let publish = domain::command::Command {
            id: domain::id::CommandId(self.city.borrow_mut().new_uuid()),
            at: now,
            order: domain::command::Order::City {
                city: Box::new(city),
                seen: None,
            },
        };
        self.city
            .borrow_mut()
            .world
            .push(&domain::actor::Actor::System, &publish, now);
        self.net.stir();
        self.settle();
    }

    /// Somebody acts without this device.
    pub(crate) fn elsewhere(&mut self, person: &domain::actor::Person, id: ProposalId, action: Action) {
        let outcome = self.city.borrow_mut().act(person, id, action, self.host.now());
        assert!(
            matches!(outcome, domain::protocol::Outcome::Applied { .. }),
            "{outcome:?}"
        );
        self.net.stir();
    }
}

pub(crate) fn draft(text: &str) -> Draft {
    Draft {
        text: text.to_owned(),
        language: "zh-CN".to_owned(),
        ..Draft::default()
    }
}
