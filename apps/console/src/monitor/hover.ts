import { useSyncExternalStore } from 'react';

// The truck under the pointer, on the map or in the queue. Only the row and the ring that it touches are drawn again.

let hovered: string | undefined;
const listeners = new Set<() => void>();

export function setHovered(seal: string | undefined): void {
  if (seal === hovered) return;
  hovered = seal;
  for (const listener of listeners) listener();
}

export function hoveredSeal(): string | undefined {
  return hovered;
}

export function onHovered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useIsHovered(seal: string): boolean {
  return useSyncExternalStore(onHovered, () => hovered === seal);
}
