// Starts the interface. A file of its own because the page's security policy allows no script inside the page.
import init from "{{app_js}}";

const shell = "__TAURI_INTERNALS__" in window;
const program = fetch("{{app_wasm}}");
// What speaks with the shell comes while the program starts, not after it.
if (shell) program.then(() => (globalThis.early = Object.fromEntries({{shell_parts}}.map((part) => [part, fetch(part)]))));

try {
  await init({ module_or_path: program });
} catch (error) {
  document.getElementById("early").remove();
  document.body.append(document.getElementById("not-started").content.cloneNode(true));
  throw error;
}

// Inside the shell every file is on the device already.
if ("serviceWorker" in navigator && !shell) {
  await navigator.serviceWorker.register("/sw.js");
}
