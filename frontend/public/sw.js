// Keeps the whole interface on the device, so that it opens at once and without a network. People's data is not
// kept here: the interface has its own store for that, and what it asks the server never passes through.

const CACHE = "huisheng-{{version}}";
const FILES = {{files}};
const TAKE_OVER = "take-over";

self.addEventListener("install", (event) => {
  // Files in /assets/ are named by content and may come from the browser's cache; the others are asked for anew. None
  // may hold up what the person is waiting for.
  const requests = FILES.map(
    (file) => new Request(file, { cache: file.startsWith("/assets/") ? "default" : "no-cache", priority: "low" }),
  );
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("huisheng-") && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === TAKE_OVER) self.skipWaiting();
});

// What the city tells while nobody looks: already in the person's words, and read by this browser alone (RFC 8291). What
// is told again replaces what was told.
self.addEventListener("push", (event) => {
  const { title, body, lang, tag, path } = event.data.json();
  const shown = { body, lang, tag, data: path, icon: "/icons/icon-192.png", badge: "/icons/icon-192.png" };
  event.waitUntil(self.registration.showNotification(title, shown));
});

// The push service gave this browser another address: the city is told, by the session that the interface keeps, how it was
// told before. Without one nobody is there to be told.
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAnew(event.newSubscription)));

async function subscribeAnew(given) {
  const token = await session();
  if (!token) return;
  const ask = (options) =>
    fetch("/api/v1/subscription", {
      ...options,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    });
  const { key, subscription } = await (await ask({})).json();
  if (!subscription) return;
  const { language, pace, quiet } = subscription;
  const options = { userVisibleOnly: true, applicationServerKey: key };
  const { endpoint, keys } = (given ?? (await self.registration.pushManager.subscribe(options))).toJSON();
  const { p256dh, auth } = keys;
  await ask({ method: "PUT", body: JSON.stringify({ endpoint, p256dh, auth, language, pace, quiet }) });
}

// As the interface keeps it (`rows.rs`). Where it has kept nothing yet, no database is begun in its place.
function session() {
  return new Promise((resolve) => {
    const opening = indexedDB.open("huisheng");
    opening.onerror = () => resolve(null);
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => {
      const reading = opening.result.transaction("meta").objectStore("meta").get("only");
      reading.onerror = () => resolve(null);
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result ? JSON.parse(reading.result).token : null);
      };
    };
  });
}

// A window that is open stays as it is, for somebody may be writing there.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data, self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((open) => {
      const there = open.find((window) => window.url === address.href);
      return there ? there.focus() : self.clients.openWindow(address.href);
    }),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (/^\/(api|health)\//.test(address.pathname)) return;
  event.respondWith(request.mode === "navigate" ? page() : file(request));
});

// Every page is the same file. An update that waits is taken now, at a start, when no other window is open: half of
// an old and half of a new version never meet.
async function page() {
  const waiting = self.registration.waiting;
  if (waiting && (await self.clients.matchAll({ type: "window" })).length < 2) {
    waiting.postMessage(TAKE_OVER);
    return new Response("", { headers: { "Content-Type": "text/html", Refresh: "0" } });
  }
  return file(new Request("/"));
}

// What the page was not sure to need, letters for a device without Chinese ones and what draws maps, stays once it has
// come. The map itself is kept by who reads it (`map.js`), for it may come in parts.
async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && /\.(woff2|css)$|\/map-[^/]+\.js$/.test(request.url)) await cache.put(request, answer.clone());
  return answer;
}
