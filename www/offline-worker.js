/* Keeps this page's own files for use without a network. FILES and NAME are written at build time. */
const FILES = __FILES__;
const NAME = "staircase-" + __NAME__;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(NAME).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()),
  );
});

// One older set is kept, for a tab that still runs the version before.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => names.filter((name) => name.startsWith("staircase-") && name !== NAME))
      .then((old) => Promise.all(old.slice(0, -1).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/** Files that come only when they are asked for. */
async function fetchAndKeep(request) {
  const response = await fetch(request);
  if (response.ok && new URL(request.url).pathname.includes("/assets/")) {
    const cache = await caches.open(NAME);
    await cache.put(request, response.clone());
  }
  return response;
}

/** The page itself from the network where there is one, so that nobody is left with an old one; files with a hash in their name from here. */
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match("./").then((kept) => kept ?? Response.error())));
    return;
  }
  event.respondWith(caches.match(request).then((kept) => kept ?? fetchAndKeep(request)));
});
