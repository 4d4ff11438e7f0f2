/** What a browser gives so that the node can push to it. */
export type Pushed = {
  readonly kind: 'push';
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
};

/** Asks this browser to be pushed to by this node; nothing where it cannot, or its person says no. */
export async function subscribeBrowser(nodeKey: string): Promise<Pushed | undefined> {
  if (!('serviceWorker' in navigator && 'PushManager' in window)) return undefined;
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  try {
    const registration = await navigator.serviceWorker.register('/push-worker.js');
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: nodeKey,
    });
    const { endpoint, keys } = subscription.toJSON();
    const { p256dh, auth } = keys ?? {};
    if (endpoint === undefined || p256dh === undefined || auth === undefined) return undefined;
    return { kind: 'push', endpoint, p256dh, auth };
  } catch {
    return undefined; // a browser without a push service refuses here
  }
}
