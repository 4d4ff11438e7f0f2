// What a verifier of bundles finds, in English and with what it means. The console has its own words, in its languages.
import type {
  BundleFinding,
  BundleFindingCode,
  BundleWarning,
  BundleWarningCode,
} from '@lakiri/evidence';
import { countOf } from './outcome.ts';

const FINDINGS = {
  'zip-unreadable':
    'the zip cannot be read safely ({why}): it was changed, or packed by another program. Unpack it and give the folder.',
  'zip-damaged': 'the zip does not give the bytes that were packed.',
  'zip-unusual':
    'the zip says something of this file that the exporter does not write: it was packed again, or changed.',
  'manifest-missing':
    'the list of the bundle’s files is missing: this is no evidence bundle, or a part of one.',
  'manifest-malformed': 'the list of the bundle’s files is not in its form ({field}).',
  'sums-missing': 'the list of hashes is missing.',
  'sums-malformed': 'the list of hashes is not in its form.',
  'sums-differ':
    'the list of hashes has another hash of {file} than the file: one of the two was changed.',
  'file-missing': 'the file was taken out.',
  'file-unlisted': 'the file was put in: the bundle was exported without it.',
  'file-changed': 'the file was changed after the bundle was made.',
  'keys-malformed': 'line {line} is no key.',
  'no-log-key': 'there is no key of the log to check the signature with.',
  'checkpoint-missing': 'the log’s signature is missing: nothing in the bundle is proven.',
  'checkpoint-refused':
    'the log’s owner has not signed this ({why}): nothing in the bundle is proven.',
  'checkpoint-other-log':
    'it is signed for {origin} at {size} entries, and the bundle says otherwise.',
  'witnesses-missing': 'not enough of the witnesses have seen it ({have}).',
  'no-entries': 'there is no entry of the log in it: it proves nothing.',
  'subject-differs': 'nothing that the log holds of it is about {ref}: the list was changed.',
  'entry-without-proof': 'there is no proof that the log holds it.',
  'proof-without-entry': 'there is a proof, but not the entry it is for.',
  'proof-malformed': 'the proof is not in its form.',
  'proof-other-checkpoint': 'the proof is for another checkpoint than the bundle’s.',
  'entry-not-in-log': 'this is not entry {index} of the log: it was changed after it was signed.',
  'frames-malformed': 'the device’s messages are not in their form.',
  'batch-not-in-log': 'the entry of batch {batch} is not entry {index} of the log.',
  'batch-differs': 'batch {batch} is not what its entry in the log says.',
  'frame-changed': 'message {position} of batch {batch} is not the bytes that were received.',
  'frame-not-in-batch': 'message {position} of batch {batch} was not among those received.',
  'frame-said-otherwise':
    'of message {position} of batch {batch} the log says another seal, time or verdict.',
  'personal-malformed': 'the personal values are not in their form.',
  'personal-differs': 'the value of {field} is not the one that the log stands for.',
  'timestamp-malformed': 'the time stamp is none ({why}).',
  'timestamp-of-other-bytes': 'the time stamp is over other bytes than the checkpoint beside it.',
  'timestamp-checkpoint-refused': 'the stamped checkpoint is not signed by the log ({why}).',
  'timestamp-other-log':
    'the stamped checkpoint of {size} entries is not the beginning of this log.',
} as const satisfies Record<BundleFindingCode, string>;

const WARNINGS = {
  'keys-claimed': () =>
    'The keys are taken from the bundle itself. Ask the owner of the log for its key by another way, and give it with --vkey.',
  'witnesses-claimed': () =>
    'Who the witnesses are is taken from the bundle itself. Give their keys with --vkey, or a policy with --policy.',
  'bundle-keys-differ': () =>
    'The bundle names other keys than those that you gave; yours were used.',
  'not-witnessed': () =>
    'No witness has seen it: only the owner’s word stands against a second history shown to others.',
  'no-timestamp': () =>
    'There is no time stamp of an authority: times are those of the node and its witnesses.',
  'late-readings': ({ count, ms }) =>
    `${countOf(Number(count), 'reading')} came late, by up to ${Math.round(Number(ms) / 60_000)} min.`,
  'frames-redacted': ({ count }) =>
    `${countOf(Number(count), 'message')} held a password, which is blanked: the rest is what was received.`,
  'subject-gap': ({ missing }) =>
    `${countOf(Number(missing), 'fact')} about the subject ${Number(missing) === 1 ? 'is' : 'are'} not in the bundle.`,
  'path-unknown': (_, path) => `${path}: nobody says what this file is.`,
} as const satisfies Record<
  BundleWarningCode,
  (params: BundleWarning['params'], path: string) => string
>;

export function sayFinding({ code, params }: BundleFinding): string {
  return FINDINGS[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

export function sayWarning({ code, params, path }: BundleWarning): string {
  return WARNINGS[code](params, path);
}
