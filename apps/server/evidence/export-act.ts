// Handing out evidence: an act like any other, with its own fact. All choices that make the bundle's bytes are fixed
// by it, so that the file can be asked for again.

import { findCases } from '@lakiri/alarms/store';
import {
  CASE_NO_FIELD,
  type Export,
  type ExportEvents,
  type ExportId,
  exportAggregate,
  findExport,
  findLog,
  keepExportWord,
  REASON_FIELD,
  valuesBeside,
} from '@lakiri/evidence/store';
import { findJourneys } from '@lakiri/journeys/store';
import { accept, type Id, isoOf, type Json } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { namesOf, partiesOf } from '@lakiri/parties/store';
import { execute } from '@lakiri/platform/execute';
import { newId, saltedHash } from '@lakiri/platform/facts';
import { findFacts } from '@lakiri/platform/read-facts';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import { type Asked, contentsOf } from './bundle/contents.ts';
import { FRAMES_MAX, TooManyFrames } from './bundle/frames.ts';
import { type Made, type MakeRefusal, type Making, makeBundle } from './bundle/make.ts';
import type { EvidenceDeps } from './deps.ts';
import { type Chosen, checkpointCovering, currentLog } from './log/current-log.ts';
import { LogFilesAway } from './log/log-tree.ts';
import type { EvidenceRefusal } from './refusals.ts';

/** A bundle of the largest journey takes seconds and some 100 MB while it is made: one at a time, and few wait. */
const WAITING_MAX = 3;

/** Who waits needs the turn's end, not its bundle: that would stay in memory until the next one. */
const forgotten = (): void => undefined;

type Handing = {
  readonly viewer: Viewer;
  /** The client's idempotency key. */
  readonly key: string;
  readonly subject: Asked;
  readonly reason: string;
  readonly caseNo: string | null;
};

type HandedOut = {
  readonly id: string;
  readonly exportedAt: string;
  readonly fileName: string;
};
type Refused = { readonly refused: EvidenceRefusal };

export type Exports = {
  handOut(asked: Handing): Promise<HandedOut | Refused>;
  /** The file of an export, and the fact that it was asked for. */
  fileOf(viewer: Viewer, id: string): Promise<Made | Refused>;
};

export function exportsOf(deps: EvidenceDeps): Exports {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T | Refused> => {
    if (waiting >= WAITING_MAX) return { refused: { code: 'busy' } };
    waiting++;
    const turn = last.then(work);
    last = turn.then(forgotten, forgotten);
    try {
      return await turn;
    } catch (error) {
      if (error instanceof LogFilesAway) return { refused: { code: 'log-files-away' } };
      if (error instanceof TooManyFrames)
        return { refused: { code: 'too-large', what: 'frames', max: FRAMES_MAX } };
      throw error;
    } finally {
      waiting--;
    }
  };
  return {
    handOut: (asked) => inTurn(() => handOut(deps, asked)),
    fileOf: (viewer, id) => inTurn(() => fileOf(deps, viewer, id)),
  };
}

async function handOut(deps: EvidenceDeps, asked: Handing): Promise<HandedOut | Refused> {
  const { database } = deps;
  const { viewer } = asked;
  const at = deps.now();
  const chosen = await database.asParty(viewer.scope, (tx) => choose(tx, deps, { asked, at }));
  if ('refused' in chosen) return chosen;
  const stamp = await deps.stamper.stampOf(chosen);
  const policy = await deps.folder.readPolicy();
  const id = newId<'Export'>(at);
  const choices = {
    id,
    subject: asked.subject,
    at,
    size: chosen.size,
    checkpoint: chosen.note,
    policy,
    stamps: stamp === undefined ? [] : [stamp.id],
    tool: deps.program,
  };
  const words = { reason: asked.reason, caseNo: asked.caseNo };
  const made = await database.asParty(
    viewer.scope,
    async (tx) =>
      make(tx, deps, { ...choices, by: viewer.person.id, party: viewer.party.id, ...words }),
    'repeatable read',
  );
  if (made.refused !== undefined) return made as Refused;
  const state: Export = {
    ...choices,
    by: viewer.person.id,
    log: deps.origin,
    manifestSha256: made.manifestSha256,
    files: made.files,
    bytes: made.zip.length,
  };
  return await record(deps, asked, { state, fileName: made.fileName });
}

/** Which checkpoint covers all that is known of the subject; refused while some of it is not in the log. */
async function choose(
  tx: Sql,
  deps: EvidenceDeps,
  { asked, at }: { readonly asked: Handing; readonly at: Making['at'] },
): Promise<Chosen | Refused> {
  if (!(await isSeen(tx, asked.subject))) return { refused: { code: 'no-such-subject' } };
  const current = await currentLog(tx, deps.origin);
  if (current === undefined) return { refused: { code: 'no-log-yet' } };
  const bound = { log: deps.origin, size: current.head.size, at };
  const contents = await contentsOf(tx, asked.subject, bound);
  if (contents === undefined || contents.waiting > 0)
    return { refused: { code: 'not-in-the-log-yet', waiting: contents?.waiting ?? 1 } };
  return await checkpointCovering(tx, current, (contents.facts.at(-1)?.index ?? 0) + 1);
}

