//! The way to the city, which may lose, delay, double and garble what it carries.

use crate::city::{FakeCity, refuse};
use crate::host::Virtual;
use client::host::Host;
use client::transport::{Request, Response, Transport, Unreachable};
use domain::refusal::Problem;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) city: Rc<RefCell<FakeCity>>,
    pub(crate) host: Virtual,
    pub(crate) net: Rc<Net>,
}

#[derive(Default)]
pub(crate) struct Net {
    pub(crate) online: Cell<bool>,
    /// Whether things go wrong at random.
    pub(crate) bad: Cell<bool>,
    /// The next answers, instead of the city's, whom the requests then don't reach.
    pub(crate) instead: RefCell<Vec<Response>>,
    /// The next so many answers are lost; the requests arrive.
    pub(crate) lose_answers: Cell<u32>,
    /// When each request was sent.
    pub(crate) sent_at: RefCell<Vec<i64>>,
    streams: Cell<u64>,
    came_back: Cell<bool>,
    watchers: RefCell<Vec<Waker>>,
    /// Requests that arrive long after the device has given them up.
    pub(crate) late: RefCell<Vec<Request>>,
}

impl Net {
    /// Somebody may have something to see.
    pub(crate) fn stir(&self) {
        self.watchers.take().into_iter().for_each(Waker::wake);
    }

    pub(crate) fn break_streams(&self) {
        self.streams.set(self.streams.get() + 1);
        self.stir();
    }

    /// What a device is told when its network changes.
    pub(crate) fn wake(&self) {
        self.came_back.set(true);
        self.stir();
    }
}

fn html(status: u16) -> Response {
    Response {
        status,
        body: "<html><h1>Bad Gateway".to_owned(),
        retry_after_ms: None,
        ..Response::default()
    }
}

fn later(status: u16, seconds: u64) -> Response {
    let mut response = refuse(status, Problem::new("too-many-requests"));
    response.retry_after_ms = Some(seconds * 1_000);
    response
}

impl Line {
    fn arrive(&self, request: &Request) -> Response {
        let response = self.city.borrow_mut().answer(request, self.host.now());
        self.net.stir();
        response
    }

    async fn mishap(&self, request: &Request) -> Result<Response, Unreachable> {
        let roll = self.host.roll();
        let some = roll >> 32;
        match roll % 24 {
            0 => Err(Unreachable),
            1 | 2 => {
                self.arrive(request);
                self.host.sleep(some % 2_000).await;
                Err(Unreachable)
            }
            3 => {
                self.arrive(request);
                Ok(self.arrive(request))
            }
            4 => Ok(html(502)),
            5 => Ok(later(503, some % 9)),
            6 => Ok(later(429, some % 40)),
            7 => {
                self.arrive(request);
                Ok(html(504))
            }
            8 => {
                let mut response = self.arrive(request);
                response.body.pop(); // cut off before its end
                Ok(response)
            }
            9 => {
                self.city.borrow_mut().end_all_sessions();
                Ok(self.arrive(request))
            }
            10 | 11 => {
                self.city.borrow_mut().put_off = Some(((some % 3) as usize, some % 5_000));
                let response = self.arrive(request);
                self.city.borrow_mut().put_off = None;
                Ok(response)
            }
            12 => {
                self.host.sleep(20_000).await;
                Ok(self.arrive(request))
            }
            13 => {
                let response = self.arrive(request);
                self.host.sleep(20_000).await;
                Ok(response)
            }
            14 => {
                self.net.late.borrow_mut().push(request.clone());
                Err(Unreachable)
            }
            15 => {
                for late in self.net.late.take() {
                    self.arrive(&late);
                }
                Ok(self.arrive(request))
            }
            _ => Ok(self.arrive(request)),
        }
    }
}

impl Transport for Line {
    async fn send(&self, request: Request) -> Result<Response, Unreachable> {
        self.net.sent_at.borrow_mut().push(self.host.now().0);
        self.host
            .sleep(
                1 + if self.net.bad.get() {
                    self.host.roll() % 300
                } else {
                    0
                },
            )
            .await;
        if !self.net.online.get() {
            return Err(Unreachable);
        }
        if !self.net.instead.borrow().is_empty() {
            return Ok(self.net.instead.borrow_mut().remove(0));
        }
        if self.net.bad.get() {
            return self.mishap(&request).await;
        }
        let response = self.arrive(&request);
        self.host.sleep(1).await;
        let lose = self.net.lose_answers.get();
        if lose > 0 {
            self.net.lose_answers.set(lose - 1);
            return Err(Unreachable);
        }
        Ok(response)
    }

    async fn head_moved(&self, since: u64) -> Result<u64, Unreachable> {
        let streams = self.net.streams.get();
        poll_fn(|context| {
            if !self.net.online.get() || self.net.streams.get() != streams {
                return Poll::Ready(Err(Unreachable));
            }
            let head = self.city.borrow().head();
            if head > since {
                return Poll::Ready(Ok(head));
            }
            self.net.watchers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    async fn woken(&self) {
        poll_fn(|context| {
            if self.net.came_back.take() {
                return Poll::Ready(());
            }
            self.net.watchers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn server(&self) -> String {
        "https://city.example".to_owned()
    }
}
