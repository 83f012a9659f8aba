use super::keeper::Keeper;
use crate::commands::{Offer, PLACES};
use crate::components::{Radio, announce};
use crate::pages::quoted::quoted;
use crate::state::{language, use_answer_once, use_city};
use crate::words::category_name;
use crate::{t, text};
use client::api::{Found, Guidance, Target};
use domain::id::CategoryId;
use leptos::prelude::*;

/// Categories that the guide brings to the front: more would be no help.
const GUESSES: usize = 3;

/// A category that the guide takes to be meant, and the words that say so.
#[derive(Debug, Clone, PartialEq)]
struct Guess {
    category: String,
    words: Vec<String>,
}

/// What it is about. What was said is looked at on the device: the categories that seem meant come first, each with the
/// words that led to it. Choosing stays with the person.
#[component]
pub(super) fn Categories(keeper: Keeper) -> impl IntoView {
    let guidance = use_answer_once(move |device| {
        let said = keeper.text.get();
        async move {
            let Guidance { answer, .. } = device.guide(said.clone()).await?;
            let guess = |found: Found| match &found.target {
                Target::Category(id) => Some(Guess {
                    category: id.clone(),
                    words: found.reason(&said).map(str::to_owned).collect(),
                }),
                Target::Page(_) => None,
            };
            Ok(answer
                .found
                .into_iter()
                .filter_map(guess)
                .take(GUESSES)
                .collect::<Vec<_>>())
        }
    });
    let guesses = Memo::new(move |_| {
        guidance.with(|answer| match answer {
            Some(Ok(guesses)) => guesses.clone(),
            // Without a guess all categories stand there as the city has them.
            _ => Vec::new(),
        })
    });
    let ids = move || {
        let guessed: Vec<String> =
            guesses.with(|all| all.iter().map(|guess| guess.category.clone()).collect());
        let others = use_city().with(|city| {
            let all = city.iter().flat_map(|city| city.categories_in_use());
            all.map(|category| category.id.0.clone())
                .filter(|id| !guessed.contains(id))
                .collect::<Vec<_>>()
        });
        // Whoever does not know should not have to look for it.
        let unknown = std::iter::once(String::new());
        guessed
            .into_iter()
            .chain(unknown)
            .chain(others)
            .collect::<Vec<_>>()
    };
    // Chosen by a word, it is said which: the list may be out of sight.
    for (at, command) in PLACES.into_iter().enumerate() {
        let choose = move || {
            if let Some(id) = untrack(ids).into_iter().nth(at) {
                announce(called(&id));
                keeper.category.set(id);
            }
        };
        Offer::of(command, choose)
            .when(Signal::derive(move || at < ids().len()))
            .stand();
    }
    let some = Memo::new(move |_| guesses.with(|guesses| !guesses.is_empty()));
    let hint = move || match some.get() {
        true => text!("say-category-label.guessed"),
        false => text!("say-category-label.hint"),
    };
    view! {
        <fieldset class="choices" aria-describedby="say-category-hint">
            <legend>{t!("say-category-label")}</legend>
            <p class="field-hint" id="say-category-hint">{hint}</p>
            <div class="choices-grid" data-testid="say-categories">
                <For each=ids key=String::clone children=move |id| category(keeper, guesses, id)/>
            </div>
        </fieldset>
    }
    .into_any()
}

/// A category by its name; the one that is none, by what it is to choose it.
fn called(id: &str) -> String {
    match id {
        "" => text!("say-category-label.none"),
        id => category_name(&CategoryId(id.to_owned())),
    }
}

fn category(keeper: Keeper, guesses: Memo<Vec<Guess>>, id: String) -> AnyView {
    let own = id.clone();
    let chosen = id.clone();
    let sought = CategoryId(id.clone());
    let named = id.clone();
    let name = move || called(&named);
    let examples = move || {
        use_city().with(|city| {
            let category = city.as_ref().and_then(|city| city.category(&sought));
            category.map_or_else(String::new, |category| {
                category.examples.get(language().tag()).to_owned()
            })
        })
    };
    let why = Memo::new(move |_| {
        let why = |guesses: &Vec<Guess>| {
            let guess = guesses.iter().find(|guess| guess.category == id)?;
            Some(guess.words.clone())
        };
        guesses.with(why)
    });
    let detail = move || match why.get() {
        Some(words) => view! {
            <span class="second small" data-testid="say-guess">
                {move || text!("guide-because", words = quoted(words.iter().map(String::as_str)))}
            </span>
        }
        .into_any(),
        None => {
            let examples = examples();
            (!examples.is_empty())
                .then(|| view! { <span class="second small">{examples}</span> })
                .into_any()
        }
    };
    view! {
        <Radio
            name="category"
            value=own.clone()
            chosen=Signal::derive(move || keeper.category.with(|category| *category == chosen))
            on_choose=move || keeper.category.set(own.clone())
        >
            <span>{name}</span>
            {detail}
        </Radio>
    }
    .into_any()
}
