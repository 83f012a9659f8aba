//! Addresses that a stranger gave: what is sent there goes into the open internet and nowhere else. Whoever keeps the
//! server gives the addresses of hooks; those may be at home.

use crate::error::{Error, Result};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Url};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

/// The longest address that is taken, in bytes.
const LONGEST: usize = 2_048;

/// The way out.
#[derive(Debug)]
pub(crate) struct Outside {
    client: Client,
    loopback: bool,
}

impl Outside {
    /// With `loopback`, which tests set, this machine is outside as well, without TLS.
    ///
    /// # Errors
    /// Where the system has no place for it.
    pub(crate) fn new(loopback: bool) -> Result<Self> {
        let client = super::hook::patient()
            // A proxy would look names up itself, and find what is at home.
            .no_proxy()
            .dns_resolver(Arc::new(Open))
            .build()
            .map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self { client, loopback })
    }

    /// An address that something may be sent to; none where it may not.
    pub(crate) fn address(&self, text: &str) -> Option<Url> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST)?;
        // However it was written, a number stands there in its one plain form.
        let number = url.host_str()?.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        let is_here = self.loopback && number.is_some_and(|number| number.is_loopback());
        let is_outside = url.scheme() == "https" && number.is_none_or(is_open);
        let is_plain = url.username().is_empty() && url.password().is_none();
        (is_plain && (is_outside || is_here)).then_some(url)
    }

    pub(crate) fn post(&self, url: Url) -> reqwest::RequestBuilder {
        self.client.post(url)
    }
}

/// Looks names up, and finds what is in the open internet alone: a name may be given another number after it was looked at.
#[derive(Debug)]
struct Open;

impl Resolve for Open {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let open: Vec<SocketAddr> = found.filter(|found| is_open(found.ip())).collect();
            Ok(Box::new(open.into_iter()) as Addrs)
        })
    }
}

/// Whether anybody in the internet may have this number, by the registries of special purposes (RFC 6890).
fn is_open(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => is_open_v4(number),
        IpAddr::V6(number) => is_open_v6(number),
    }
}

fn is_open_v4(number: Ipv4Addr) -> bool {
    let closed = match number.octets() {
        [0 | 10 | 127 | 240.., ..] => true,
        [100, second, ..] => second & 0xc0 == 64,
        [192, 0, 0, _] => true,
        [198, 18 | 19, ..] => true,
        _ => false,
    };
    !(closed
        || number.is_private()
        || number.is_link_local()
        || number.is_multicast()
        || number.is_documentation())
}

fn is_open_v6(number: Ipv6Addr) -> bool {
    match number.segments() {
        // Protocols of their own and for documents; what has a number of version 4 in it may lead home.
        [0x2001, second, ..] => second >= 0x200 && second != 0xdb8,
        [0x2002 | 0x3fff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_at_home_is_not_outside() {
        let [outside, testing] = [false, true].map(|loopback| Outside::new(loopback).expect("made"));
        for open in [
            "https://push.example/a?b=c",
            "https://8.8.8.8/a",
            "https://[2606:4700::1]/a",
        ] {
            assert!(outside.address(open).is_some(), "{open}");
        }
        for closed in [
            "http://push.example/a",
            "https://127.0.0.1/a",
            "https://2130706433/a",
            "https://0x7f.1/a",
            "https://10.1.2.3/a",
            "https://172.20.0.1/a",
            "https://192.168.1.1/a",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/a",
            "https://0.0.0.0/a",
            "https://198.18.0.1/a",
            "https://224.0.0.1/a",
            "https://255.255.255.255/a",
            "https://[::1]/a",
            "https://[::]/a",
            "https://[::ffff:10.0.0.1]/a",
            "https://[fd00::1]/a",
            "https://[fe80::1]/a",
            "https://[64:ff9b::a00:1]/a",
            "https://[2002:a00:1::]/a",
            "https://somebody:secret@push.example/a",
            "file:///etc/passwd",
            "push.example",
            "",
        ] {
            assert!(outside.address(closed).is_none(), "{closed}");
        }
        assert!(
            outside
                .address(&format!("https://push.example/{}", "a".repeat(LONGEST)))
                .is_none()
        );
        assert!(testing.address("http://127.0.0.1:80/a").is_some());
        assert!(testing.address("http://10.0.0.1/a").is_none());
    }

    #[tokio::test]
    async fn a_name_that_leads_home_leads_nowhere() {
        let name: Name = "localhost".parse().expect("a name");
        assert_eq!(Open.resolve(name).await.expect("looked up").count(), 0);
    }
}
