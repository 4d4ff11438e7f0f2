// What a witness is asked and what it answers (C2SP tlog-witness). It keeps one promise: of a log that it
// cosigned, it cosigns only what grew from that.
import type { Malformed } from '@lakiri/kit';
import { base64Of } from './base64.ts';
import { type Checkpoint, parseCheckpoint, parseSize } from './checkpoint.ts';
import { emptyRoot, type Sha256, sameBytes } from './merkle.ts';
import { verifyConsistency } from './merkle-proof.ts';
import { openNote, parseNote, type Verifier } from './note.ts';
import { parseHashes } from './proof.ts';
import { parseUtf8 } from './utf8.ts';

export type AddCheckpoint = {
  /** The size that the log believes the witness cosigned last; 0 where it does not know. */
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The checkpoint as a signed note. */
  readonly note: string;
  /** What the note says; nothing of it is verified yet. */
  readonly checkpoint: Checkpoint;
  /** The note's text, which a cosignature is over. */
  readonly text: string;
};

export function formatAddCheckpoint(
  request: Pick<AddCheckpoint, 'oldSize' | 'proof' | 'note'>,
): string {
  const lines = [`old ${request.oldSize}`, ...request.proof.map(base64Of), ''];
  return `${lines.join('\n')}\n${request.note}`;
}

/** What a body asks; malformed is answered with 400. The offset is in characters. */
export function parseAddCheckpoint(body: string | Uint8Array): AddCheckpoint | Malformed {
  const all = typeof body === 'string' ? body : parseUtf8(body);
  if (all === undefined) return { code: 'not-utf8', offset: 0 };
  const end = all.indexOf('\n\n');
  if (end < 0) return { code: 'no-empty-line', offset: all.length };
  const [old = '', ...lines] = all.slice(0, end).split('\n');
  const oldSize = old.startsWith('old ') ? parseSize(old.slice('old '.length)) : undefined;
  if (oldSize === undefined) return { code: 'bad-old-size', offset: 0 };
  const proof = parseHashes(lines, old.length + 1);
  if ('code' in proof) return proof;
  const note = all.slice(end + 2);
  const parsed = parseNote(note);
  if ('code' in parsed) return { code: parsed.code, offset: end + 2 + parsed.offset };
  const checkpoint = parseCheckpoint(parsed.text);
  if ('code' in checkpoint) return { code: checkpoint.code, offset: end + 2 + checkpoint.offset };
  return { oldSize, proof, note, checkpoint, text: parsed.text };
}

export type Latest = { readonly size: number; readonly root: Uint8Array };

/** The statuses are the specification's. Of 409 the body is `<size>\n` as `text/x.tlog.size`. */
export type AddCheckpointAnswer =
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly status: 400; readonly code: 'old-size-above-size' }
  | { readonly status: 403; readonly code: 'not-signed-by-log' }
  | { readonly status: 404; readonly code: 'unknown-log' }
  | { readonly status: 409; readonly code: 'other-old-size'; readonly size: number }
  | {
      readonly status: 422;
      readonly code: 'proof-fails' | 'proof-from-nothing' | 'other-root' | 'not-the-empty-root';
    };

export type AskedWitness = {
  readonly request: AddCheckpoint;
  /** What it cosigned last of this origin; `undefined` where nothing. */
  readonly latest: Latest | undefined;
  /** The keys that it trusts for the request's origin; none: it does not know the log. */
  readonly logVerifier: Verifier | readonly Verifier[] | undefined;
};

/**
 * The answer, in the specification's order. Whoever acts on 200 must persist `checkpoint` before it
 * answers, in one step with having read `latest`: else two requests at once can roll a log back.
 */
export function decideAddCheckpoint(
  { request, latest, logVerifier }: AskedWitness,
  sha256: Sha256,
): AddCheckpointAnswer {
  const { oldSize, checkpoint, note, text } = request;
  const verifiers = [logVerifier ?? []].flat().filter(({ name }) => name === checkpoint.origin);
  if (verifiers.length === 0) return { status: 404, code: 'unknown-log' };
  if (!openNote(note, verifiers).opened) return { status: 403, code: 'not-signed-by-log' };
  if (oldSize > checkpoint.size) return { status: 400, code: 'old-size-above-size' };
  const size = latest?.size ?? 0;
  if (oldSize !== size) return { status: 409, code: 'other-old-size', size };
  const code = inconsistency(request, latest, sha256);
  return code === undefined ? { status: 200, checkpoint, text } : { status: 422, code };
}

function inconsistency(
  { proof, checkpoint: { size, root } }: AddCheckpoint,
  latest: Latest | undefined,
  sha256: Sha256,
) {
  if (size === 0 && !sameBytes(root, emptyRoot(sha256))) return 'not-the-empty-root';
  // From nothing grows everything: there is no proof of it to give.
  if (latest === undefined || latest.size === 0)
    return proof.length > 0 ? 'proof-from-nothing' : undefined;
  if (size === latest.size && !sameBytes(root, latest.root)) return 'other-root';
  const consistency = { size1: latest.size, size2: size, root1: latest.root, root2: root, proof };
  return verifyConsistency(consistency, sha256) ? undefined : 'proof-fails';
}
