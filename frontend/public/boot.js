// Starts the interface. A file of its own because the page's security policy allows no script inside the page.
import init from "{{app_js}}";

try {
  await init({ module_or_path: "{{app_wasm}}" });
} catch (error) {
  document.body.append(document.getElementById("not-started").content.cloneNode(true));
  throw error;
}

// Inside the shell every file is on the device already.
if ("serviceWorker" in navigator && !("__TAURI_INTERNALS__" in window)) {
  await navigator.serviceWorker.register("/sw.js");
}
