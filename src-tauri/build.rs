fn main() {
    // The interface is built by `cargo xtask build web`; a check of the code alone does without it, but the
    // folder it will be in must be there.
    let web = std::path::Path::new("../target/web");
    if !web.exists() {
        let _ = std::fs::create_dir_all(web);
    }
    println!("cargo:rerun-if-changed=../target/web/index.html");
    let attributes =
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(&[
            "ask",
            "record",
            "allow_notices",
            "speak",
            "hush",
            "keep_file",
            "read_file",
            "city_file",
            "save_city_file",
            "save_text",
        ]));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
