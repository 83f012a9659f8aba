// Starts the interface. A file of its own because the page's security policy allows no script inside the page.
import init from "{{app_js}}";

const shell = "__TAURI_INTERNALS__" in window;
const program = fetch("{{app_wasm}}");
// What speaks with the shell comes while the program starts, not after it.
if (shell) program.then(() => (globalThis.early = Object.fromEntries({{shell_parts}}.map((part) => [part, fetch(part)]))));

// Getting ready keeps a phone busy: what the page says meanwhile is on the screen before that, which is when the next
// picture is asked for. A hidden page is asked for none.
const picture = () => new Promise((asked) => requestAnimationFrame(asked));
if (!shell && !document.hidden) await picture().then(picture);

// What other pages than home look like comes with the first of them (`app/lazy.rs`); where it can't, it is tried again.
let pageStyles;
globalThis.pageStyles = () => (pageStyles ??= new Promise((done, failed) => {
  const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "{{pages_css}}", onload: done });
  styles.onerror = () => {
    styles.remove();
    pageStyles = undefined;
    failed();
  };
  document.head.append(styles);
}));

try {
  await init({ module_or_path: program });
} catch (error) {
  document.getElementById("early").remove();
  document.body.append(document.getElementById("not-started").content.cloneNode(true));
  throw error;
}

// Where a device has no Chinese letters it draws a box for each, and a single stroke as high as any other: then it gets
// letters, now that the page stands.
(globalThis.requestIdleCallback ?? setTimeout)(() => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `32px ${getComputedStyle(document.body).fontFamily}`;
  const [stroke, whole] = ["一", "国"].map((letter) => pen.measureText(letter)).map((ink) => ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent);
  if (stroke < whole / 2) return;
  const letters = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "{{letters_css}}" });
  document.head.append(letters);
});

// Inside the shell every file is on the device already.
if ("serviceWorker" in navigator && !shell) {
  await navigator.serviceWorker.register("/sw.js");
}
