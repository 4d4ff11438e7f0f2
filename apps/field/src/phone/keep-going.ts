import type { Phone } from './phone.ts';

/** A unit on the road learns of a new task within this. */
const LOOK_MS = 15_000;

/** Asks and sends by itself: when the app opens, is looked at again, has a network again, and every few seconds. */
export function keepGoing(phone: Phone): void {
  const look = (): void => {
    if (document.visibilityState !== 'visible') return;
    void phone.reload().then(() => phone.refresh());
    void phone.send();
  };
  addEventListener('online', () => void phone.hurry().then(() => phone.refresh()));
  addEventListener('offline', () => phone.lost());
  document.addEventListener('visibilitychange', look);
  setInterval(look, LOOK_MS);
  if (!navigator.onLine) phone.lost();
  void phone.hurry();
  void phone.refresh();
}
