//! What letters say: the news as the app tells it, and the code of an address. Plain text, and the same as simple HTML.

use super::Step;
use super::mail::Letter;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Contact;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::AccountId;
use domain::proposal::{ArgumentChange, Change, Objection};
use locales::{Locale, Time, Words, args};
use std::fmt::Write;

/// What links that end letters are made for.
const STOP: &str = "stop";

/// A letter's paragraphs, once as text and once as HTML.
#[derive(Default)]
struct Paper {
    text: String,
    html: String,
}

impl Paper {
    fn paragraph(&mut self, words: &str) {
        _ = write!(self.text, "{words}\n\n");
        _ = write!(self.html, "<p>{}</p>", escaped(words).replace('\n', "<br>"));
    }

    fn quote(&mut self, words: &str) {
        for line in words.lines() {
            _ = writeln!(self.text, "> {line}");
        }
        self.text.push('\n');
        _ = write!(
            self.html,
            "<blockquote>{}</blockquote>",
            escaped(words).replace('\n', "<br>")
        );
    }

    fn link(&mut self, words: &str, url: &str) {
        _ = write!(self.text, "{words}\n{url}\n\n");
        _ = write!(
            self.html,
            "<p><a href=\"{}\">{}</a></p>",
            escaped(url),
            escaped(words)
        );
    }

    fn letter(self, id: String, locale: Locale, subject: String, stop: Option<String>) -> Letter {
        let language = locale.tag();
        Letter {
            id,
            language,
            html: format!(
                "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>{}</title><body>{}</body></html>",
                escaped(&subject),
                self.html
            ),
            subject,
            text: self.text,
            stop,
        }
    }
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// What happened, one step or a day's.
pub(super) fn news(app: &App, contact: &Contact, steps: &[Step]) -> Result<Letter> {
    let mail = app.mail.as_ref().ok_or(Error::NotMailing)?;
    let city = app.writer.city();
    let locale = Locale::best([contact.language.as_str()]);
    let words = Words::new(locale).with_utc_offset(city.city.calendar.utc_offset);
    let now = Time(app.clock.now().0);
    let mut paper = Paper::default();
    for step in steps {
        let number = step.proposal.number.as_deref().unwrap_or_default();
        let title = step.title(words);
        let args = args! { change = step.change.name(), title = title, number = number,
        when = words.when(Time(step.event.at.0), now) };
        paper.paragraph(&words.text("letter-step", &args));
        if let Some(reason) = reason(&step.change) {
            paper.paragraph(&words.text("objection-choice", &args! { reason = reason.name() }));
        }
        if let Some(said) = said(&step.change) {
            paper.quote(said);
        }
        let url = format!(
            "{}/proposals/{}?lang={}",
            mail.public_url,
            step.proposal.id,
            locale.tag()
        );
        paper.link(&words.text("letter-open", &args! {}), &url);
    }
    let stop = stop_url(app, contact.account)?;
    paper.paragraph(&words.text("letter-why", &args! {}));
    paper.link(&words.text("letter-stop", &args! {}), &stop);
    let subject = match steps {
        [step] => words.text(
            "letter-subject",
            &args! { change = step.change.name(), title = step.title(words) },
        ),
        steps => words.text(
            "letter-subject.many",
            &args! { count = steps.len(), city = city.city.names.get(locale.tag()) },
        ),
    };
    let last = steps.last().map_or(0, |step| step.event.seq);
    let id = name(app, contact.account, &format!("{last}-{}", steps.len()))?;
    Ok(paper.letter(id, locale, subject, Some(stop)))
}

/// The words that came with a step.
fn said(change: &Change) -> Option<&str> {
    match change {
        Change::Declined { text, .. }
        | Change::Asked { text, .. }
        | Change::Returned { text, .. }
        | Change::Extended { text, .. }
        | Change::Noted { text, .. }
        | Change::Answered { text, .. }
        | Change::Resolved { text, .. } => Some(text),
        Change::Argument { step, .. } => match step {
            ArgumentChange::Argued { text, .. } => text.as_deref(),
            ArgumentChange::Responded { text }
            | ArgumentChange::Kept { text, .. }
            | ArgumentChange::Hidden { text, .. }
            | ArgumentChange::Restored { text, .. } => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Why somebody's words do not stand any more.
fn reason(change: &Change) -> Option<Objection> {
    match change {
        Change::Argument {
            step: ArgumentChange::Hidden { reason, .. },
            ..
        } => Some(*reason),
        _ => None,
    }
}

/// The code that shows that an address is somebody's.
pub(crate) fn with_code(
    app: &App,
    account: AccountId,
    language: &str,
    code: &str,
    minutes: i64,
) -> Result<Letter> {
    let locale = Locale::best([language]);
    let words = Words::new(locale);
    let mut paper = Paper::default();
    paper.paragraph(&words.text("letter-code", &args! { code = code, minutes = minutes }));
    paper.paragraph(&words.text("letter-code.not-you", &args! {}));
    let subject = words.text("letter-code.subject", &args! { code = code });
    let id = name(app, account, &format!("code-{code}-{}", app.clock.now().0))?;
    Ok(paper.letter(id, locale, subject, None))
}

/// The name of a letter, which tells nothing.
fn name(app: &App, account: AccountId, what: &str) -> Result<String> {
    let of = [account.0.as_bytes().as_slice(), what.as_bytes()].concat();
    Ok(URL_SAFE_NO_PAD.encode(app.secrets.mark("letter", &of)?))
}

/// The address at which one press ends the letters of an account.
pub(crate) fn stop_url(app: &App, account: AccountId) -> Result<String> {
    let mail = app.mail.as_ref().ok_or(Error::NotMailing)?;
    let mark = app.secrets.mark(STOP, account.0.as_bytes())?;
    let mark = URL_SAFE_NO_PAD.encode(mark);
    Ok(format!(
        "{}/api/v1/letters/stop/{}.{mark}",
        mail.public_url,
        account.0.simple()
    ))
}

/// Whose letters the last part of such an address ends; nobody's where it was not made here.
pub(crate) fn stops(app: &App, link: &str) -> Result<Option<AccountId>> {
    let Some((account, mark)) = link.split_once('.') else {
        return Ok(None);
    };
    let (Ok(account), Ok(mark)) = (account.parse::<AccountId>(), URL_SAFE_NO_PAD.decode(mark)) else {
        return Ok(None);
    };
    let is_ours = app.secrets.is_mark(STOP, account.0.as_bytes(), &mark)?;
    Ok(is_ours.then_some(account))
}
