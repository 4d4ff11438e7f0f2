// What a certificate says: values first, so that the JSON beside the PDF and the PDF cannot differ.
import type { CertificateForm } from './forms.ts';

export type Device = {
  readonly number: string;
  readonly model: string;
  readonly dialect: string;
  readonly wireId: string;
};

export type Fault = {
  readonly what: string;
  /** ISO text, UTC. */
  readonly from: string;
  /** null: it had not ended. */
  readonly until: string | null;
  readonly detail: string;
};

export type CertificateValues = {
  readonly country: string;
  readonly administration: string;
  readonly export: string;
  readonly exportedAt: string;
  readonly exporter: string;
  readonly reason: string;
  readonly caseNo: string | null;
  readonly subject: { readonly kind: string; readonly id: string; readonly ref: string };
  readonly period: { readonly from: string; readonly until: string };
  readonly counts: {
    readonly entries: number;
    readonly batches: number;
    readonly frames: number;
    readonly readings: number;
  };
  readonly log: {
    readonly origin: string;
    readonly size: number;
    readonly checkpointSha256: string;
  };
  readonly witnesses: readonly string[];
  readonly timeStamps: readonly { readonly at: string; readonly authority: string }[];
  readonly node: string;
  readonly program: string;
  readonly devices: readonly Device[];
  readonly operation: {
    readonly known: boolean;
    readonly statement: string;
    readonly faults: readonly Fault[];
  };
};

/** One line of the certificate: what it is, and the value. */
export type Line = { readonly label: string; readonly value: string };

export type Certificate = {
  readonly form: {
    readonly country: string | null;
    readonly effectiveFrom: string;
    readonly law: string;
  };
  readonly title: string;
  readonly opening: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly lines: readonly Line[];
  }[];
  /** Left empty for the hand of whoever signs. */
  readonly blanks: readonly string[];
};

const KINDS: Readonly<Record<string, string>> = {
  journey: 'journey',
  case: 'case of alarms',
  fact: 'single record',
};

export function certificateOf(form: CertificateForm, values: CertificateValues): Certificate {
  const { headings } = form;
  return {
    form: { country: form.country, effectiveFrom: form.effectiveFrom, law: form.law },
    title: form.title,
    opening: form.opening,
    sections: [
      { heading: headings.record, paragraphs: [], lines: recordLines(values) },
      { heading: headings.manner, paragraphs: form.manner, lines: [] },
      { heading: headings.devices, paragraphs: [], lines: deviceLines(values) },
      {
        heading: headings.conditions,
        paragraphs: [],
        lines: form.conditions.map(({ section, statement }) => ({
          label: section,
          value: statement,
        })),
      },
      {
        heading: headings.faults,
        paragraphs: [values.operation.statement],
        lines: values.operation.faults.map(faultLine),
      },
      { heading: headings.signature, paragraphs: [form.closing], lines: [] },
    ],
    blanks: ['Name', 'Position', 'Organisation', 'Place', 'Date', 'Signature'],
  };
}

function recordLines(values: CertificateValues): Line[] {
  const { subject, period, counts, log } = values;
  const stamps = values.timeStamps.map(({ at, authority }) => `${at} by ${authority}`);
  return [
    { label: 'Subject', value: `${KINDS[subject.kind] ?? subject.kind} ${subject.ref}` },
    { label: 'Its identifier', value: subject.id },
    { label: 'Period', value: `${period.from} to ${period.until}` },
    {
      label: 'Contents',
      value: `${counts.entries} records, ${counts.frames} raw messages in ${counts.batches} batches, ${counts.readings} readings`,
    },
    { label: 'Export', value: `${values.export}, made ${values.exportedAt} by ${values.exporter}` },
    { label: 'Reason given', value: values.reason },
    { label: 'Case number', value: values.caseNo ?? 'none given' },
    { label: 'Log', value: `${log.origin}, ${log.size} entries` },
    { label: 'Checkpoint', value: `SHA-256 ${log.checkpointSha256}` },
    {
      label: 'Witnesses',
      value: values.witnesses.length === 0 ? 'none' : values.witnesses.join(', '),
    },
    { label: 'Time stamps', value: stamps.length === 0 ? 'none' : stamps.join('; ') },
  ];
}

function deviceLines(values: CertificateValues): Line[] {
  return [
    {
      label: 'Computer',
      value: `node “${values.node}” of ${values.administration}, running ${values.program} with a PostgreSQL database`,
    },
    ...values.devices.map(({ number, model, dialect, wireId }) => ({
      label: `Seal ${number}`,
      value: `${model}, which speaks ${dialect} and names itself ${wireId}`,
    })),
    { label: 'Serial numbers, place of the computer', value: '' },
  ];
}

function faultLine({ what, from, until, detail }: Fault): Line {
  const span = until === null ? `from ${from}, not ended by then` : `${from} to ${until}`;
  return { label: what, value: detail === '' ? span : `${span}: ${detail}` };
}
