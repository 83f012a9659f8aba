//! What the city keeps of a person: to take along, and to be let go.

use crate::accounts::AccountJob;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::extract::{SignedIn, json};
use crate::http::{Shared, contact, subscription};
use crate::secrets::digest;
use crate::store::{Logged, Personal};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use domain::actor::Level;
use domain::event::Event;
use domain::personal::{ErasureRequest, OpenSession, PersonalData, Said, Tie, Words};
use domain::proposal::Debate;
use domain::protocol::{ErrorBody, Me};
use std::collections::BTreeMap;

/// All that the city keeps of this account, in one document: what the person wrote, said, judged, supports and follows, where
/// letters go, and where they are signed in. A device adds what it has itself.
#[utoipa::path(get, path = "/api/v1/me/data", tag = "accounts", security(("session" = [])),
    responses((status = 200, body = PersonalData), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn data(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<PersonalData>> {
    let kept = app.store.personal(me.account).await?;
    Ok(Json(told(&app, me, kept).await?))
}

/// Erases this account, for good and at once: whoever signed up gives their password again. What they said in public stays as
/// nobody's, or goes with them. Asked again, the session has ended: it is done.
#[utoipa::path(post, path = "/api/v1/me/erasure", tag = "accounts", request_body = ErasureRequest, security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody, description = "wrong-password, last-administrator, too-many-attempts, not-signed-in, session-ended, not-json, wrong-shape")))]
pub async fn erase(State(app): Shared, SignedIn(me): SignedIn, request: Request) -> Result<StatusCode> {
    let asked: ErasureRequest = json(request, app.limits.body_bytes).await?;
    if me.level > Level::Guest {
        // Guesses are counted as they are where somebody signs in.
        let mark = digest(&me.account.to_string());
        app.doorman.may_try(&mark, app.clock.now())?;
        let known = app.store.credentials(me.account).await?;
        let hash = known.and_then(|known| known.password);
        if !app
            .secrets
            .verify(asked.password.unwrap_or_default(), hash)
            .await?
        {
            app.doorman.failed(mark, app.clock.now());
            return Err(Error::WrongPassword);
        }
        app.doorman.succeeded(&mark);
    }
    let job = AccountJob::Forget {
        account: me.account,
        traces: Box::new(app.store.traces(me.account).await?),
        words: asked.words == Words::Erase,
    };
    app.writer.account(job).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn told(app: &App, me: Me, kept: Personal) -> Result<PersonalData> {
    let staff = me.person().is_staff();
    let reader = Some(me.account);
    let session = |(since, told): (_, Option<_>)| OpenSession {
        since,
        told: told.map(subscription::told),
    };
    let seen = |proposal: domain::proposal::Proposal| proposal.seen_by(reader, staff);
    let tie = |(proposal, relation, stances): (domain::proposal::Proposal, _, _)| Tie {
        proposal: proposal.id,
        number: proposal.number,
        title: proposal.title,
        relation,
        stances,
    };
    let said = |said: Said| {
        let debate = Debate {
            arguments: BTreeMap::from([(said.id, said.argument)]),
            own: BTreeMap::new(),
        };
        let arguments = debate.seen_by(reader, staff).arguments.into_iter();
        arguments.map(move |(id, argument)| Said {
            proposal: said.proposal,
            id,
            argument,
        })
    };
    let mut log = Vec::with_capacity(kept.log.len());
    for Logged { account, payload, .. } in kept.log {
        let mut event: Event = serde_json::from_str(&payload)?;
        event.by.account = account;
        log.extend(event.seen_by(reader, staff));
    }
    Ok(PersonalData {
        made_at: app.clock.now(),
        contact: contact::state(app, me.account).await?.0.contact,
        views: app.store.views(me.account).await?,
        me,
        sessions: kept.sessions.into_iter().map(session).collect(),
        written: kept.written.into_iter().map(seen).collect(),
        ties: kept.ties.into_iter().map(tie).collect(),
        arguments: kept.arguments.into_iter().flat_map(said).collect(),
        log,
        files: kept.files,
    })
}
