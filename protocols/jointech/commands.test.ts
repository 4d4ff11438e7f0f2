import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, textOf } from '@lakiri/kit';
import fc from 'fast-check';
import { COMMANDS, PART_COMMANDS } from './commands.ts';
import {
  decodeCommand,
  encodeCommand,
  encodePartCommand,
  isAssumed,
  type JointechCommand,
  jointech,
  type PartCommand,
  secretSpans,
} from './index.ts';

/** The manual's own texts, and those of its form. */
const written: readonly (readonly [JointechCommand, string])[] = [
  [{ command: 'unlock', password: '888888' }, '(P43,888888)'],
  [{ command: 'change-password', from: '888888', to: '471902' }, '(P44,888888,471902)'],
  [{ command: 'unlock-dynamic', password: '223457' }, '(P52,3,223457)'],
  [{ command: 'confirm-dynamic', password: '113271' }, '(P52,2,113271)'],
  [{ command: 'read-dynamic' }, '(P52,0)'],
  [{ command: 'dynamic-rule', on: true, fence: 3 }, '(P52,1,1,1,3)'],
  [
    { command: 'channels', sms: false, gprs: true, rfid: true, serial: false, bluetooth: false },
    '(P59,1,0,1,1,0,0)',
  ],
  [{ command: 'intervals', awakeS: 60, asleepMin: 30 }, '(P04,1,60,30)'],
  [{ command: 'tracking', on: true }, '(P54,1,1)'],
  [{ command: 'firmware' }, '(P01)'],
  [{ command: 'position' }, '(P02)'],
  [{ command: 'imei' }, '(P14)'],
  [{ command: 'restart' }, '(P15)'],
  [{ command: 'stored-count' }, '(P98,10,0)'],
  [{ command: 'add-cards', cards: ['0004711815'] }, '(P41,1,1,0004711815)'],
  [{ command: 'delete-cards', cards: ['0004711815'] }, '(P41,2,1,0004711815)'],
  [{ command: 'list-cards', from: 21 }, '(P41,3,21)'],
  [{ command: 'vehicle-card', card: '0004711815' }, '(P42,1,0004711815)'],
  [{ command: 'card-fence', fence: 2 }, '(P58,1,2)'],
  [{ command: 'fence-switch', fence: 2, on: true }, '(P24,1,2,1)'],
  [
    {
      command: 'fence',
      fence: 1,
      corners: [
        { lat: -4.04, lon: 39.66 },
        { lat: -4.05, lon: 39.66 },
        { lat: -4.05, lon: 39.67 },
      ],
    },
    '(P29,1,1,3,-4.04000,39.66000,-4.05000,39.66000,-4.05000,39.67000)',
  ],
  [{ command: 'read-fence', fence: 1 }, '(P30,0,1)'],
  [{ command: 'delete-fence', fence: 1 }, '(P31,1,1)'],
  [{ command: 'awake-minutes', minutes: 5 }, '(P39,1,5)'],
  [{ command: 'alarm-switches', switches: 4095 }, '(P40,1,4095)'],
  [{ command: 'long-unlock-minutes', minutes: 30 }, '(P38,1,30)'],
  [{ command: 'low-battery', percent: 20 }, '(P61,1,20)'],
  [
    { command: 'server', host: 'seals.example.ke', port: 7001, apn: 'internet' },
    '(P06,1,seals.example.ke,7001,internet)',
  ],
];
for (const [command, text] of written)
  test(`${command.command}: ${text}`, () => {
    assert.equal(textOf(encodeCommand(command)), text);
    assert.deepEqual(decodeCommand(bytesOf(text)), { to: 'seal', command });
  });

const master = { deviceId: '7500313609', serial: 1 };
const partly: readonly (readonly [PartCommand, string])[] = [
  [
    { command: 'unlock-part', minutes: 5, part: 'E017668836' },
    '(7500313609,1,001,WLNET,8,1,1,5,E017668836)',
  ],
  [
    { command: 'bind-all-parts', parts: ['E0171A00DC', 'E0171A00F1'] },
    '(7500313609,1,001,WLNET,1,1,2,E0171A00DC,E0171A00F1)',
  ],
  [{ command: 'bind-all-parts', parts: [] }, '(7500313609,1,001,WLNET,1,1,0)'],
  [{ command: 'read-parts' }, '(7500313609,1,001,WLNET,1,0)'],
  [{ command: 'part-firmware' }, '(7500313609,1,001,WLNET,4)'],
  [
    { command: 'part-heartbeat', everyS: 15, lostAfterS: 180 },
    '(7500313609,1,001,WLNET,18,1,15,180)',
  ],
];
for (const [command, text] of partly)
  test(`${command.command}: ${text}`, () => {
    assert.equal(textOf(encodePartCommand(master, command)), text);
    assert.deepEqual(decodeCommand(bytesOf(text)), { to: 'parts', master, command });
  });

