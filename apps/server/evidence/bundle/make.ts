// An evidence bundle from the choices that an export fixed. The same choices give the same bytes.
import { setImmediate } from 'node:timers/promises';
import { base64Of, checkpointOfNote, formatProof } from '@lakiri/evidence';
import { type Export, findTimeStamps, type Log, type TimeStamp } from '@lakiri/evidence/store';
import { canonical, isoOf, type Json } from '@lakiri/kit';
import type { Party } from '@lakiri/parties';
import { entryOf } from '@lakiri/platform/fact-entry';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import { type CertificateValues, certificateOf, type Device } from '../certificate/certificate.ts';
import { formFor } from '../certificate/forms.ts';
import { printCertificate } from '../certificate/print.ts';
import { policyOf, witnessesUnder } from '../log/current-log.ts';
import { type LogTree, logTree, type ReadTile } from '../log/log-tree.ts';
import { type Contents, contentsOf, ENTRIES_MAX } from './contents.ts';
import { custodyOf, thisExport } from './custody.ts';
import { framesByDay } from './frames.ts';
import { type Operation, operationJson, operationOf } from './operation.ts';
import { personalJson, readingsCsv } from './tables.ts';
import { verifyText } from './verify-text.ts';
import { type PackedFile, packFile, zipOf } from './zip.ts';

/** What a verifier holds in memory; more goes into several bundles, by case. */
const UNPACKED_BYTES_MAX = 512 * 1024 * 1024;

/** Every choice that makes the bytes. */
export type Making = Pick<
  Export,
  'id' | 'subject' | 'at' | 'size' | 'checkpoint' | 'policy' | 'stamps' | 'tool'
> & {
  readonly log: Log;
  readonly by: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly caseNo: string | null;
  readonly administration: Pick<Party, 'name' | 'country'>;
};

export type Made = {
  readonly refused?: never;
  readonly fileName: string;
  readonly zip: Uint8Array;
  readonly manifestSha256: string;
  readonly files: number;
};
export type MakeRefusal =
  | { readonly code: 'no-such-subject' }
  | {
      readonly code: 'too-large';
      readonly what: 'entries' | 'frames' | 'bytes';
      readonly max: number;
    };

export async function makeBundle(
  tx: Sql,
  read: ReadTile,
  making: Making,
): Promise<Made | { readonly refused: MakeRefusal }> {
  const bound = { log: making.log.name, size: making.size, at: making.at };
  const contents = await contentsOf(tx, making.subject, bound);
  if (contents === undefined) return { refused: { code: 'no-such-subject' } };
  if (contents.facts.length > ENTRIES_MAX)
    return { refused: { code: 'too-large', what: 'entries', max: ENTRIES_MAX } };
  const work: Work = { tx, making, contents, tree: logTree(read, making.size), files: new Files() };
  const { files } = work;
  await addEntries(work);
  const frames = await addFrames(work);
  const personal = await personalJson(tx, contents.facts, contents.persons);
  await files.add('personal.json', personal.bytes);
  const stamps = await addStamps(work);
  await addKeys(work);
  await files.addText('custody.jsonl', await custodyLines(work));
  const operation = operationOf(contents.facts, contents.period);
  await files.addJson('operation.json', operationJson(operation));
  const counts = { entries: contents.facts.length, ...frames, personal: personal.values };
  await addCertificate(work, { operation, counts, stamps });
  const fileName = nameOf(contents, making);
  await files.addText('VERIFY.md', verifyText(aboutVerifying(work, { fileName, stamps })));
  const manifest = manifestOf(work, counts, stamps);
  if (files.bytes > UNPACKED_BYTES_MAX)
    return { refused: { code: 'too-large', what: 'bytes', max: UNPACKED_BYTES_MAX } };
  await files.add('manifest.json', manifest);
  await files.addText('SHA256SUMS', files.sums());
  const all = files.sorted();
  return {
    fileName,
    zip: zipOf(all),
    manifestSha256: sha256Hex(manifest),
    files: all.length,
  };
}

