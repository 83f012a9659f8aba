//! A word from the operating system when something that this person wrote or follows has moved.

use client::api::{InboxEntry, Preferences};
use domain::clock::Clock;
use locales::{Locale, Time, Words, args};
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

use crate::device::Device;

/// Shows the notification, unless the person wants none.
pub(crate) async fn moved(app: AppHandle, device: Device, entry: InboxEntry, clock: Option<Clock>) {
    let preferences = client::api::Device(device)
        .preferences()
        .await
        .unwrap_or_default();
    if preferences.notify == Some(false) {
        return;
    }
    let (title, body) = told(words(&preferences), &entry, clock);
    let shown = app.notification().builder().title(title).body(body).show();
    if let Err(error) = shown {
        tracing::warn!(%error, "the system shows no notifications");
    }
}

fn words(preferences: &Preferences) -> Words {
    let system = sys_locale::get_locale();
    Words::new(Locale::best(
        preferences
            .language
            .as_deref()
            .into_iter()
            .chain(system.as_deref()),
    ))
}

/// Title and body.
fn told(words: Words, entry: &InboxEntry, clock: Option<Clock>) -> (String, String) {
    let title = words.text("notify-title", &args! { change = entry.change.name() });
    let body = match clock {
        // A deadline is the midnight that ends its day: the day is that of the moment before.
        Some(clock) => {
            let date = words.day(Time(clock.due.0 - 1), Time(crate::clock::now().0));
            let args = args! { title = &entry.title, date = date, clock = clock.kind.name() };
            words.text("notify-body.due", &args)
        }
        None => words.text("notify-body", &args! { title = &entry.title }),
    };
    (title, body)
}
