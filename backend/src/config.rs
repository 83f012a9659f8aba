//! What a server is told when it starts.

use crate::clock::Clock;
use crate::telling::mail::MailConfig;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use voice::Listener;

/// Where a server listens and keeps its data, and what it puts up with.
#[derive(Debug, Clone)]
pub struct Config {
    /// Port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The directory of the database, the keys and the last signed head.
    pub data: PathBuf,
    /// The built web app.
    pub web: Option<PathBuf>,
    /// The map of the city, a file of PMTiles; unless told, `map.pmtiles` in the data directory or the one that the web app
    /// brings.
    pub map: Option<PathBuf>,
    /// Where the bytes of files are kept, as `s3://bucket`; in the data directory unless told.
    pub files: Option<String>,
    /// Who turns speech into words for browsers, where somebody does.
    pub listener: Option<Arc<Listener>>,
    /// How letters go out, where the city writes any.
    pub mail: Option<MailConfig>,
    /// Where people find the city, `https://…`: push services are told who sends.
    pub public_url: Option<String>,
    /// Whether push services may be on this machine, without TLS: only tests have one there.
    pub push_to_loopback: bool,
    pub clock: Clock,
    pub limits: Limits,
    /// The most pages the database file may have; a test makes it full by this.
    pub max_pages: Option<u32>,
}

/// Bounds on what callers may ask.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a push.
    pub push_bytes: usize,
    /// Bytes of a sound: three minutes and a little more.
    pub sound_bytes: usize,
    /// Bytes of any other body.
    pub body_bytes: usize,
    /// Requests worked on at a time; more are asked to come again.
    pub requests: usize,
    /// The time one request may take, the reading of its body included.
    pub time: Duration,
    /// Sounds taken in at a time: one is listened to, the others wait; more are asked to come again.
    pub sounds: usize,
    /// The time that a sound may take until its words are there.
    pub sound_time: Duration,
    /// Sounds of one account in a minute.
    pub sounds_per_minute: u32,
    /// Bytes of all uploads that are not complete.
    pub uploads_bytes: u64,
    /// The time that one piece of an upload may take.
    pub upload_time: Duration,
    /// Uploads that one account may begin in a minute.
    pub uploads_per_minute: u32,
    /// Requests that one other system may file in a minute.
    pub filings_per_minute: u32,
    /// New accounts, guests included, from one address in a minute.
    pub accounts_per_minute: u32,
}

impl Config {
    /// On loopback, at a port of the system's choice, with the data in `data`.
    pub fn new(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            data,
            web: None,
            map: None,
            files: None,
            listener: None,
            mail: None,
            public_url: None,
            push_to_loopback: false,
            clock: Clock::System,
            limits: Limits::default(),
            max_pages: None,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            push_bytes: 2 << 20,
            sound_bytes: 6 << 20,
            body_bytes: 64 << 10,
            requests: 1_024,
            time: Duration::from_secs(30),
            sounds: 8,
            sound_time: Duration::from_secs(150),
            sounds_per_minute: 40,
            uploads_bytes: 2 << 30,
            upload_time: Duration::from_secs(600),
            uploads_per_minute: 60,
            filings_per_minute: 600,
            accounts_per_minute: 600,
        }
    }
}
