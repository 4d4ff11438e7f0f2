import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseWords } from '@lakiri/alarms/api';
import type { Instant } from '@lakiri/kit';
import { noticesKey } from '@lakiri/notices/store';
import type { Config } from '@lakiri/platform/config';
import { isUnavailable } from '@lakiri/platform/database-errors';
import type { Log } from '@lakiri/platform/log';
import type { Database } from '@lakiri/platform/sql';
import { listenForFacts } from '../live/wake.ts';
import { keepTellingReports } from '../reports/keep-telling.ts';
import { reachOf } from './addresses.ts';
import { type MattersDeps, mattersOf } from './matters.ts';
import { pushKeysOf } from './push.ts';
import { safeHttp } from './safe-http.ts';
import { senderOf } from './sender.ts';

/** How late a notice may be where no commit wakes the sender, and how often quiet hours are looked at. */
const LOOK_EVERY_MS = 1_000;
/** After what broke: a node without its tables yet, or a bug that must not fill the log. */
const BROKEN_PAUSE_MS = 5_000;

export type KeepSending = {
  readonly database: Database;
  readonly config: Config;
  readonly log: Log;
  /** The URL of the application's role, to listen for commits. */
  readonly url: string;
  readonly words: CaseWords;
  readonly labelsOf: MattersDeps['labelsOf'];
  readonly rows: MattersDeps['rows'];
};

/** Tells and sends until it is stopped. Without the node's key there is nothing that it could open. */
export function keepSending(context: KeepSending): { stop(): Promise<void> } {
  const { database, config, log, words, labelsOf, rows } = context;
  const now = () => Date.now() as Instant;
  const { sealSecret: secret, publicUrl } = config;
  if (secret === undefined) return { stop: () => Promise.resolve() };
  const reach = reachOf(config.notices.networks);
  const http = safeHttp(reach);
  const sender = senderOf({
    ...{ database, origin: config.node, publicUrl, http, reach, log },
    matters: mattersOf({ words, labelsOf, publicUrl, rows, now }),
    key: noticesKey(secret),
    pushKeys: pushKeysOf(secret),
    now,
    chance: Math.random,
  });
  const reports = keepTellingReports({ database, origin: config.node, publicUrl, now, log });
  const stopping = new AbortController();
  const { signal } = stopping;
  const bell = bellOf();
  const listening = listenForFacts({ url: context.url, log, wake: bell.ring }, signal);
  const looping = loop({ tick: sender.tick, bell, log }, signal);
  return {
    stop: async () => {
      stopping.abort();
      bell.ring();
      await reports.stop();
      await Promise.all([listening, looping]);
      await sender.idle();
      await http.close();
    },
  };
}

type Bell = { ring(): void; heard(msMax: number, signal: AbortSignal): Promise<void> };

/** Waits until somebody rings, or for so long; what rang while nobody waited is heard at once. */
function bellOf(): Bell {
  let wake: (() => void) | undefined;
  let hasRung = false;
  return {
    ring: () => {
      hasRung = true;
      wake?.();
    },
    heard: async (msMax, signal) => {
      if (!hasRung && !signal.aborted) {
        const rung = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const ended = new AbortController();
        await Promise.race([
          rung,
          sleep(msMax, undefined, { signal: ended.signal }).catch(() => undefined), // ended by us
        ]);
        ended.abort();
      }
      hasRung = false;
      wake = undefined;
    },
  };
}

async function loop(
  {
    tick,
    bell,
    log,
  }: { readonly tick: () => Promise<boolean>; readonly bell: Bell; readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!(await tick())) await bell.heard(LOOK_EVERY_MS, signal);
    } catch (error) {
      // At a node's first start the tables come a moment later; a database that is away comes back.
      if (isUnavailable(error)) log.debug({ err: error }, 'notices wait for the database');
      else log.warn({ err: error }, 'notices cannot be told now; it is tried again');
      await sleep(BROKEN_PAUSE_MS, undefined, { signal }).catch(() => undefined); // told to stop
    }
  }
}
