import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical, type Json } from '@lakiri/kit';
import fc from 'fast-check';
import { ENTRY_BYTES_MAX, type EntryFact, entryOf, factOfEntry } from './fact-entry.ts';

const fact: EntryFact = {
  id: '0199c1f0-0000-7000-8000-000000000001',
  origin: 'centre',
  subjectKind: 'seal',
  subject: '0199c1f0-0000-7000-8000-000000000002',
  subjectVersion: 3,
  type: 'lock-event',
  schemaVersion: 1,
  occurredAt: '2026-11-23T07:00:00.123456Z',
  receivedAt: '2026-11-23T07:00:01.000000Z',
  recordedAt: '2026-11-23T07:00:01.000042Z',
  actor: 'rule:seal-cut',
  authority: null,
  causes: ['0199c1f0-0000-7000-8000-000000000003'],
  body: '{"a":"ö","b":1}',
};
const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

test('the entry of a fact is these bytes, whatever else changes', () => {
  assert.equal(
    utf8(entryOf(fact)),
    '{"actor":"rule:seal-cut","authority":null,"body":{"a":"ö","b":1},' +
      '"causes":["0199c1f0-0000-7000-8000-000000000003"],"id":"0199c1f0-0000-7000-8000-000000000001",' +
      '"occurredAt":"2026-11-23T07:00:00.123456Z","origin":"centre",' +
      '"receivedAt":"2026-11-23T07:00:01.000000Z","recordedAt":"2026-11-23T07:00:01.000042Z",' +
      '"schema":"lakiri.fact/1","schemaVersion":1,"subject":"0199c1f0-0000-7000-8000-000000000002",' +
      '"subjectKind":"seal","subjectVersion":3,"type":"lock-event"}',
  );
});

test('an entry is RFC 8785 text, and gives its fact back', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(
      fc.record({
        actor: text,
        authority: fc.option(text),
        type: text,
        causes: fc.array(fc.constant(fact.id)),
        body: fc.jsonValue().map((value) => canonical(value as Json)),
      }),
      (over) => {
        const entry = entryOf({ ...fact, ...over });
        assert.equal(canonical(JSON.parse(utf8(entry)) as Json), utf8(entry));
        assert.deepEqual(factOfEntry(entry), { ...fact, ...over });
      },
    ),
  );
});

test('the largest fact that the database takes is an entry', () => {
  const wide = '\u0001'; // one byte, escaped with six
  const largest = entryOf({
    ...fact,
    origin: wide.repeat(63),
    subjectKind: wide.repeat(63),
    type: wide.repeat(63),
    actor: wide.repeat(128),
    authority: wide.repeat(256),
    causes: Array.from({ length: 32 }, () => fact.id),
    subjectVersion: 2 ** 31 - 1,
    schemaVersion: 2 ** 15 - 1,
    body: `"${'x'.repeat(59_998)}"`,
  });
  assert.ok(largest.length <= ENTRY_BYTES_MAX, String(largest.length));
});

const text = utf8(entryOf(fact));
const broken = [
  { what: 'nothing', bytes: '' },
  { what: 'no object', bytes: '[]' },
  { what: 'a space', bytes: text.replace('"body":', '"body": ') },
  { what: 'a newline at the end', bytes: `${text}\n` },
  {
    what: 'keys in another order',
    bytes: text.replace(',"type":"lock-event"}', '}').replace('{', '{"type":"lock-event",'),
  },
  { what: 'one key more', bytes: text.replace('"id":', '"hint":1,"id":') },
  { what: 'one key less', bytes: text.replace('"authority":null,', '') },
  { what: 'another form of entry', bytes: text.replace('lakiri.fact/1', 'lakiri.fact/2') },
  { what: 'a time without microseconds', bytes: text.replace('.123456Z', '.123Z') },
  {
    what: 'an id in capitals',
    bytes: text.replace(
      '0199c1f0-0000-7000-8000-000000000001',
      '0199C1F0-0000-7000-8000-000000000001',
    ),
  },
  { what: 'a body in another order', bytes: text.replace('{"a":"ö","b":1}', '{"b":1,"a":"ö"}') },
  { what: 'a lone surrogate', bytes: text.replace('"ö"', '"\\ud800"') },
  {
    what: 'a version that is text',
    bytes: text.replace('"subjectVersion":3', '"subjectVersion":"3"'),
  },
];
for (const { what, bytes } of broken)
  test(`${what} is no entry`, () => {
    assert.notEqual(bytes, text);
    assert.equal(factOfEntry(Buffer.from(bytes)), undefined);
  });

test('bytes that are not UTF-8 are no entry', () => {
  assert.equal(factOfEntry(Buffer.from(text, 'latin1')), undefined);
});
