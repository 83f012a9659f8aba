//! Which closed cases were drawn for citizens to look at, how to draw them again, and who has what to do about that.

use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{Segment, SignedIn, path};
use crate::jobs::supervision::{self, candidates, may, supervisors};
use crate::store::Found;
use axum::Json;
use axum::extract::State;
use domain::actor::Role;
use domain::draw::Pool;
use domain::event::Event;
use domain::id::ProposalId;
use domain::proposal::{Proposal, Supervision};
use domain::protocol::{
    DRAWS_LIMIT, DrawDetail, Drawn, Draws, ErrorBody, SUPERVISED_LIMIT, Supervised, Supervisions,
};
use domain::query::Card;
use domain::time::{Month, Timestamp};
use std::collections::HashMap;

/// What the caller has to do about cases that citizens look at: as a supervisor, as an officer who is asked, as an
/// administrator whom nobody's cases concern.
#[utoipa::path(get, path = "/api/v1/supervisions", tag = "supervision", security(("session" = [])),
    responses((status = 200, body = Supervisions), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn mine(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<Supervisions>> {
    let person = me.person();
    let own = app.store.looked_at_by(me.account, SUPERVISED_LIMIT).await?;
    let departments: Vec<_> = me
        .roles
        .iter()
        .filter_map(|role| match role {
            Role::Officer { department } => Some(department.clone()),
            _ => None,
        })
        .collect();
    let asked = app.store.inquired(&departments, SUPERVISED_LIMIT).await?;
    let uncovered = match person.administers() {
        true => uncovered(&app).await?,
        false => Vec::new(),
    };
    let ids: Vec<ProposalId> = own.iter().chain(&asked).chain(&uncovered).copied().collect();
    let known = known(&app, &ids).await?;
    // Who holds a case is for the staff alone.
    let staff = person.is_staff();
    let latest = |id: &ProposalId| {
        let proposal = known.get(id)?;
        Some(supervised(proposal, proposal.supervisions.last()?, staff))
    };
    Ok(Json(Supervisions {
        own: own.iter().filter_map(latest).collect(),
        asked: asked.iter().filter_map(latest).collect(),
        uncovered: uncovered.iter().filter_map(latest).collect(),
    }))
}

/// Cases that no supervisor may look at: their areas have none.
async fn uncovered(app: &App) -> Result<Vec<ProposalId>> {
    let (city, people) = (app.writer.city(), supervisors(app).await?);
    let looked_at = app.store.looked_at().await?.into_iter();
    let lacks = looked_at.filter(|case| !people.values().any(|person| may(person, case, &city.city)));
    Ok(lacks
        .take(SUPERVISED_LIMIT as usize)
        .map(|case| case.proposal)
        .collect())
}

async fn known(app: &App, ids: &[ProposalId]) -> Result<HashMap<ProposalId, Proposal>> {
    let known = app.store.known(ids).await?.into_iter();
    Ok(known.map(|known| (known.proposal.id, known.proposal)).collect())
}

fn supervised(proposal: &Proposal, supervision: &Supervision, staff: bool) -> Supervised {
    let card = Card::from(proposal);
    Supervised {
        card: Card {
            holder: card.holder.filter(|_| staff),
            ..card
        },
        supervision: supervision.clone(),
    }
}

/// The draws of closed cases, newest first: what each was made from, what was drawn, and what was found so far.
#[utoipa::path(get, path = "/api/v1/draws", tag = "supervision", responses((status = 200, body = Draws)))]
pub async fn list(State(app): Shared) -> Result<Json<Draws>> {
    let events = app.store.draws(None, DRAWS_LIMIT).await?;
    let found = app.store.found().await?;
    let items = events.into_iter().filter_map(|event| drawn(event, &found));
    Ok(Json(Draws {
        items: items.collect(),
    }))
}

fn drawn(event: Event, found: &[Found]) -> Option<Drawn> {
    let (seq, at) = (event.seq, event.at);
    let draw = supervision::drawn(event)?;
    let found = found.iter().find(|found| found.month == draw.month);
    Some(Drawn {
        seq,
        at,
        draw,
        fit: found.map_or(0, |found| found.fit),
        unfit: found.map_or(0, |found| found.unfit),
    })
}

async fn of_month(app: &App, month: Month) -> Result<Drawn> {
    let event = app
        .store
        .draws(Some(month), 1)
        .await?
        .pop()
        .ok_or(Error::NoSuchDraw)?;
    let found = app.store.found().await?;
    drawn(event, &found).ok_or(Error::NoSuchDraw)
}

/// The draw of a month, with its cases by rank and what was found of each.
#[utoipa::path(get, path = "/api/v1/draws/{month}", tag = "supervision",
    params(("month" = String, Path, description = "YYYY-MM")),
    responses((status = 200, body = DrawDetail), (status = "4XX", body = ErrorBody, description = "no-such-draw, bad-parameter")))]
pub async fn one(State(app): Shared, month: Segment) -> Result<Json<DrawDetail>> {
    let drawn = of_month(&app, path("month", month)?).await?;
    let known = known(&app, &drawn.draw.drawn).await?;
    let case = |id: &ProposalId| {
        let proposal = known.get(id)?;
        let of_it = |supervision: &&Supervision| supervision.month == Some(drawn.draw.month);
        let supervision = proposal.supervisions.iter().rev().find(of_it)?;
        Some(supervised(proposal, supervision, false))
    };
    Ok(Json(DrawDetail {
        cases: drawn.draw.drawn.iter().filter_map(case).collect(),
        drawn,
    }))
}

/// What the draw of a month was made from: whoever draws from it gets the same cases.
#[utoipa::path(get, path = "/api/v1/draws/{month}/pool", tag = "supervision",
    params(("month" = String, Path, description = "YYYY-MM")),
    responses((status = 200, body = Pool), (status = "4XX", body = ErrorBody, description = "no-such-draw, bad-parameter")))]
pub async fn pool(State(app): Shared, month: Segment) -> Result<Json<Pool>> {
    let draw = of_month(&app, path("month", month)?).await?.draw;
    let closed = app
        .store
        .closed(draw.after, draw.size, Timestamp(i64::MAX))
        .await?;
    let mut candidates = candidates(&app, closed, draw.size).await?;
    candidates.sort_unstable();
    candidates.dedup();
    Ok(Json(Pool {
        month: draw.month,
        after: draw.after,
        size: draw.size,
        seed: draw.seed,
        sample: draw.sample,
        candidates,
    }))
}
