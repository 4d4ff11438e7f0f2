// Every published proof case, most of them wrong in one way: the verdict must be the publisher's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sha256 } from '@lakiri/platform/sha256';
import { verifyConsistency, verifyInclusion } from './merkle-proof.ts';

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const hashes = (proof: readonly string[] | null): Uint8Array[] => (proof ?? []).map(bytes);

type Case = {
  readonly path: string;
  readonly proof: readonly string[] | null;
  readonly desc: string;
  readonly wantErr: boolean;
};
type InclusionCase = Case & {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
};
type ConsistencyCase = Case & {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
};

function casesOf<T extends Case>(family: 'inclusion' | 'consistency'): T[] {
  const file = new URL(`vectors/merkle-${family}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

const inclusion = casesOf<InclusionCase>('inclusion');
const consistency = casesOf<ConsistencyCase>('consistency');

test('all that was published is here: 98 and 98 cases, each once, and of both verdicts', () => {
  for (const cases of [inclusion, consistency] as readonly (readonly Case[])[]) {
    assert.equal(new Set(cases.map(({ path }) => path)).size, 98);
    assert.equal(cases.length, 98);
    assert.equal(cases.filter(({ wantErr }) => !wantErr).length, 6);
  }
});

for (const { path, leafIdx, treeSize, root, leafHash, proof, desc, wantErr } of inclusion)
  test(`inclusion ${path} (${desc}) is ${wantErr ? 'refused' : 'proved'}`, () => {
    const claim = {
      index: leafIdx,
      size: treeSize,
      leaf: bytes(leafHash),
      proof: hashes(proof),
      root: bytes(root),
    };
    assert.equal(verifyInclusion(claim, sha256), !wantErr);
  });

for (const { path, size1, size2, root1, root2, proof, desc, wantErr } of consistency)
  test(`consistency ${path} (${desc}) is ${wantErr ? 'refused' : 'proved'}`, () => {
    const claim = {
      size1,
      size2,
      root1: bytes(root1),
      root2: bytes(root2),
      proof: hashes(proof),
    };
    assert.equal(verifyConsistency(claim, sha256), !wantErr);
  });
