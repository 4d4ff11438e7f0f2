import { useSyncExternalStore } from 'react';

// The one timer behind every age on the screen. It also carries the centre's clock: a desk's own clock may be minutes off,
// and an age must not depend on it.

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let aheadMs = 0;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now() + aheadMs;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The centre's time in UTC milliseconds, for code that runs once. */
export function centreNow(): number {
  return Date.now() + aheadMs;
}

// Less than this is the network's own delay, and following it would make ages jump back and forth.
const DRIFT_MS_MIN = 500;

/** Sets the ticker by the time (ISO 8601) that the centre has just sent. */
export function setCentreTime(at: string): void {
  const told = Date.parse(at) - Date.now();
  if (Math.abs(told - aheadMs) > DRIFT_MS_MIN) aheadMs = told;
}

function second(): number {
  if (timer === undefined) now = centreNow();
  return Math.floor(now / TICK_MS) * TICK_MS;
}

/** The centre's time, renewed each second, in UTC milliseconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, second);
}
