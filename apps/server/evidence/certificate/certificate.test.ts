import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CertificateValues, certificateOf } from './certificate.ts';
import { formFor } from './forms.ts';
import { printCertificate } from './print.ts';

const values: CertificateValues = {
  country: 'KE',
  administration: 'Revenue Authority',
  export: '01935f00-0000-7000-8000-000000000001',
  exportedAt: '2026-11-23T08:00:00.000Z',
  exporter: 'Wanjikũ Ngũgĩ',
  reason: 'Ordered by the court at Milimani, find out why the seal was opened',
  caseNo: 'E123 of 2026',
  subject: { kind: 'journey', id: '01935f00-0000-7000-8000-0000000000aa', ref: '7QF2-93' },
  period: { from: '2026-11-20T08:00:00.000Z', until: '2026-11-22T20:00:00.000Z' },
  counts: { entries: 41, batches: 3100, frames: 3120, readings: 3098 },
  log: {
    origin: 'customs.example.go.ke/log/centre',
    size: 18_211,
    checkpointSha256: 'ab'.repeat(32),
  },
  witnesses: ['auditor-general', 'port-authority'],
  timeStamps: [{ at: '2026-11-23T07:59:58.000Z', authority: 'O=Test, CN=Time stamping' }],
  node: 'centre',
  program: 'lakiri 0.1.0',
  devices: [{ number: 'ELK-20417', model: 'JT701D', dialect: 'jointech', wireId: '8000620011' }],
  operation: {
    known: true,
    statement: 'The record of operation covers the whole period. It lists 1 fault.',
    faults: [
      {
        what: 'Database away',
        from: '2026-11-21T01:00:00.000Z',
        until: '2026-11-21T01:02:10.000Z',
        detail: 'the server refused connections',
      },
    ],
  },
};
const made = { at: new Date(values.exportedAt), foot: `Export ${values.export}` };
const form = formFor('KE', '2026-11-23');

const forms = [
  { country: 'KE', on: '2026-11-23', file: 'certificate-106B.pdf' },
  { country: 'KE', on: '2009-01-01', file: 'certificate.pdf' },
  { country: 'UG', on: '2026-11-23', file: 'certificate.pdf' },
];
for (const { country, on, file } of forms) {
  test(`${country} on ${on} has the form ${file}`, () =>
    assert.equal(formFor(country, on).fileName, file));
}

test('the same certificate is the same bytes', async () => {
  const print = () => printCertificate(certificateOf(form, values), made);
  assert.deepEqual(await print(), await print());
});

test('what the certificate prints is what its JSON says, letter by letter', async (t) => {
  const certificate = certificateOf(form, values);
  const text = textOf(await printCertificate(certificate, made));
  if (text === undefined) return t.skip('pdftotext is not installed');
  const printed = squeezed(text);
  const said = [
    certificate.title,
    certificate.opening,
    certificate.form.law,
    ...certificate.blanks,
    ...certificate.sections.flatMap(({ heading, paragraphs, lines }) => [
      heading,
      ...paragraphs,
      ...lines.flatMap(({ label, value }) => [label, value]),
    ]),
  ];
  for (const value of said) assert.ok(printed.includes(squeezed(value)), value);
  assert.ok(printed.includes('WanjikũNgũgĩ'));
});

test('long values and many faults go on to further pages, and none is lost', async (t) => {
  const faults = Array.from({ length: 120 }, (_, at) => ({
    what: 'Process down',
    from: '2026-11-21T01:00:00.000Z',
    until: null,
    detail: `gateway-${at} ${'because '.repeat(12)}`,
  }));
  const operation = { ...values.operation, faults };
  const certificate = certificateOf(form, { ...values, operation, reason: 'word '.repeat(400) });
  const text = textOf(await printCertificate(certificate, made));
  if (text === undefined) return t.skip('pdftotext is not installed');
  for (let at = 0; at < 120; at++) assert.ok(text.includes(`gateway-${at} `), String(at));
  assert.match(text, /page 4 of \d+/);
});

/** Without the spaces that lines are broken at. */
const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

function textOf(pdf: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'lakiri-pdf-'));
  try {
    writeFileSync(join(folder, 'c.pdf'), pdf);
    // In the order in which it was written: a label and its value may begin on one line and break differently.
    return execFileSync('pdftotext', ['-raw', 'c.pdf', '-'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
