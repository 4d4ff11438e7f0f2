// What can be wrong with a bundle, as codes: the words for people are in the command line and in the console.

/** Each says that something is not as the log, its signers or the bundle itself say. One is enough to refute. */
export const BUNDLE_FINDINGS = [
  'zip-unreadable',
  'zip-damaged',
  'zip-unusual',
  'manifest-missing',
  'manifest-malformed',
  'sums-missing',
  'sums-malformed',
  'sums-differ',
  'file-missing',
  'file-unlisted',
  'file-changed',
  'keys-malformed',
  'no-log-key',
  'checkpoint-missing',
  'checkpoint-refused',
  'checkpoint-other-log',
  'witnesses-missing',
  'no-entries',
  'subject-differs',
  'entry-without-proof',
  'proof-without-entry',
  'proof-malformed',
  'proof-other-checkpoint',
  'entry-not-in-log',
  'frames-malformed',
  'batch-not-in-log',
  'batch-differs',
  'frame-changed',
  'frame-not-in-batch',
  'frame-said-otherwise',
  'personal-malformed',
  'personal-differs',
  'timestamp-malformed',
  'timestamp-of-other-bytes',
  'timestamp-checkpoint-refused',
  'timestamp-other-log',
] as const;
export type BundleFindingCode = (typeof BUNDLE_FINDINGS)[number];

/** What whoever relies on the bundle must know, though nothing in it is wrong. */
export const BUNDLE_WARNINGS = [
  'keys-claimed',
  'witnesses-claimed',
  'bundle-keys-differ',
  'not-witnessed',
  'no-timestamp',
  'late-readings',
  'frames-redacted',
  'subject-gap',
  'path-unknown',
] as const;
export type BundleWarningCode = (typeof BUNDLE_WARNINGS)[number];

type Params = Readonly<Record<string, string | number>>;

/** `path`: the file it is about; empty where it is the bundle as a whole. */
export type BundleFinding = {
  readonly code: BundleFindingCode;
  readonly path: string;
  readonly params: Params;
};
export type BundleWarning = {
  readonly code: BundleWarningCode;
  readonly path: string;
  readonly params: Params;
};

export type Told = {
  readonly findings: BundleFinding[];
  readonly warnings: BundleWarning[];
  wrong(code: BundleFindingCode, path: string, params?: Params): void;
  warn(code: BundleWarningCode, path?: string, params?: Params): void;
};

export function newTold(): Told {
  const findings: BundleFinding[] = [];
  const warnings: BundleWarning[] = [];
  return {
    findings,
    warnings,
    wrong: (code, path, params = {}) => void findings.push({ code, path, params }),
    warn: (code, path = '', params = {}) => void warnings.push({ code, path, params }),
  };
}
