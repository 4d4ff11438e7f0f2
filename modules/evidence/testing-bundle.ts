// A small evidence bundle with one of everything, for tests of whoever exports or verifies one.
import { canonical, type Json } from '@lakiri/kit';
import { sha256 } from '@lakiri/platform/sha256';
import { zipSync } from 'fflate';
import { base64Of } from './core/base64.ts';
import { formatCheckpoint } from './core/checkpoint.ts';
import { cosigner, newCosignerKey } from './core/cosignature.ts';
import { ed25519Signer, newEd25519Key } from './core/ed25519.ts';
import { frameLeaf } from './core/frame-leaf.ts';
import { type HashAt, leafHash, nodeHash, treeHash } from './core/merkle.ts';
import { consistencyProof, inclusionProof } from './core/merkle-proof.ts';
import { addSignatures, signNote } from './core/note.ts';
import { formatProof } from './core/proof.ts';

export type TestBundle = {
  readonly files: Map<string, Uint8Array>;
  readonly zip: Uint8Array;
  readonly logVkey: string;
  readonly witnessVkeys: readonly string[];
  readonly policy: string;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
const json = (value: Json): Uint8Array => text(canonical(value));

const ORIGIN = 'revenue.example/log/centre';
const WITNESSES = ['auditor.example/witness', 'traders.example/witness'] as const;
const JOURNEY = '0190f6a0-0000-7000-8000-000000000001';
const BATCH = '0190f6a0-0000-7000-8000-00000000000b';
const SEAL = '0190f6a0-0000-7000-8000-00000000005e';
/** 4 February 2026 05:31 UTC. */
const WITNESSED_S = 1_770_183_060;
const SALT = '00112233445566778899aabbccddeeff';
const NAME = 'Achieng Otieno';
const STAMPED_SIZE = 7;

const FRAMES = [
  { bytes: '(8100000001,@JT)', verdict: 'heartbeat', secret: false },
  {
    bytes: '(8100000001,P45,040226,053000,4.04348,S,39.66020,E)',
    verdict: 'reports',
    secret: false,
  },
  { bytes: '(8100000001,P43,1,123456,0)', verdict: 'reply', secret: true },
] as const;

/** Where a test's own bundle is to differ: files that are put in, after which the lists are made. */
export type Differing = { readonly more?: Readonly<Record<string, string>> };

/** The bundle of a journey of four facts, one batch of three frames, one name, one time stamp and two witnesses. */
export function testBundle({ more = {} }: Differing = {}): TestBundle {
  const entries = entriesOfLog();
  const { checkpoint, older, keys } = signed(entries);
  const files = new Map<string, Uint8Array>([['checkpoint', text(checkpoint)]]);
  const hashAt = hashesOf(entries.map((entry) => leafHash(entry, sha256)));
  const proofAt = (index: number) => inclusionProof(index, entries.length, hashAt, sha256);
  for (const index of [1, 3, 4, 8]) {
    files.set(`entries/${index}.json`, entries[index] as Uint8Array);
    const proof = { index, proof: proofAt(index), checkpointNote: checkpoint };
    files.set(`proofs/${index}.tlog-proof`, text(formatProof(proof)));
  }
  files.set('frames/2026-02-04.json', framesOfDay(entries[5] as Uint8Array, proofAt(5)));
  files.set('readings.csv', text(READINGS));
  const nameHash = hex(sha256(Buffer.concat([Buffer.from(SALT, 'hex'), text(NAME)])));
  files.set(
    'personal.json',
    json([{ subject: JOURNEY, field: 'driver', salt: SALT, value: NAME, sha256: nameHash }]),
  );
  files.set('keys/vkeys.txt', text(`${[keys.log, ...keys.witnesses].join('\n')}\n`));
  files.set('keys/policy.txt', text(keys.policy));
  files.set(`tsr/${STAMPED_SIZE}.checkpoint`, text(older));
  files.set(`tsr/${STAMPED_SIZE}.tsr`, timeStamp(sha256(text(older))));
  const consistency = consistencyProof(STAMPED_SIZE, entries.length, hashAt, sha256);
  files.set(
    `tsr/${STAMPED_SIZE}.consistency`,
    text(consistency.map((it) => `${base64Of(it)}\n`).join('')),
  );
  files.set('custody.jsonl', text('{"act":"exported","name":"Okello"}\n'));
  files.set('operation.json', json({ from: '2026-02-04T00:00:00Z', faults: [] }));
  files.set('VERIFY.md', text('# How to verify\n\nsha256sum -c SHA256SUMS\n'));
  for (const [path, value] of Object.entries(more)) files.set(path, text(value));
  relist(files, { size: entries.length, root: hex(treeHash(entries, sha256)) });
  return {
    files,
    zip: zipOf(files),
    logVkey: keys.log,
    witnessVkeys: keys.witnesses,
    policy: keys.policy,
  };
}

/** The same files as a zip, as the exporter makes it. */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  // fflate writes the local time of the machine: this is 1980-01-01 00:00 anywhere.
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: new Date(1980, 0, 1) });
}

