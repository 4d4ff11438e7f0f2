// Keeps the app itself on the phone, so that it opens without a network. What the centre says is never kept here:
// the app asks for it, and keeps what it must by its own rules.
/* global self, caches, fetch */
const BUILD = '__BUILD__';
const FILES = ['__FILES__'];
const ROOT = '/field/';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(BUILD)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((it) => it !== BUILD).map((it) => caches.delete(it))),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith(ROOT))
    return;
  const file = request.mode === 'navigate' ? ROOT : pathname;
  event.respondWith(
    caches
      .open(BUILD)
      .then((cache) => cache.match(file))
      .then((kept) => kept ?? fetch(request)),
  );
});