type Work = {
  readonly tx: Sql;
  readonly making: Making;
  readonly contents: Contents;
  readonly tree: LogTree;
  readonly files: Files;
};
type Counts = {
  readonly entries: number;
  readonly batches: number;
  readonly frames: number;
  readonly readings: number;
  readonly personal: number;
};

/** So long thousands of small files are packed before others are heard. */
const TURN_MS = 10;

class Files {
  readonly #packed: PackedFile[] = [];
  #turnBegan = performance.now();
  bytes = 0;

  async add(path: string, bytes: Uint8Array): Promise<void> {
    this.#packed.push(await packFile(path, bytes));
    this.bytes += bytes.length;
    if (performance.now() - this.#turnBegan < TURN_MS) return;
    await setImmediate();
    this.#turnBegan = performance.now();
  }

  addText(path: string, text: string): Promise<void> {
    return this.add(path, Buffer.from(text, 'utf8'));
  }

  addJson(path: string, value: Json): Promise<void> {
    return this.addText(path, canonical(value));
  }

  sorted(): PackedFile[] {
    return this.#packed.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  listed(): { path: string; sha256: string; bytes: number }[] {
    return this.sorted().map(({ path, sha256, bytes }) => ({ path, sha256, bytes }));
  }

  /** As sha256sum writes it. */
  sums(): string {
    return this.sorted()
      .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
      .join('');
  }
}

async function addEntries({ contents, tree, making, files }: Work): Promise<void> {
  const indexes = contents.facts.map(({ index }) => index);
  const proofs = await tree.inclusion(indexes);
  for (const [at, { fact, index }] of contents.facts.entries()) {
    const proof = proofs[at] ?? [];
    await files.add(`entries/${index}.json`, entryOf(fact));
    await files.addText(
      `proofs/${index}.tlog-proof`,
      formatProof({ index, proof, checkpointNote: making.checkpoint }),
    );
  }
}

async function addFrames({ tx, contents, making, tree, files }: Work) {
  const bound = { log: making.log.name, size: making.size, at: making.at };
  const places = new Set<string>();
  let batches = 0;
  for await (const day of framesByDay(tx, contents.spans, { bound, tree })) {
    await files.add(day.path, day.bytes);
    batches += day.batches;
    for (const place of day.places) places.add(place);
  }
  const { bytes, readings } = await readingsCsv(tx, contents.spans, places);
  await files.add('readings.csv', bytes);
  return { batches, frames: places.size, readings };
}

async function addStamps({ tx, making, tree, files }: Work): Promise<readonly TimeStamp[]> {
  const stamps = await findTimeStamps(tx, making.stamps);
  for (const { size, reply, checkpoint } of stamps) {
    await files.add(`tsr/${size}.tsr`, reply);
    await files.addText(`tsr/${size}.checkpoint`, checkpoint);
    const proof = size < making.size ? await tree.consistency(size) : [];
    await files.addText(
      `tsr/${size}.consistency`,
      proof.map((hash) => `${base64Of(hash)}\n`).join(''),
    );
  }
  const pem = stamps.at(-1)?.trustedPem ?? null;
  if (pem !== null) await files.addText('tsr/ca.pem', pem);
  return stamps;
}

async function addKeys({ making, files }: Work): Promise<void> {
  const policy = policyOf(making.policy);
  const vkeys = [making.log.vkey, ...(policy?.witnesses ?? []).map(({ vkey }) => vkey)];
  await files.addText('keys/vkeys.txt', `${vkeys.join('\n')}\n`);
  if (making.policy !== null) await files.addText('keys/policy.txt', making.policy);
  await files.addText('checkpoint', making.checkpoint);
}

async function custodyLines({ tx, making }: Work): Promise<string> {
  const bound = { log: making.log.name, size: making.size, at: making.at };
  const before = await custodyOf(tx, making.subject.id, bound);
  return [...before, thisExport(making)].map((line) => `${canonical(line)}\n`).join('');
}

type Told = {
  readonly operation: Operation;
  readonly counts: Counts;
  readonly stamps: readonly TimeStamp[];
};

async function addCertificate({ making, contents, files }: Work, told: Told): Promise<void> {
  const form = formFor(making.administration.country, isoOf(making.at).slice(0, 10));
  const { operation, counts, stamps } = told;
  const values: CertificateValues = {
    country: making.administration.country,
    administration: making.administration.name,
    export: making.id,
    exportedAt: isoOf(making.at),
    exporter: making.by.name,
    reason: making.reason,
    caseNo: making.caseNo,
    subject: contents.subject,
    period: { from: isoOf(contents.period.from), until: isoOf(contents.period.until) },
    counts,
    log: {
      origin: making.log.origin,
      size: making.size,
      checkpointSha256: sha256Hex(making.checkpoint),
    },
    witnesses: witnessesUnder(making.checkpoint, policyOf(making.policy)).by,
    timeStamps: stamps.map(({ stampedAt, authority }) => ({ at: isoOf(stampedAt), authority })),
    node: making.log.name,
    program: making.tool,
    devices: devicesIn(contents),
    operation,
  };
  const certificate = certificateOf(form, values);
  await files.addJson('certificate.json', certificate as unknown as Json);
  const made = { at: new Date(making.at), foot: `Export ${making.id}` };
  await files.add(form.fileName, await printCertificate(certificate, made));
}

/** The seals as they were registered. */
function devicesIn({ facts }: Contents): Device[] {
  return facts
    .filter(({ fact }) => fact.type === 'seal-registered')
    .map(({ fact }) => {
      const { number, wireId, model } = JSON.parse(fact.body) as {
        number: string;
        wireId: string;
        model: { model: string; dialect: string };
      };
      return { number, wireId, ...model };
    })
    .map(({ number, model, dialect, wireId }) => ({ number, model, dialect, wireId }));
}

function aboutVerifying(
  { making, contents }: Work,
  { fileName, stamps }: { readonly fileName: string; readonly stamps: readonly TimeStamp[] },
): Parameters<typeof verifyText>[0] {
  return {
    ref: `${contents.subject.kind} ${contents.subject.ref}`,
    origin: making.log.origin,
    size: making.size,
    vkey: making.log.vkey,
    fileName,
    index: contents.facts[0]?.index ?? null,
    stamps: stamps.map(({ size }) => size),
    hasCa: (stamps.at(-1)?.trustedPem ?? null) !== null,
    program: making.tool,
  };
}

function manifestOf(
  { making, contents, files }: Work,
  counts: Counts,
  stamps: readonly TimeStamp[],
): Uint8Array {
  const checkpoint = checkpointOfNote(making.checkpoint);
  if ('code' in checkpoint) throw new Error(`the export has no checkpoint: ${checkpoint.code}`);
  const [name = '', version = ''] = making.tool.split(' ');
  const { by } = witnessesUnder(making.checkpoint, policyOf(making.policy));
  const notes = [
    ...(by.length === 0 ? [{ code: 'not-witnessed' }] : []),
    ...(stamps.length === 0 ? [{ code: 'no-time-stamp' }] : []),
    ...(counts.personal > 0 ? [{ code: 'personal-values', count: counts.personal }] : []),
  ];
  const manifest = {
    format: 'lakiri-evidence/1',
    id: making.id,
    subject: contents.subject,
    exportedAt: isoOf(making.at),
    exporter: making.by,
    reason: making.reason,
    caseNo: making.caseNo,
    period: { from: isoOf(contents.period.from), until: isoOf(contents.period.until) },
    log: {
      name: making.log.name,
      origin: making.log.origin,
      size: making.size,
      root: Buffer.from(checkpoint.root).toString('hex'),
      vkey: making.log.vkey,
    },
    tool: { name, version },
    counts,
    notes,
    files: files.listed(),
  };
  return Buffer.from(canonical(manifest), 'utf8');
}

function nameOf({ subject }: Contents, { id }: Making): string {
  const ref = subject.ref.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60);
  return `evidence-${subject.kind}-${ref}-${id.slice(-12)}.zip`;
}