/** Writes manifest.json and SHA256SUMS anew: what a forger does after changing a file. */
export function relist(
  files: Map<string, Uint8Array>,
  { size, root }: { readonly size: number; readonly root: string },
): void {
  files.delete('manifest.json');
  files.delete('SHA256SUMS');
  const sorted = (): [string, Uint8Array][] => [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest = {
    format: 'lakiri-evidence/1',
    id: '0190f6a0-0000-7000-8000-0000000000ff',
    subject: { kind: 'journey', id: JOURNEY, ref: 'J-2026-0417' },
    exportedAt: '2026-02-04T06:00:00.000Z',
    exporter: { id: '0190f6a0-0000-7000-8000-0000000000aa', name: 'Okello' },
    reason: 'Case 12 of 2026, Milimani',
    caseNo: '12/2026',
    period: { from: '2026-02-04T04:00:00Z', until: '2026-02-04T06:00:00Z' },
    log: { name: 'centre', origin: ORIGIN, size, root },
    tool: { name: 'lakiri', version: '0.1.0' },
    files: sorted().map(([path, bytes]) => ({
      path,
      sha256: hex(sha256(bytes)),
      bytes: bytes.length,
    })),
  };
  files.set('manifest.json', json(manifest));
  const sums = sorted().map(([path, bytes]) => `${hex(sha256(bytes))}  ${path}\n`);
  files.set('SHA256SUMS', text(sums.join('')));
}

const READINGS = `batch,position,occurredAt,receivedAt,late
${BATCH},1,2026-02-04T05:30:00.000Z,2026-02-04T05:30:04.000Z,false
${BATCH},1,2026-02-04T04:56:00.000Z,2026-02-04T05:30:04.000Z,true
`;

/** Nine facts; those of the journey are 1, 3, 4 and 8, that of the frames is 5. */
function entriesOfLog(): Uint8Array[] {
  const name = hex(sha256(Buffer.concat([Buffer.from(SALT, 'hex'), text(NAME)])));
  const ofJourney: Record<number, Json> = {
    1: { plateSha256: name },
    3: { route: 'northern' },
    4: { seal: SEAL },
    8: { at: 'malaba' },
  };
  let version = 0;
  return Array.from({ length: 9 }, (_, index) => {
    const about = ofJourney[index];
    const isFrames = index === 5;
    const subject = isFrames ? BATCH : about === undefined ? `0190f6a0-${index}` : JOURNEY;
    return json({
      id: `0190f6a0-fact-${index}`,
      type: isFrames ? 'frames-received' : 'journey-told',
      subject,
      subjectVersion: about === undefined ? 1 : ++version,
      recordedAt: `2026-02-04T05:3${index}:00.000000Z`,
      schema: 'lakiri.fact/1',
      body: isFrames
        ? { frames: FRAMES.length, root: rootOfFrames(), about: rootAbout() }
        : (about ?? {}),
    });
  });
}

const received = (at: number): string => new Date(WITNESSED_S * 1_000 + at).toISOString();
const aboutOf = (at: number): Uint8Array =>
  text(`${SEAL} jointech ${Date.parse(received(at))} ${FRAMES[at]?.verdict}`);
/** As a frame is kept: a password blanked, and the hash of what a gateway would have sealed. */
const keptOf = ({ bytes, secret }: (typeof FRAMES)[number]) => ({
  bytes: text(secret ? bytes.replace('123456', '******') : bytes),
  sealed: secret ? leafHash(text(`sealed ${bytes}`), sha256) : null,
});
const frameLeaves = (): Uint8Array[] => FRAMES.map((frame) => frameLeaf(keptOf(frame), sha256));
const rootOfFrames = (): string => {
  const [first, second, third] = frameLeaves() as [Uint8Array, Uint8Array, Uint8Array];
  return hex(nodeHash(nodeHash(first, second, sha256), third, sha256));
};
const rootAbout = (): string =>
  hex(
    treeHash(
      FRAMES.map((_, at) => aboutOf(at)),
      sha256,
    ),
  );

function framesOfDay(entry: Uint8Array, batchProof: readonly Uint8Array[]): Uint8Array {
  const hashes: string[] = [];
  const indexes = (proof: readonly Uint8Array[]): number[] =>
    proof.map((hash) => {
      const encoded = base64Of(hash);
      if (!hashes.includes(encoded)) hashes.push(encoded);
      return hashes.indexOf(encoded);
    });
  const proofs = (leaves: readonly Uint8Array[], at: number): number[] =>
    indexes(inclusionProof(at, leaves.length, hashesOf(leaves), sha256));
  const leaves = frameLeaves();
  const about = FRAMES.map((_, at) => leafHash(aboutOf(at), sha256));
  const frames = FRAMES.map((frame, position) => ({
    position,
    sealId: SEAL,
    dialect: 'jointech',
    receivedAt: received(position),
    verdict: frame.verdict,
    secret: frame.secret,
    ...sealedIn(keptOf(frame)),
    bytes: Buffer.from(keptOf(frame).bytes).toString('base64'),
    leaf: hex(leaves[position] as Uint8Array),
    proof: proofs(leaves, position),
    aboutProof: proofs(about, position),
  }));
  const batch = {
    batch: BATCH,
    index: 5,
    entry: Buffer.from(entry).toString('utf8'),
    proof: indexes(batchProof),
    size: FRAMES.length,
    root: rootOfFrames(),
    about: rootAbout(),
    frames,
  };
  return json({ hashes, batches: [batch] });
}

const sealedIn = ({ sealed }: ReturnType<typeof keptOf>) => sealed && { sealed: hex(sealed) };

function hashesOf(leaves: readonly Uint8Array[]): HashAt {
  const hashAt: HashAt = (level, index) =>
    level === 0
      ? (leaves[index] as Uint8Array)
      : nodeHash(hashAt(level - 1, 2 * index), hashAt(level - 1, 2 * index + 1), sha256);
  return hashAt;
}

function signed(entries: readonly Uint8Array[]) {
  const log = newEd25519Key(ORIGIN, sha256(text(ORIGIN)));
  const signer = ed25519Signer(log.skey);
  if ('code' in signer) throw new Error(signer.code);
  const witnesses = WITNESSES.map((name) => {
    const key = newCosignerKey(name, sha256(text(name)));
    const made = cosigner(key.skey);
    if ('code' in made) throw new Error(made.code);
    return { ...made, vkey: key.vkey };
  });
  const note = (size: number): string => {
    const root = treeHash(entries.slice(0, size), sha256);
    const said = formatCheckpoint({ origin: ORIGIN, size, root });
    const lines = witnesses.map(({ cosign }, at) => cosign(said, WITNESSED_S + at));
    return addSignatures(signNote(said, [signer]), lines);
  };
  const vkeys = witnesses.map(({ vkey }) => vkey);
  const policy = `log ${log.vkey}\nwitness A ${vkeys[0]}\nwitness B ${vkeys[1]}\ngroup both all A B\nquorum both\n`;
  return {
    checkpoint: note(entries.length),
    older: note(STAMPED_SIZE),
    keys: { log: log.vkey, witnesses: vkeys, policy },
  };
}

/** A response as RFC 3161 has it, without a signature: what a verifier of bytes alone reads. */
function timeStamp(imprint: Uint8Array): Uint8Array {
  const der = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
    const content = Buffer.concat(parts);
    const { length } = content;
    return Buffer.concat([
      Buffer.from(length < 128 ? [tag, length] : [tag, 0x81, length]),
      content,
    ]);
  };
  const oid = (value: string): Uint8Array => der(6, Buffer.from(value, 'hex'));
  const sha = der(0x30, oid('608648016503040201'));
  const info = der(
    0x30,
    der(2, Buffer.of(1)),
    oid('2a0304'),
    der(0x30, sha, der(4, imprint)),
    der(2, Buffer.of(7)),
    der(0x18, Buffer.from('20260204053200Z')),
  );
  const content = der(0x30, oid('2a864886f70d0109100104'), der(0xa0, der(4, info)));
  const signedData = der(0x30, der(2, Buffer.of(3)), der(0x31, sha), content);
  const token = der(0x30, oid('2a864886f70d010702'), der(0xa0, signedData));
  return der(0x30, der(0x30, der(2, Buffer.of(0))), token);
}
