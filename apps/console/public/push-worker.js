// Shows what the node pushes to this browser, also while no page of it is open.
self.addEventListener('push', (event) => {
  const { id, title, body, url } = event.data.json();
  // The tag is the notice's id: one that is sent twice is shown once.
  event.waitUntil(self.registration.showNotification(title, { body, tag: id, data: { url } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data;
  event.waitUntil(self.clients.openWindow(url ?? '/notices'));
});
