import { Worker } from 'node:worker_threads';
import type { Asked, Said } from './back-test-worker.ts';

export type BackTestAsked = Asked;
export type BackTestSaid = Said;

/** Starts the thread of one back-test; it says `BackTestSaid`, and ends by itself. */
export function startBackTestThread(workerData: BackTestAsked): Worker {
  return new Worker(new URL('./back-test-worker.ts', import.meta.url), { workerData });
}
