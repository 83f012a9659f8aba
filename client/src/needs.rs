//! What waits for this person, most pressing first: what went wrong, what the city asks them, their desks,
//! what they began.

use crate::api::{Desk, Need};
use crate::client::Client;
use crate::host::Host;
use crate::order::by_key;
use crate::store::Store;
use crate::transport::Transport;
use crate::views::{Concerning, Eyes, areas_within};
use domain::actor::Role;
use domain::id::{AreaId, ProposalId};
use domain::proposal::State;
use domain::protocol::Scope;
use domain::query::{Order, ProposalQuery};
use domain::refusal::Problem;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A page of the city's is as far as a browser counts.
const DESK_PAGE: u16 = 100;
const TRIAGE: [State; 4] = [State::Submitted, State::Appealed, State::Accepted, State::Hearing];
const CASEWORK: [State; 4] = [
    State::Assigned,
    State::InProgress,
    State::Reopened,
    State::Implementing,
];

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    pub(crate) async fn needs(&self, eyes: &Eyes, concerning: &[Concerning]) -> Result<Vec<Need>, Problem> {
        let mut needs: Vec<Need> = eyes
            .outbox
            .iter()
            .filter(|item| item.is_stuck())
            .map(|item| Need::Stuck { item: item.clone() })
            .collect();
        let to_reply: Vec<_> = concerning
            .iter()
            .filter(|one| one.sight.mine)
            .filter_map(|one| Some((one.sight.card.clone(), one.question.clone()?)))
            .collect();
        let to_reply = by_key(to_reply, |(card, _)| {
            (card.clock.map_or(0, |clock| clock.due.0), 0)
        });
        let reply = |(card, question)| Need::Reply { card, question };
        needs.extend(to_reply.into_iter().map(reply));
        let to_judge: Vec<_> = concerning
            .iter()
            .filter(|one| one.sight.mine && one.awaits_verdict)
            .map(|one| one.sight.card.clone())
            .collect();
        let to_judge = by_key(to_judge, |card| (card.clock.map_or(0, |clock| clock.due.0), 0));
        needs.extend(to_judge.into_iter().map(|card| Need::Judge { card }));
        needs.extend(self.desks(eyes).await?);
        needs.extend(
            self.store
                .drafts()
                .await?
                .into_iter()
                .map(|draft| Need::Draft { draft }),
        );
        Ok(needs)
    }

    async fn desks(&self, eyes: &Eyes) -> Result<Vec<Need>, Problem> {
        let mut queries: BTreeMap<bool, Vec<ProposalQuery>> = BTreeMap::new();
        for role in &eyes.person.roles {
            let (coordinator, query) = match role {
                Role::Coordinator { area } => (
                    true,
                    ProposalQuery {
                        area: Some(area.clone()),
                        states: TRIAGE.to_vec(),
                        ..urgent()
                    },
                ),
                Role::Officer { department } => (
                    false,
                    ProposalQuery {
                        department: Some(department.clone()),
                        states: CASEWORK.to_vec(),
                        ..urgent()
                    },
                ),
                Role::Supervisor { .. } | Role::Administrator {} => continue,
            };
            queries.entry(coordinator).or_default().push(query);
        }
        let mut desks = Vec::new();
        for (coordinator, queries) in queries.into_iter().rev() {
            let (count, first_due) = match eyes.meta.scope {
                Scope::Mine => self.counted_by_the_city(&queries).await?,
                _ => self.counted_here(&queries, eyes).await?,
            };
            let desk = if coordinator {
                Desk::Coordinator
            } else {
                Desk::Department
            };
            if count > 0 {
                desks.push(Need::Desk {
                    desk,
                    count,
                    first_due,
                });
            }
        }
        if eyes
            .person
            .roles
            .iter()
            .any(|role| matches!(role, Role::Supervisor { .. }))
        {
            let own = self.supervisions_alone().await?.own;
            let open = own.iter().filter(|one| one.supervision.assessment.is_none());
            let count = u32::try_from(open.count()).unwrap_or(u32::MAX);
            desks.extend((count > 0).then_some(Need::Desk {
                desk: Desk::Supervisor,
                count,
                first_due: None,
            }));
        }
        Ok(desks)
    }

    async fn counted_by_the_city(
        &self,
        queries: &[ProposalQuery],
    ) -> Result<(u32, Option<Timestamp>), Problem> {
        let mut found: BTreeSet<ProposalId> = BTreeSet::new();
        let mut first = None;
        for query in queries {
            for card in self.list(query).await?.page.items {
                found.insert(card.id);
                first = earlier(first, card.clock.map(|clock| clock.due));
            }
        }
        Ok((u32::try_from(found.len()).unwrap_or(u32::MAX), first))
    }

    async fn counted_here(
        &self,
        queries: &[ProposalQuery],
        eyes: &Eyes,
    ) -> Result<(u32, Option<Timestamp>), Problem> {
        let (mut count, mut first) = (0_u32, None);
        for (query, within) in apart(queries, eyes) {
            let (more, due) = self.store.count(&query, within.as_deref()).await?;
            count = count.saturating_add(more);
            first = earlier(first, due);
        }
        Ok((count, first))
    }
}

fn urgent() -> ProposalQuery {
    ProposalQuery {
        order: Order::MostUrgent,
        limit: DESK_PAGE,
        ..ProposalQuery::default()
    }
}

fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}

/// The queries so that none counts what another counts: areas may lie in each other, so they become one
/// query; departments are apart already.
fn apart(queries: &[ProposalQuery], eyes: &Eyes) -> Vec<(ProposalQuery, Option<Vec<AreaId>>)> {
    let areas: BTreeSet<AreaId> = queries
        .iter()
        .filter_map(|query| query.area.as_ref())
        .flat_map(|area| areas_within(eyes.city.as_deref(), area))
        .collect();
    match queries.first() {
        Some(query) if !areas.is_empty() => vec![(query.clone(), Some(areas.into_iter().collect()))],
        _ => queries.iter().map(|query| (query.clone(), None)).collect(),
    }
}
