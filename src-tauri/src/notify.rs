//! A word from the operating system when something that this person wrote or follows has moved.

use client::api::{InboxEntry, Preferences};
use domain::clock::Clock;
use domain::refusal::Problem;
use locales::{Locale, Time, Words, args};
use tauri::AppHandle;
use tauri::plugin::PermissionState;
use tauri_plugin_notification::NotificationExt;

use crate::device::Device;

/// Asks the system to let us tell of something.
///
/// # Errors
/// `notify-refused` where the person or their system has said no, or has nobody who would show it.
#[tauri::command]
pub(crate) async fn allow_notices(app: AppHandle) -> Result<(), Problem> {
    let leave = app.notification().request_permission();
    if matches!(leave, Ok(PermissionState::Granted)) && is_shown().await {
        Ok(())
    } else {
        Err(Problem::new("notify-refused"))
    }
}

/// On Linux a program of its own shows notices, where there is one.
#[cfg(target_os = "linux")]
async fn is_shown() -> bool {
    let asked = tokio::task::spawn_blocking(notify_rust::get_server_information).await;
    matches!(asked, Ok(Ok(_)))
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "elsewhere it has to be asked for")]
async fn is_shown() -> bool {
    true
}

/// Shows the notification, where the person has said yes to that.
pub(crate) async fn moved(app: AppHandle, device: Device, entry: InboxEntry, clock: Option<Clock>) {
    let preferences = client::api::Device(device)
        .preferences()
        .await
        .unwrap_or_default();
    if preferences.notify != Some(true) {
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
