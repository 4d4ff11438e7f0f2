import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, isoOf, type Message, type Profile, type Report } from '@lakiri/kit';
import fc from 'fast-check';
import { queclink } from './index.ts';

const NOW = 0 as Instant;
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

function reportOf(message: Message): Report {
  assert.equal(message.kind, 'reports');
  const report = message.kind === 'reports' ? message.reports[0] : undefined;
  assert.ok(report);
  return report;
}

function profileOf(data: unknown): Profile {
  const profile = queclink.profileOf?.(data);
  assert.ok(profile !== undefined && !('path' in profile), JSON.stringify(profile));
  return profile;
}

const cutPower =
  '+RESP:GTMPF,060100,135790246811220,,1,4.3,92,70.0,39.66,-4.04,20240214013254,,,,,,20240214043254,0001$';
const light =
  '+RESP:GTLSW,1A0100,135790246811220,,0,1,1,4.3,92,70.0,39.66,-4.04,20240214013254,,,,,,20240214013254,0001$';
const started = '+RESP:GTPNA,1A0100,135790246811220,box7,20240214043254,0001$';

const events = [
  { text: cutPower, type: 'power.cut' },
  { text: light, type: 'tamper.removed' },
  { text: light.replace(',0,1,1,', ',0,0,1,'), type: undefined },
  { text: light.replace('GTLSW', 'GTTSW'), type: 'tamper.coverOpened' },
  {
    text: light.replace('GTLSW', 'GTTSW').replace(',0,1,1,', ',0,0,1,'),
    type: 'tamper.coverClosed',
  },
  { text: started, type: 'device.started' },
];
for (const { text, type } of events) {
  test(`${text.slice(6, 11)} says ${type}`, () => {
    assert.equal(reportOf(queclink.decode(bytes(text))).event?.type, type);
  });
}

test('a profile says what a message means on a model, and whose clock it has', () => {
  const profile = profileOf({
    utcOffsetMinutes: 180,
    events: { 'LSW:1': 'tamper.coverOpened', MPF: null },
  });
  assert.equal(reportOf(queclink.decode(bytes(light), profile)).event?.type, 'tamper.coverOpened');
  assert.equal(reportOf(queclink.decode(bytes(cutPower), profile)).event, null);
  const { occurredAt } = reportOf(queclink.decode(bytes(started), profile));
  assert.equal(isoOf(occurredAt as Instant), '2024-02-14T01:32:54.000Z');
});

const faults = [
  { data: 1, path: '' },
  { data: { utcOffsetMinutes: 900 }, path: 'utcOffsetMinutes' },
  { data: { family: 'toy' }, path: 'family' },
  { data: { events: { LSW: 'opened' } }, path: 'events.LSW' },
  { data: { events: { light: null } }, path: 'events.light' },
  { data: { colour: 1 }, path: 'colour' },
];
for (const { data, path } of faults) {
  test(`no profile: ${JSON.stringify(data)}`, () => {
    assert.deepEqual(queclink.profileOf?.(data), { code: 'bad-profile', path });
  });
}

const place = '39.66,-4.04,20240214013254,0639,0002,18d8,6141';

test('several places are several reports, and the battery is of the last', () => {
  const text = `+RESP:GTFRI,1A0900,135790246811220,,0,0,2,1,2.1,0,42.0,${place},25.2,1,5.7,34,43.0,${place.replace('54', '59')},25.3,83,20240214013300,0654$`;
  const message = queclink.decode(bytes(text));
  assert.equal(message.kind, 'reports');
  const reports = message.kind === 'reports' ? message.reports : [];
  assert.deepEqual(
    reports.map(({ odometerKm, batteryPct, altitudeM }) => [odometerKm, batteryPct, altitudeM]),
    [
      [25.2, null, 42],
      [25.3, 83, 43],
    ],
  );
  assert.notDeepEqual(reports[0]?.record, reports[1]?.record);
});

test('a message sent again from the store has the same record', () => {
  const again = light.replace('+RESP', '+BUFF').replace('0001$', '0002$');
  const [first, second] = [light, again].map((text) => reportOf(queclink.decode(bytes(text))));
  assert.deepEqual(first?.record, second?.record);
  assert.deepEqual([first?.source, second?.source], ['live', 'stored']);
});

const answers = [
  { text: light, outcome: 'stored', answer: '+SACK:0001$' },
  { text: light, outcome: 'refused', answer: undefined },
  { text: light, outcome: 'known', answer: undefined },
  {
    text: '+ACK:GTHBD,1A0401,135790246811220,,20240214093254,11F2$',
    outcome: 'known',
    answer: '+SACK:GTHBD,1A0401,11F2$',
  },
  { text: '+ACK:GTRTO,1A0401,135790246811220,,0001,20240214093254,11F2$', outcome: 'stored' },
] as const;
for (const { text, outcome, ...said } of answers) {
  test(`the answer to ${text.slice(0, 10)} when ${outcome}`, () => {
    const answer = queclink.acknowledge(queclink.decode(bytes(text)), outcome, NOW);
    assert.equal(
      answer && Buffer.from(answer).toString(),
      'answer' in said ? said.answer : undefined,
    );
  });
}

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    '0',
    '1',
    '39.66',
    '-4.04',
    '20240214013254',
    '0639',
    'FFFFFFFF',
    '210100',
    'nan',
  ),
);

test('nothing makes the decoder throw', () => {
  const type = fc.constantFrom(
    'FRI',
    'ERI',
    'INF',
    'CAN',
    'OBD',
    'GSM',
    'WIF',
    'BID',
    'DTT',
    'XYZ',
  );
  const version = fc.constantFrom('F10415', '358803', '1A0100', '8020050704', 'DE0115', '423031');
  fc.assert(
    fc.property(type, version, fc.array(word, { maxLength: 60 }), (name, of, fields) => {
      const text = `+RESP:GT${name},${of},135790246811220,${fields.join(',')},20240214013254,0001$`;
      const message = queclink.decode(bytes(text));
      assert.ok(message.kind === 'reports' || message.kind === 'malformed');
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.uint8Array(), (any) => queclink.decode(any) !== undefined));
});

test('access points are found among reserved fields', () => {
  const text =
    '+RESP:GTWIF,210102,354524044608058,,2,c413e200ff14,-39,,,,c413e2010e55,-41,,,,99,20240214013254,0001$';
  const { raw, fix } = reportOf(queclink.decode(bytes(text)));
  assert.equal(fix, 'none');
  assert.deepEqual(
    [raw['wifi1.mac'], raw['wifi1.signal'], raw['wifi2.mac'], raw['wifi2.signal']],
    ['c413e200ff14', -39, 'c413e2010e55', -41],
  );
});
