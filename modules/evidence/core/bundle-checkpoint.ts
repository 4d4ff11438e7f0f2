// Who signed the checkpoint of a bundle, and whose word it is that these are the signer's keys.
import type { Told } from './bundle-findings.ts';
import { type BundleFiles, CHECKPOINT, type Manifest, POLICY, VKEYS } from './bundle-format.ts';
import { hexOf } from './bundle-json.ts';
import { openTrusted, parseTrust, type Trust, type TrustedCheckpoint } from './trust.ts';
import { parseUtf8 } from './utf8.ts';

/** What is told of the signatures. */
export type Signatures = {
  /** Of the log that signed; `null` where no signature holds. */
  readonly checkpoint: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
  } | null;
  /** Witnesses whose cosignature holds, with their own seconds of 1970. */
  readonly witnesses: readonly { readonly name: string; readonly time: number }[];
  /** Whose word the keys are: the verifier's, or only the bundle's own. */
  readonly keysFrom: 'given' | 'bundle';
  readonly witnessesFrom: 'given' | 'bundle';
  /** Whether the keys given stand in the bundle too; `null` when none were given. */
  readonly keysEqual: boolean | null;
};

export type SignedCheckpoint = {
  /** The file's bytes, whose copies stand in every proof. */
  readonly note: Uint8Array;
  readonly opened: TrustedCheckpoint | undefined;
  readonly trust: Trust;
  readonly signatures: Signatures;
};

export function verifyCheckpoint(
  files: BundleFiles,
  { manifest, given }: { manifest: Manifest; given: Trust | null },
  told: Told,
): SignedCheckpoint {
  const note = files.get(CHECKPOINT);
  const { trust, unsigned } = chooseTrust(files, given, told);
  const refused = { note: note ?? new Uint8Array(), opened: undefined, trust };
  if (note === undefined) {
    told.wrong('checkpoint-missing', CHECKPOINT);
    return { ...refused, signatures: unsigned };
  }
  const opened = openTrusted(note, trust);
  if (!opened.opened) {
    const code = opened.code === 'no-log-key' ? 'no-log-key' : 'checkpoint-refused';
    told.wrong(code, CHECKPOINT, { why: opened.code });
    return { ...refused, signatures: unsigned };
  }
  const { origin, size } = opened.checkpoint;
  const root = hexOf(opened.checkpoint.root);
  const { log } = manifest;
  if (origin !== log.origin || size !== log.size || root !== log.root)
    told.wrong('checkpoint-other-log', CHECKPOINT, { origin, size });
  const { witnesses } = opened;
  if (opened.isWitnessed === false)
    told.wrong('witnesses-missing', CHECKPOINT, { have: witnesses.length });
  else if (witnesses.length === 0) told.warn('not-witnessed', CHECKPOINT);
  const signatures = { ...unsigned, checkpoint: { origin, size, root }, witnesses };
  return { note, opened, trust, signatures };
}

/** The keys given; in place of what was not given, those in the bundle, and that is told. */
function chooseTrust(
  files: BundleFiles,
  given: Trust | null,
  told: Told,
): { trust: Trust; unsigned: Signatures } {
  const own = ownTrust(files, told);
  const areLogsGiven = given !== null && given.logs.length > 0;
  const areWitnessesGiven = given !== null && given.isEnough !== null;
  const keysEqual = given === null ? null : hasSameKeys(given, own);
  if (!areLogsGiven) told.warn('keys-claimed', VKEYS);
  else if (!areWitnessesGiven && own.witnesses.length > 0) told.warn('witnesses-claimed', POLICY);
  if (keysEqual === false) told.warn('bundle-keys-differ', VKEYS);
  return {
    trust: {
      ...(areWitnessesGiven ? given : own),
      logs: areLogsGiven ? given.logs : own.logs,
    },
    unsigned: {
      checkpoint: null,
      witnesses: [],
      keysFrom: areLogsGiven ? 'given' : 'bundle',
      witnessesFrom: areWitnessesGiven ? 'given' : 'bundle',
      keysEqual,
    },
  };
}

const NOBODY: Trust = { logs: [], witnesses: [], isEnough: null };

/** The keys that the bundle itself brings: a claim until somebody has them from elsewhere. */
function ownTrust(files: BundleFiles, told: Told): Trust {
  const textAt = (path: string): string => {
    const bytes = files.get(path);
    const text = bytes === undefined ? '' : parseUtf8(bytes);
    if (text === undefined) told.wrong('keys-malformed', path, { line: 1 });
    return text ?? '';
  };
  const own = parseTrust({ vkeys: textAt(VKEYS), policy: textAt(POLICY) });
  if (!('malformed' in own)) return own;
  told.wrong('keys-malformed', own.malformed === 'policy' ? POLICY : VKEYS, { line: own.line });
  return NOBODY;
}

/** Whether each key given stands in the bundle too. */
function hasSameKeys(given: Trust, own: Trust): boolean {
  const keysOf = ({ logs, witnesses }: Trust): string[] =>
    [...logs, ...witnesses.map(({ verifier }) => verifier)].map(
      ({ name, keyId }) => `${keyId} ${name}`,
    );
  const ids = new Set(keysOf(own));
  return keysOf(given).every((id) => ids.has(id));
}
