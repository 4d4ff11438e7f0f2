import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, type Order, type OrderTo, textOf } from '@lakiri/kit';
import { COMMANDS } from './commands.ts';
import { isAssumed, type JointechCommand, jointech } from './index.ts';
import { sendable } from './order.ts';

const to: OrderTo = {
  wireId: '8100000001',
  part: null,
  serial: 1_007,
  at: 1_790_000_000_000 as Instant,
  password: null,
  heard: null,
};
const orders = jointech.orders;
assert.ok(orders?.profileOf);
const { encode, profileOf } = orders;

const unlock: Order = { word: 'unlock' };
const fixed = { kind: 'static', text: '246810' } as const;
for (const [order, over, expected] of [
  [unlock, { password: fixed }, '(P43,246810)'],
  [unlock, { password: { ...fixed, kind: 'dynamic' } }, '(P52,3,246810)'],
  [unlock, { part: '0B00000001' }, '(8100000001,1,007,WLNET,8,1,1,1,0B00000001)'],
  [{ word: 'locate' }, {}, '(P02)'],
  [{ word: 'set-interval', intervalS: 60 }, {}, '(P04,1,60,30)'],
  [unlock, {}, 'password-needed'],
  [unlock, { password: { ...fixed, text: '24),(P15' } }, 'password-misfit'],
  [unlock, { part: 'B,1' }, 'address-misfit'],
  [unlock, { part: '0B00000001', wireId: '81' }, 'address-misfit'],
  [{ word: 'set-interval', intervalS: 3_601 }, {}, 'interval-misfit'],
  [{ word: 'lock' }, {}, 'order-not-spoken'],
] as const)
  test(`${JSON.stringify(order)} with ${JSON.stringify(over)} is ${expected}`, () => {
    const said = encode(order, { ...to, ...over });
    assert.equal('code' in said ? said.code : textOf(said.bytes), expected);
    if ('bytes' in said)
      assert.equal(said.secrets.length, 'password' in over && over.password !== null ? 1 : 0);
  });

/** One well-formed command of each name. */
const samples: Readonly<Record<string, object>> = {
  unlock: { password: '888888' },
  'change-password': { from: '888888', to: '471902' },
  'unlock-dynamic': { password: '223457' },
  'confirm-dynamic': { password: '113271' },
  'dynamic-rule': { on: true, fence: 3 },
  channels: { sms: false, gprs: true, rfid: true, serial: false, bluetooth: false },
  intervals: { awakeS: 60, asleepMin: 30 },
  tracking: { on: true },
  'add-cards': { cards: ['0004711815'] },
  'delete-cards': { cards: ['0004711815'] },
  'list-cards': { from: 21 },
  'vehicle-card': { card: '0004711815' },
  'card-fence': { fence: 2 },
  'fence-switch': { fence: 2, on: true },
  fence: {
    fence: 1,
    corners: [
      { lat: -4.04, lon: 39.66 },
      { lat: -4.05, lon: 39.66 },
      { lat: -4.05, lon: 39.67 },
    ],
  },
  'read-fence': { fence: 1 },
  'delete-fence': { fence: 1 },
  'awake-minutes': { minutes: 5 },
  'alarm-switches': { switches: 4_095 },
  'long-unlock-minutes': { minutes: 30 },
  'low-battery': { percent: 20 },
  server: { host: 'seals.example.ke', port: 7_001, apn: 'internet' },
};

for (const name of Object.keys(COMMANDS)) {
  const command = { command: name, ...samples[name] } as JointechCommand;
  test(`${name} ${isAssumed(command) ? 'is sent only to a model on which it was tried' : 'may be sent'}`, () => {
    const codeWith = (data: unknown): string | undefined => {
      const profile = data === undefined ? undefined : profileOf(data);
      const said = sendable(command, { profile: profile as OrderTo['profile'] }, 'password-misfit');
      return 'code' in said ? said.code : undefined;
    };
    const others = Object.keys(COMMANDS).filter(
      (it) => it !== name && 'assumed' in COMMANDS[it as keyof typeof COMMANDS],
    );
    const expected = isAssumed(command) ? 'command-not-proven' : undefined;
    assert.deepEqual([undefined, {}, { provenCommands: others }].map(codeWith), [
      expected,
      expected,
      expected,
    ]);
    if (expected !== undefined) assert.equal(codeWith({ provenCommands: [name] }), undefined);
  });
}

for (const [data, path] of [
  [null, ''],
  [[], ''],
  [{ proven: [] }, 'proven'],
  [{ provenCommands: 'server' }, 'provenCommands'],
  [{ provenCommands: ['server', 'unlock'] }, 'provenCommands.1'],
  [{ provenCommands: ['toString'] }, 'provenCommands.0'],
] as const)
  test(`no data of a model: ${JSON.stringify(data)}`, () =>
    assert.deepEqual(profileOf(data), { code: 'bad-profile', path }));

test('another dialect’s profile proves nothing here', () => {
  const profile = { dialect: 'jt808', provenCommands: ['restart', 'server'] };
  const command: JointechCommand = { command: 'read-server' };
  assert.deepEqual(sendable(command, { profile }, 'password-misfit'), {
    code: 'command-not-proven',
  });
});
