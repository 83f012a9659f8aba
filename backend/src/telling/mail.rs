//! Letters on their way: SMTP.

use super::{Failed, Then};
use crate::error::{Error, Result};
use lettre::message::{Mailbox, MultiPart, header};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// How long the other side may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How letters go out.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// `smtps://USER:PASSWORD@HOST:465`, or `smtp://HOST:25?tls=required`.
    pub smtp: String,
    /// Who they are from: `NAME <ADDRESS>` or an address.
    pub from: String,
    /// Where people find the city: `https://…`, without a slash at the end.
    pub public_url: String,
}

/// What letters go out by.
#[derive(Debug)]
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    pub(super) public_url: String,
}

/// What is written to somebody.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    /// The same letter has the same name, however often it is sent.
    pub(crate) id: String,
    pub(crate) language: &'static str,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    /// Where one press ends all letters (RFC 8058); none where this one was asked for.
    pub(crate) stop: Option<String>,
}

impl Mail {
    /// Ready to send; nothing is connected yet.
    ///
    /// # Errors
    /// Where the addresses are none.
    pub fn new(config: &MailConfig) -> Result<Self> {
        let unusable =
            |error: &dyn std::fmt::Display| Error::Internal(format!("letters can't go out: {error}"));
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp);
        let transport = transport.map_err(|error| unusable(&error))?;
        Ok(Self {
            transport: transport.timeout(Some(PATIENCE)).build(),
            from: config.from.parse().map_err(|error| unusable(&error))?,
            public_url: config.public_url.trim_end_matches('/').to_owned(),
        })
    }

    /// Sends a letter.
    pub(crate) async fn send(&self, address: &str, letter: Letter) -> Result<(), Failed> {
        let because = |problem: String, for_good| Failed {
            problem,
            then: if for_good { Then::Never } else { Then::Later },
        };
        let message = self
            .message(address, letter)
            .map_err(|error| because(error.to_string(), true))?;
        let sent = self.transport.send(message).await;
        // What the other side says may have the address in it: the code alone is kept.
        sent.map(drop).map_err(|error| match error.status() {
            Some(code) => because(format!("SMTP {code}"), error.is_permanent()),
            None if error.is_timeout() => because("timeout".to_owned(), false),
            None => because("unreachable".to_owned(), false),
        })
    }

    fn message(&self, address: &str, letter: Letter) -> Result<Message, Box<dyn std::error::Error>> {
        let host = self.from.email.domain();
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address.parse::<Address>()?))
            .message_id(Some(format!("<{}@{host}>", letter.id)))
            .subject(letter.subject)
            .raw_header(raw("Content-Language", letter.language.to_owned())?)
            .raw_header(raw("Auto-Submitted", "auto-generated".to_owned())?);
        if let Some(stop) = letter.stop {
            message = message
                .raw_header(raw("List-Unsubscribe", format!("<{stop}>"))?)
                .raw_header(raw(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                )?);
        }
        Ok(message.multipart(MultiPart::alternative_plain_html(letter.text, letter.html))?)
    }
}

fn raw(name: &'static str, value: String) -> Result<header::HeaderValue, Box<dyn std::error::Error>> {
    Ok(header::HeaderValue::new(
        header::HeaderName::new_from_ascii(name.to_owned())?,
        value,
    ))
}
