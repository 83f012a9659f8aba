//! A window with nothing of ours in it: what starting the shell is measured against (`cargo xtask bench start`).

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/blank/tauri.conf.json"))
}
