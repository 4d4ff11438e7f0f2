// What a witness does with a submission: decide, keep on disk, cosign, in one step that nothing interrupts.
import {
  type AddCheckpoint,
  type AddCheckpointAnswer,
  addSignatures,
  type Cosigner,
  decideAddCheckpoint,
  openNote,
  parseAddCheckpoint,
  parseCheckpoint,
  type Verifier,
  verifierOf,
} from '@lakiri/evidence';
import { DiskFull } from '@lakiri/platform/durable-file';
import type { Log } from '@lakiri/platform/log';
import { sha256 } from '@lakiri/platform/sha256';
import type { Conflicts } from './conflicts.ts';
import type { KnownLogs } from './known-logs.ts';
import { type Latest, nameOf, type Store } from './store.ts';

export type Answer = {
  readonly status: number;
  /** The reason, kebab-case; `cosigned` of 200. */
  readonly code: string;
  readonly type: string;
  readonly body: string;
  /** This process may not go on once the answer is out. */
  readonly broken?: Error;
};

export type Witness = {
  readonly name: string;
  readonly vkeys: readonly string[];
  /** The answer to the body of an add-checkpoint. */
  add(body: Uint8Array): Answer;
  /** The newest checkpoint that was cosigned of the log whose origin has this hex SHA-256. */
  checkpoint(name: string): string | undefined;
  /** Origin and size of each log's newest checkpoint; 0 where there is none yet. */
  sizes(): ReadonlyMap<string, number>;
  /** Why it may not answer any more. */
  broken(): string | undefined;
};

export type WitnessOptions = {
  readonly logs: KnownLogs;
  readonly cosigners: readonly Cosigner[];
  readonly store: Store;
  readonly conflicts: Conflicts;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

const TEXT = 'text/plain; charset=utf-8';

export function createWitness(options: WitnessOptions): Witness {
  const { logs, cosigners, store, log } = options;
  const origins = new Map([...logs.keys()].map((origin) => [nameOf(origin), origin]));
  let broken: Error | undefined;
  const breakDown = (error: unknown): Answer => {
    broken = error as Error;
    log.fatal(
      { err: broken },
      'the memory of this witness cannot be trusted; it says nothing more',
    );
    return { ...told(503, 'broken'), broken };
  };
  const guarded = <T>(work: () => T): T | undefined => {
    if (broken !== undefined) return undefined;
    try {
      return work();
    } catch (error) {
      breakDown(error);
      return undefined;
    }
  };
  return {
    name: cosigners[0]?.name ?? '',
    vkeys: cosigners.map(({ vkey }) => vkey),
    add: (body) => {
      if (broken !== undefined) return { ...told(503, 'broken'), broken };
      try {
        return answerTo(body, options);
      } catch (error) {
        if (!(error instanceof DiskFull)) return breakDown(error);
        log.error({ reason: error.message }, 'nothing is cosigned while the disk is full');
        return told(503, 'disk-full');
      }
    },
    checkpoint: (name) => {
      const origin = origins.get(name);
      return origin === undefined ? undefined : guarded(() => store.latest(origin)?.note);
    },
    sizes: () => {
      const sizeOf = (origin: string): number => guarded(() => store.latest(origin)?.size) ?? 0;
      return new Map([...logs.keys()].map((origin) => [origin, sizeOf(origin)]));
    },
    broken: () => broken?.message,
  };
}

/** The checkpoint in a file of ours, if the file is whole: our own cosignature is over it. */
export function readLatest(
  cosigners: readonly Cosigner[],
): (origin: string, text: string) => Latest | undefined {
  const own = cosigners
    .map(({ vkey }) => verifierOf(vkey))
    .filter((verifier): verifier is Verifier => !('code' in verifier));
  return (origin, text) => {
    const opened = openNote(text, own);
    if (!opened.opened) return undefined;
    const checkpoint = parseCheckpoint(opened.text);
    if ('code' in checkpoint || checkpoint.origin !== origin) return undefined;
    return { size: checkpoint.size, root: checkpoint.root, note: text };
  };
}

function answerTo(body: Uint8Array, options: WitnessOptions): Answer {
  const { logs, store, log } = options;
  const request = parseAddCheckpoint(body);
  if ('code' in request) return told(400, request.code);
  const { origin } = request.checkpoint;
  const logVerifier = logs.get(origin);
  const latest = logVerifier === undefined ? undefined : store.latest(origin);
  const answer = decideAddCheckpoint({ request, latest, logVerifier }, sha256);
  if (answer.status === 200) return cosigned(request, latest, options);
  const { status, code } = answer;
  if (status === 409) return { status, code, type: 'text/x.tlog.size', body: `${answer.size}\n` };
  if (status === 422) {
    log.error({ origin, code, size: request.checkpoint.size, ours: latest?.size }, ACCUSATION);
    keepConflict(origin, body, options);
  }
  return told(status, code);
}

const ACCUSATION =
  'a log signed what it cannot show to continue its history; the submission is kept';

/** On disk first: an answer that nobody gets costs nothing, one that was forgotten would be a lie. */
function cosigned(
  request: AddCheckpoint,
  latest: Latest | undefined,
  { cosigners, store, logs, now }: WitnessOptions,
): Answer {
  const { text, note, checkpoint } = request;
  const timeS = Math.floor(now() / 1_000);
  const lines = cosigners.map(({ cosign }) => cosign(text, timeS));
  const { origin, size, root } = checkpoint;
  if (latest?.size !== size) {
    const kept = addSignatures(`${text}\n`, [
      ...linesOfLog(note, logs.get(origin) ?? []),
      ...lines,
    ]);
    store.keep(origin, { size, root, note: kept });
  }
  return { status: 200, code: 'cosigned', type: TEXT, body: lines.map((l) => `${l}\n`).join('') };
}

/** Of the note's signatures, those of the log: what others put under it is not ours to pass on. */
function linesOfLog(note: string, verifiers: readonly Verifier[]): readonly string[] {
  const opened = openNote(note, verifiers);
  if (!opened.opened) return [];
  return opened.signatures.filter(({ verified }) => verified).map(({ line }) => line);
}

function keepConflict(origin: string, body: Uint8Array, { conflicts, log }: WitnessOptions): void {
  try {
    conflicts.keep(origin, body);
  } catch (error) {
    if (!(error instanceof DiskFull)) throw error;
    log.warn({ reason: error.message }, 'the submission could not be kept');
  }
}

function told(
  status: Exclude<AddCheckpointAnswer['status'], 200 | 409> | 503,
  code: string,
): Answer {
  return { status, code, type: TEXT, body: `${code}\n` };
}
