// Vectors of the COSE working group (github.com/cose-wg/Examples, sign1-tests and mac0-tests): messages that hold and messages
// that were tampered with, each in one way. Key of all signatures: P-256 "11"; of all MACs: "our-secret".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnvelope, readHead, signedBytes } from './cose.ts';
import { verifyProof } from './index.ts';
import { parseSealKey } from './keys.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const key = (kind: 'mac' | 'signature', text: string) => {
  const parsed = parseSealKey(kind, hex(text));
  assert.ok(!('code' in parsed));
  return parsed;
};
const KEYS = {
  signature: key(
    'signature',
    '04bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e',
  ),
  mac: key('mac', '849b57219dae48de646d07dbb533566e976686457c1491be3a76dcea6c427188'),
};

const TEXT = '54546869732069732074686520636f6e74656e742e';
const SIGNED = `846a5369676e61747572653143a1012640${TEXT}`;
const R = 'eae868ecc176883766c5dc5ba5b8dca25dab3c2e56a551ce5705b793914348e1';
const S = '9f43d6c6ba654472da301b645b293c9ba939295b97c4bdb847782bff384c5794';
const MAC = 'a1a848d3471f9d61ee49018d244c824772f223ad4f935293f1789fc3a08d8c58';

type Row = {
  readonly name: string;
  readonly cbor: string;
  readonly external?: string;
  /** What was signed, where the vector says it; absent: what is signed here is not what its maker signed. */
  readonly signed?: string;
  readonly holds: boolean;
  /** Why it is no envelope of ours, whatever its value. */
  readonly refused: string | undefined;
};
const rows: readonly Row[] = [
  {
    name: 'sign-pass-01: an empty protected header counts as no bytes',
    cbor: `d28441a0a2012604423131${TEXT}5840${R}1a02e5f0344bf2d4ee5c7fd75a68a9f5e0b3cc1f1fc1409c189566586ff9d610`,
    signed: `846a5369676e6174757265314040${TEXT}`,
    holds: true,
    refused: 'bad-protected', // we have algorithm and key id signed
  },
  {
    name: 'sign-pass-02: external data',
    cbor: `d28443a10126a104423131${TEXT}5840${R}55388b10c4f1b59a6733eab416870a945111a4b2fbdbef33a77234b1deff2f9b`,
    external: '11aa22bb33cc44dd55006699',
    signed: `846a5369676e61747572653143a101264c11aa22bb33cc44dd55006699${TEXT}`,
    holds: true,
    refused: 'bad-protected',
  },
  {
    name: 'sign-pass-03, with the tag that it leaves out',
    cbor: `d28443a10126a104423131${TEXT}5840${R}${S}`,
    signed: SIGNED,
    holds: true,
    refused: 'bad-protected',
  },
  {
    name: 'sign-fail-02: another content',
    cbor: `d28443a10126a104423131${TEXT.replace(/2e$/, '2f')}5840${R}${S}`,
    holds: false,
    refused: 'bad-protected',
  },
  {
    name: 'sign-fail-03: an algorithm that there is not',
    cbor: `d28445a1013903e6a104423131${TEXT}5840${R}${S}`,
    holds: false,
    refused: 'bad-protected',
  },
  {
    name: 'sign-fail-04: an algorithm by a name',
    cbor: `d2844aa10167756e6b6e6f776ea104423131${TEXT}5840${R}${S}`,
    holds: false,
    refused: 'bad-protected',
  },
  {
    name: 'sign-fail-06: one protected attribute more',
    cbor: `d28445a201260300a104423131${TEXT}5840${R}${S}`,
    holds: false,
    refused: 'bad-key-id',
  },
  {
    name: 'sign-fail-07: one protected attribute fewer',
    cbor: `d28443a10126a104423131${TEXT}5840${R}72727f48461fabbba2e343492ddecac3983686250bc68e9f1a7a07d41225b59f`,
    holds: false,
    refused: 'bad-protected',
  },
  {
    name: 'HMac-01',
    cbor: `d18443a10105a0${TEXT}5820${MAC}`,
    signed: `84644d41433043a1010540${TEXT}`,
    holds: true,
    refused: 'bad-protected',
  },
  {
    name: 'mac-pass-02: external data, and no protected header at all',
    cbor: `d18440a10105${TEXT}58200fecaec59bb46cc8a488aaca4b205e322dd52696b75a45768d3c302dd4bae2f7`,
    external: 'ff00ee11dd22cc33bb44aa559966',
    signed: `84644d414330404eff00ee11dd22cc33bb44aa559966${TEXT}`,
    holds: true,
    refused: 'too-short',
  },
  {
    name: 'mac-fail-02: another MAC',
    cbor: `d18443a10105a0${TEXT}5820${MAC.replace(/58$/, '59')}`,
    holds: false,
    refused: 'bad-protected',
  },
];

for (const { name, cbor, external = '', signed, holds, refused } of rows)
  test(name, () => {
    const envelope = readEnvelope(hex(cbor));
    assert.ok(!('code' in envelope));
    if ('code' in envelope) return;
    const { by, payload, value } = envelope;
    const bytes = signedBytes({
      by,
      protected: envelope.protected.value,
      external: hex(external),
      payload: payload.value,
    });
    if (signed !== undefined) assert.equal(Buffer.from(bytes).toString('hex'), signed);
    assert.equal(verifyProof({ by, signed: bytes, value: value.value }, KEYS[by]), holds);
    const head = readHead(envelope);
    assert.equal('code' in head ? head.code : undefined, refused);
  });

const nothing = [
  ['sign-fail-01: another tag', `d903e68443a10126a104423131${TEXT}5840${R}${S}`],
  ['sign-pass-03: no tag, which we want', `8443a10126a104423131${TEXT}5840${R}${S}`],
] as const;
for (const [name, cbor] of nothing)
  test(name, () => assert.deepEqual(readEnvelope(hex(cbor)), { code: 'not-cose', offset: 0 }));
