// Facts at a fixed rate through the door that every module uses, from several writers at once.
import { type Id, type Instant, SECOND_MS } from '@lakiri/kit';
import { appendFacts, type Fact, newId } from '@lakiri/platform/facts';
import { openDatabase } from '@lakiri/platform/sql';
import { pause } from './report.ts';

/** As a busy gateway does: some facts a commit. */
const FACTS_PER_COMMIT = 25;
/** Every so many commits one is announced, as an alarm's is. */
const ANNOUNCE_EVERY = 10;

export type Written = {
  readonly facts: number;
  readonly factsPerS: number;
  /** The longest that a commit was behind its due time, ms: above the pause, the rate was not reached. */
  readonly lateMsMax: number;
};

/** Open-loop: each commit has a due time, and a late one does not delay those after it by more than itself. */
export async function writeFacts(load: {
  readonly url: string;
  readonly writers: number;
  readonly ratePerS: number;
  readonly durationMs: number;
}): Promise<Written> {
  const { url, writers, ratePerS, durationMs } = load;
  const database = openDatabase({
    url,
    poolMax: writers,
    name: 'lakiri bench',
    onIdleError: () => undefined,
  });
  const commits = Math.round((ratePerS * durationMs) / SECOND_MS / FACTS_PER_COMMIT);
  const from = performance.now();
  let next = 0;
  let lateMsMax = 0;
  const writer = async (): Promise<void> => {
    for (let n = next++; n < commits; n = next++) {
      const due = from + (n * durationMs) / commits;
      await pause(due - performance.now());
      lateMsMax = Math.max(lateMsMax, performance.now() - due);
      const facts = Array.from({ length: FACTS_PER_COMMIT }, aFact);
      const announce = n % ANNOUNCE_EVERY === 0;
      await database.asNode((tx) => appendFacts(tx, facts, { announce }));
    }
  };
  try {
    await Promise.all(Array.from({ length: writers }, writer));
  } finally {
    await database.end();
  }
  const facts = commits * FACTS_PER_COMMIT;
  const seconds = (performance.now() - from) / SECOND_MS;
  return { facts, factsPerS: Math.round(facts / seconds), lateMsMax };
}

/** About as large as a lock event. */
function aFact(): Fact {
  const at = Date.now() as Instant;
  return {
    id: newId(at),
    subjectKind: 'bench',
    subject: newId(at) as Id,
    subjectVersion: 1,
    type: 'lock-event',
    schemaVersion: 1,
    body: {
      claimedAt: '2026-01-01T00:00:00.000Z',
      digest: newId(at),
      event: { type: 'unlocked', by: 'rfid', card: '0004711815' },
      fix: 'gnss',
      late: false,
      lat: -4.043477,
      lon: 39.66012,
    },
    origin: 'centre',
    actor: 'gateway:bench',
    authority: null,
    occurredAt: at,
    receivedAt: at,
    causes: [],
  };
}
