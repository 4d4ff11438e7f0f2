import { useSyncExternalStore } from 'react';

// Whether the centre has ceased to know who asks: a session ends by its age, or is ended elsewhere, while somebody
// writes. The screen stays as it is, and asks for the password over itself.

let isOut = false;
const listeners = new Set<() => void>();

function tell(next: boolean): void {
  if (next === isOut) return;
  isOut = next;
  for (const listener of listeners) listener();
}

export const tellSignedOut = (): void => tell(true);
export const tellSignedIn = (): void => tell(false);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSignedOut(): boolean {
  return useSyncExternalStore(subscribe, () => isOut);
}