async function isSeen(tx: Sql, { kind, id }: Asked): Promise<boolean> {
  switch (kind) {
    case 'journey':
      return (await findJourneys(tx, [id as Id])).length > 0;
    case 'case':
      return (await findCases(tx, [id])).length > 0;
    case 'fact':
      return (await findFacts(tx, [id])).length > 0;
  }
}

type Choices = Omit<Making, 'log' | 'by' | 'administration'> & {
  readonly by: string;
  readonly party: string;
};

/** With the names that may still be seen. */
async function make(
  tx: Sql,
  { origin, folder }: EvidenceDeps,
  { party, ...choices }: Choices,
): Promise<Made | { readonly refused: MakeRefusal }> {
  const log = await findLog(tx, origin);
  const administration = (await partiesOf(tx, [party as Id])).get(party);
  if (log === undefined || administration === undefined)
    throw new Error(`an export of ${party} without its log or party`);
  const names = await namesOf(tx, [choices.by as Id]);
  const by = { id: choices.by, name: names.get(choices.by) ?? '' };
  return await makeBundle(tx, folder.read, { ...choices, by, log, administration });
}

async function record(
  deps: EvidenceDeps,
  { viewer, key, subject, reason, caseNo }: Handing,
  { state, fileName }: { readonly state: Export; readonly fileName: string },
): Promise<HandedOut | Refused> {
  const salted = saltedHash(reason);
  const saltedCase = caseNo === null ? null : saltedHash(caseNo);
  const done = await execute<undefined, ExportEvents, never>(deps, {
    ...actingAs(viewer),
    occurredAt: state.at,
    receivedAt: state.at,
    key: { id: key, request: { subject, reason, caseNo } satisfies Json },
    load: () => Promise.resolve(undefined),
    decide: () =>
      accept({
        subjectKind: 'export',
        subject: state.id,
        type: 'evidence-exported',
        body: {
          subject: state.subject,
          reasonSha256: salted.hash,
          caseNoSha256: saltedCase?.hash ?? null,
          log: state.log,
          size: state.size,
          checkpoint: sha256Hex(state.checkpoint),
          manifest: state.manifestSha256,
          files: state.files,
          bytes: state.bytes,
          tool: state.tool,
        },
      }),
    aggregates: { export: exportAggregate(state) },
    also: async (tx) => {
      await keepExportWord(tx, state, { field: REASON_FIELD, value: reason, salt: salted.salt });
      if (caseNo !== null && saltedCase !== null)
        await keepExportWord(tx, state, {
          field: CASE_NO_FIELD,
          value: caseNo,
          salt: saltedCase.salt,
        });
    },
    result: () => ({ id: state.id, exportedAt: isoOf(state.at), fileName }),
  });
  if (!done.accepted) return { refused: done.refusal };
  return done.result as HandedOut;
}

async function fileOf(deps: EvidenceDeps, viewer: Viewer, id: string): Promise<Made | Refused> {
  const made = await deps.database.asParty(
    viewer.scope,
    (tx) => makeAgain(tx, deps, { viewer, id }),
    'repeatable read',
  );
  if (made.refused !== undefined) return made;
  const at = deps.now();
  const done = await execute<undefined, ExportEvents, never>(deps, {
    ...actingAs(viewer),
    occurredAt: at,
    receivedAt: at,
    load: () => Promise.resolve(undefined),
    decide: () =>
      accept({
        subjectKind: 'export',
        subject: id as ExportId,
        type: 'evidence-file-asked',
        body: { by: viewer.person.id },
      }),
    aggregates: { export: exportAggregate() },
    result: () => null,
  });
  return done.accepted ? made : { refused: done.refusal };
}

async function makeAgain(
  tx: Sql,
  deps: EvidenceDeps,
  { viewer, id }: { readonly viewer: Viewer; readonly id: string },
): Promise<Made | Refused> {
  const known = await findExport(tx, id);
  if (known === undefined) return { refused: { code: 'no-such-export' } };
  const words = await valuesBeside(tx, [id]);
  const wordOf = (field: string) => words.find((it) => it.field === field)?.value ?? null;
  const reason = wordOf(REASON_FIELD);
  if (reason === null) return { refused: { code: 'export-differs' } };
  const { log: _, ...choices } = known;
  const caseNo = wordOf(CASE_NO_FIELD);
  const made = await make(tx, deps, { ...choices, party: viewer.party.id, reason, caseNo });
  if (made.refused !== undefined) return made;
  return made.manifestSha256 === known.manifestSha256
    ? made
    : { refused: { code: 'export-differs' } };
}