const refused: readonly unknown[] = [
  { command: 'unlock', password: '888888)(P15' },
  { command: 'unlock', password: '12' },
  { command: 'unlock' },
  { command: 'unlock', password: 888888 },
  { command: 'change-password', from: '888888', to: '47,902' },
  { command: 'intervals', awakeS: 4, asleepMin: 30 },
  { command: 'intervals', awakeS: 60.5, asleepMin: 30 },
  { command: 'intervals', awakeS: Number.NaN, asleepMin: 30 },
  { command: 'dynamic-rule', on: true, fence: 11 },
  { command: 'add-cards', cards: [] },
  { command: 'add-cards', cards: ['0004711815', '0004711815'] },
  { command: 'add-cards', cards: Array.from({ length: 21 }, (_, n) => `00047118${10 + n}`) },
  { command: 'fence', fence: 1, corners: [{ lat: 0, lon: 0 }] },
  { command: 'server', host: 'a.b,c', port: 1, apn: 'x' },
  { command: 'toString' },
];
test('what no command holds is refused, and the fault does not say what was given', () => {
  for (const command of refused)
    assert.throws(
      () => encodeCommand(command as JointechCommand),
      (error) => error instanceof RangeError && !/888888|471902|47,902/.test(error.message),
      JSON.stringify(command),
    );
  for (const [wrong, command] of [
    [master, { command: 'unlock-part', minutes: 6, part: 'E017668836' }],
    [master, { command: 'unlock-part', minutes: 5, part: 'e017668836' }],
    [{ ...master, serial: 1000 }, { command: 'read-parts' }],
    [{ ...master, deviceId: '75003136091' }, { command: 'read-parts' }],
  ] as const)
    assert.throws(() => encodePartCommand(wrong, command as PartCommand), RangeError);
});

test('every password is marked in what is sent', () => {
  for (const [command, text] of written) {
    const passwords = Object.entries(command)
      .filter(
        ([name]) => ['password', 'from', 'to'].includes(name) && command.command !== 'list-cards',
      )
      .map(([, value]) => String(value));
    const marked = secretSpans(encodeCommand(command)).map(({ from, to }) => text.slice(from, to));
    assert.deepEqual(marked, passwords, text);
  }
});

/** Any value in any place: those that fit, those that nearly do, and texts with every delimiter. */
const anything = fc.oneof(
  fc.integer({ min: -2, max: 70_000 }),
  fc.double(),
  fc.boolean(),
  fc.string({ maxLength: 12, unit: fc.constantFrom(...'(),=$0123456789AF.-\n\0é') }),
  fc.stringMatching(/^\d{4,8}$/),
  fc.stringMatching(/^\d{10}$/),
  fc.stringMatching(/^[0-9A-F]{10}$/),
  fc.string(),
  fc.array(fc.stringMatching(/^[0-9A-F]{10}$/), { maxLength: 25 }),
  fc.array(fc.stringMatching(/^\d{10}$/), { maxLength: 21 }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.array(
    fc.record(
      { lat: fc.double({ min: -91, max: 91 }), lon: fc.double({ min: -181, max: 181 }) },
      { noNullPrototype: true },
    ),
    { maxLength: 50 },
  ),
);

const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, it: unknown) =>
      (key === 'lat' || key === 'lon') && typeof it === 'number'
        ? Math.round(it * 1e5) / 1e5 + 0
        : it,
    ),
  );

for (const [table, encode] of [
  [COMMANDS, (it: object) => encodeCommand(it as JointechCommand)],
  [PART_COMMANDS, (it: object) => encodePartCommand(master, it as PartCommand)],
] as const)
  for (const [command, { params }] of Object.entries(table))
    test(`${command}: whatever is put in, it is refused or it is one frame that says the same`, () => {
      const values = fc.record(
        Object.fromEntries(Object.keys(params).map((name) => [name, anything])),
        { noNullPrototype: true },
      );
      fc.assert(
        fc.property(values, (given) => {
          const order = { command, ...given };
          let frame: Uint8Array;
          try {
            frame = encode(order);
          } catch (error) {
            assert.ok(error instanceof RangeError);
            return;
          }
          const framer = jointech.framer();
          const found = [...framer.push(frame), ...framer.end()];
          assert.deepEqual(found, [{ kind: 'frame', bytes: frame }]);
          assert.deepEqual(rounded(decodeCommand(frame)?.command), rounded(order));
        }),
        { numRuns: 300 },
      );
    });

test('what is assumed says so', () => {
  assert.equal(isAssumed({ command: 'unlock', password: '888888' }), false);
  assert.equal(isAssumed({ command: 'list-cards', from: 1 }), true);
});

test('what is no command of the tables is none', () => {
  for (const text of ['(P43)', '(P43,1)', '(P99)', '(P01,1)', '(P59,1,0,1)', '(P04,1,060,30)'])
    assert.equal(decodeCommand(bytesOf(text)), undefined, text);
  for (const text of ['(7500313609,1,1,WLNET,4)', '(7500313609,2,001,WLNET,4)', 'P01'])
    assert.equal(decodeCommand(bytesOf(text)), undefined, text);
});
