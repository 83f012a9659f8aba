//! The shell: a window around the interface, and behind it the device (`client`) over SQLite and native HTTP.

mod clock;
mod device;
mod files;
mod host;
mod notify;
mod recordings;
mod speech;
pub mod store;
mod transport;

use client::api::{Ask, Notice, Port as _, Reply};
use client::recording;
use device::{Device, Place};
use domain::refusal::Problem;
use files::{Chosen, CityFiles};
use recordings::Recordings;
use speech::Speech;
use std::path::{Path, PathBuf};
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Emitter, Manager, RunEvent, State, WindowEvent};

/// Where the city is, when neither the environment nor the build says otherwise.
const LOCAL_SERVER: &str = "http://127.0.0.1:8787";

/// What the window asks; see [`client::api::Ask`].
#[tauri::command]
async fn ask(
    device: State<'_, Device>,
    recordings: State<'_, Recordings>,
    ask: Ask,
) -> Result<Reply, Problem> {
    let deleted = recording::deleted(&ask);
    let reply = device.ask(ask).await?;
    if let Some(deleted) = deleted {
        recordings.clear(deleted);
    }
    Ok(reply)
}

/// What the window asks of the microphone; see [`recording::Ask`].
#[tauri::command]
async fn record(recordings: State<'_, Recordings>, ask: recording::Ask) -> Result<recording::Reply, Problem> {
    recordings.ask(ask).await
}

/// Starts the program; returns when its window is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let app = builder()
        .invoke_handler(tauri::generate_handler![
            ask,
            record,
            notify::allow_notices,
            speech::speak,
            speech::hush,
            files::keep_file,
            files::read_file,
            files::city_file,
            files::save_city_file,
            files::save_text
        ])
        // A page that goes, goes silent, and nobody listens for it: what it had to show of that is gone.
        .on_page_load(|webview, load| {
            if load.event() == PageLoadEvent::Started {
                hush(webview.app_handle());
                if let Some(recordings) = webview.try_state::<Recordings>() {
                    recordings.leave();
                }
            }
        })
        .setup(|app| {
            let folder = data(app.handle())?;
            app.manage(start_recordings(app.handle(), &folder)?);
            let place = Place {
                folder,
                server: server(),
            };
            app.manage(Chosen::new(&place.folder));
            app.manage(CityFiles::new(&place)?);
            app.manage(start_device(app.handle(), place)?);
            app.manage(Speech::new(app.handle()));
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|app, event| match event {
            // Somebody came back to the window: whatever waited for a network may try now.
            RunEvent::WindowEvent {
                event: WindowEvent::Focused(true),
                ..
            } => {
                if let Some(device) = app.try_state::<Device>() {
                    device.wake();
                }
            }
            // The system's speech would go on without us.
            RunEvent::ExitRequested { .. } => hush(app),
            _ => {}
        }),
        Err(error) => tracing::error!(%error, "the window can't be opened"),
    }
}

/// Silence; before there is any speech there is nothing to do.
fn hush(app: &AppHandle) {
    if let Some(speech) = app.try_state::<Speech>() {
        speech.hush();
    }
}

fn builder() -> tauri::Builder<tauri::Wry> {
    let builder = tauri::Builder::default();
    // First of all plug-ins: a second start only brings the first window to the front.
    #[cfg(desktop)]
    let builder = builder
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build());
    // The window has no leave to call it: it is there for our own speech.
    #[cfg(target_os = "android")]
    let builder = builder.plugin(tauri_plugin_tts::init());
    builder.plugin(tauri_plugin_notification::init())
}

/// Where the program keeps what is this person's.
fn data(app: &AppHandle) -> tauri::Result<PathBuf> {
    match std::env::var_os("HUISHENG_DATA") {
        Some(folder) => Ok(folder.into()),
        None => app.path().app_data_dir(),
    }
}

fn start_recordings(app: &AppHandle, folder: &Path) -> std::io::Result<Recordings> {
    let teller = app.clone();
    Recordings::start(folder, move |notice| {
        if let Err(error) = teller.emit_to("main", "recording", &notice) {
            tracing::warn!(%error, "the window hears nothing of the microphone");
        }
    })
}

fn server() -> String {
    std::env::var("HUISHENG_SERVER")
        .ok()
        .or_else(|| option_env!("HUISHENG_SERVER").map(str::to_owned))
        .unwrap_or_else(|| LOCAL_SERVER.to_owned())
}

fn start_device(app: &AppHandle, place: Place) -> Result<Device, Box<dyn std::error::Error>> {
    let teller = app.clone();
    Ok(Device::start(place, move |notice| {
        if let Err(error) = teller.emit_to("main", "notice", &notice) {
            tracing::warn!(%error, "the window hears nothing");
        }
        if let (Notice::Moved { entry, clock }, Some(device)) = (notice, teller.try_state::<Device>()) {
            let device = device.inner().clone();
            tokio::task::spawn_local(notify::moved(teller.clone(), device, *entry, clock));
        }
    })?)
}
