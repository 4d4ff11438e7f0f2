// One entry with its proof, as two files.
import {
  leafHash,
  openTrusted,
  parseProof,
  parseUtf8,
  type Trust,
  verifyInclusion,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';
import { countOf, numberOf, type Outcome, refusalOf, unverified, witnessed } from './outcome.ts';

export type ProofToVerify = {
  readonly proof: Uint8Array;
  readonly path: string;
  readonly entry: Uint8Array;
  readonly entryPath: string;
  readonly trust: Trust;
};

export function verifyProofFile({ proof, path, entry, entryPath, trust }: ProofToVerify): Outcome {
  const parsed = parseProof(parseUtf8(proof) ?? '');
  if ('code' in parsed) return unverified(`${path} is no proof (${parsed.code}).`);
  const refuted = (code: string, at: string, says: string): Outcome => ({
    verdict: 'refuted',
    sentence: `${entryPath} is not proven: ${says}`,
    wrong: [{ code, path: at, says }],
    warnings: [],
    facts: { index: parsed.index },
  });
  const opened = openTrusted(parsed.checkpointNote, trust);
  if (!opened.opened) return refuted(opened.code, path, refusalOf(opened.code, trust));
  if (opened.isWitnessed === false)
    return refuted(
      'witnesses-missing',
      path,
      'not enough of the witnesses that you ask for have seen it.',
    );
  const { origin, size, root } = opened.checkpoint;
  const { index } = parsed;
  const leaf = leafHash(entry, sha256);
  if (!verifyInclusion({ index, size, leaf, proof: parsed.proof, root }, sha256))
    return refuted(
      'entry-not-in-log',
      entryPath,
      `it is not entry ${numberOf(index)} of ${origin}; one byte more or less is enough.`,
    );
  const facts = {
    origin,
    size,
    index,
    root: Buffer.from(root).toString('hex'),
    witnesses: opened.witnesses,
  };
  const sentence = `${entryPath} is entry ${numberOf(index)} of the ${countOf(size, 'entry', 'entries')} of ${origin}, as its owner signed them${witnessed(opened.witnesses)}; it was not changed.`;
  return { verdict: 'verified', sentence, wrong: [], warnings: [], facts };
}
