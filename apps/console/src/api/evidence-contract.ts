// What the server answers about its log and the facts in it. Times are ISO 8601 in UTC, `null` means unknown or none.

export type LogState = {
  readonly name: string;
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  readonly root: string;
  readonly integratedAt: string | null;
  /** Facts that are recorded and not in the log yet. */
  readonly pending: number;
  readonly oldestPendingAt: string | null;
  readonly witnessed: {
    readonly size: number;
    readonly at: string;
    readonly by: readonly string[];
    readonly quorum: boolean;
  } | null;
  readonly policy: { readonly witnesses: readonly string[]; readonly quorum: number } | null;
  /** Why the log signs nothing. */
  readonly refuses: string | null;
};

export type FactLine = {
  readonly id: string;
  readonly index: number | null;
  readonly type: string;
  readonly subjectKind: string;
  readonly subject: string;
  readonly subjectRef: string | null;
  readonly subjectVersion: number;
  readonly by: string | null;
  /** `person:<id>`, `gateway:<name>`, `rule:<kind>`, `node` */
  readonly actor: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly witnesses: number | null;
};
export type FactDetail = FactLine & {
  /** The entry's exact bytes, as UTF-8. */
  readonly entry: string;
  /** Its hash in the log, hex. */
  readonly leaf: string;
  /** Where the log's file lies that holds it. */
  readonly path: string | null;
};

/** How it stands with the facts of a journey or a case. */
export type SubjectLog = {
  readonly facts: number;
  readonly inLog: number;
  readonly lastIndex: number | null;
  readonly witnesses: number | null;
};

export type ExportSubject = {
  readonly kind: 'journey' | 'case' | 'fact';
  readonly id: string;
};
export type Exported = {
  readonly id: string;
  readonly exportedAt: string;
  readonly fileName: string;
};
/** One line of custody: who took evidence out or asked for its file, when and why. */
export type Custody = {
  readonly at: string;
  readonly by: string;
  readonly name: string | null;
  readonly act: 'exported' | 'file-asked-for';
  readonly export: string;
  readonly reason: string | null;
  readonly caseNo: string | null;
};
