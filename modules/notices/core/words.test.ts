import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS } from '@lakiri/alarms';
import fc from 'fast-check';
import { type Content, payloadOf, testContent } from './content.ts';
import { isMailbox, isWebAddress, maskedTarget } from './target.ts';
import { fillTemplate, type SmsTemplate, templateFault } from './template.ts';
import { textOf } from './text.ts';
import { KIND_WORDS } from './text-words.ts';

const content: Content = {
  topic: 'case-opened',
  at: '2026-11-23T04:29:26.123456Z',
  case: { id: 'c', kind: 'seal-cut', severity: 1, near: 'Maungu' },
  journey: { id: 'j', ref: 'LK-7', plate: 'KDA 123A', route: 'Mombasa–Malaba' },
  seal: { id: 's', number: 'ELK-1' },
  url: 'https://lakiri.example/monitor?case=c',
};

test('an alarm in English by the clock of Nairobi', () => {
  const { title, body, short } = textOf(content, { language: 'en' });
  assert.equal(title, 'Alarm: Seal cut (severity 1) · KDA 123A');
  assert.match(body, /^When: 23\.11\.2026 07:29 EAT$/m);
  assert.match(body, /^Look: https:\/\/lakiri\.example\/monitor\?case=c$/m);
  assert.match(short, /KDA 123A, LK-7, Maungu, 23\.11\.2026 07:29 EAT, https/);
});

test('and in Swahili by that of Kigali', () => {
  const { title, body } = textOf(content, { language: 'sw', zone: 'Africa/Kigali' });
  assert.equal(title, 'Tahadhari: Lakiri imekatwa (uzito 1) · KDA 123A');
  assert.match(body, /^Wakati: 23\.11\.2026 06:29 CAT$/m);
});

test('what is not known is left out, and what was typed begins no line of its own', () => {
  const journey = { id: 'j', ref: 'X\r\nBcc: all@example.org', plate: null, route: 'R' };
  const told = textOf(
    { ...content, case: null, seal: null, journey, url: null },
    { language: 'en' },
  );
  assert.ok(!/[\r\n]/.test(told.title) && !/[\r\n]/.test(told.short));
  assert.ok(!told.body.includes('Truck'));
});

test('a short message fits into two, whatever is told', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 900 }), (ref) => {
      const journey = { id: 'j', ref, plate: null, route: '' };
      assert.ok(textOf({ ...content, journey }, { language: 'sw' }).short.length <= 306);
    }),
  );
});

test('every kind of alarm has its words in both languages', () => {
  assert.deepEqual(
    KINDS.filter((kind) => !Object.hasOwn(KIND_WORDS, kind)),
    [],
  );
});

test('a system is told type, timestamp and data', () => {
  assert.deepEqual(payloadOf(testContent('2026-11-23T04:29:26Z')), {
    type: 'test',
    timestamp: '2026-11-23T04:29:26Z',
    data: { case: null, journey: null, seal: null, url: null },
  });
  assert.equal((payloadOf(content) as { type: string }).type, 'case.opened');
});

const json: SmsTemplate = {
  method: 'POST',
  url: 'https://sms.example/send',
  headers: [{ name: 'Authorization', value: 'Bearer x' }],
  form: 'json',
  body: '{"to":"{{to}}","message":"{{text}}","ref":"{{id}}"}',
};
const faults: readonly [Partial<SmsTemplate>, ReturnType<typeof templateFault>][] = [
  [{}, undefined],
  [{ body: '{"message":"{{text}}"}' }, 'no-number'],
  [{ body: '{"to":"{{to}}"}' }, 'no-text'],
  [{ body: '{"to":"{{to}}","m":"{{text}}","x":"{{sender}}"}' }, 'stray-hole'],
  [{ url: 'https://{{to}}.example/' }, 'hole-in-host'],
  [{ body: '{"to":{{to}},"m":"{{text}}"}' }, 'bad-json'],
  [{ form: 'none' }, 'no-number'],
  [{ form: 'none', url: 'https://sms.example/?to={{to}}&m={{text}}' }, undefined],
];
for (const [over, fault] of faults)
  test(`an SMS template ${JSON.stringify(over)}: ${fault ?? 'fits'}`, () => {
    assert.equal(templateFault({ ...json, ...over }), fault);
  });

test('no text leaves its hole, in JSON, in fields, in an address', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (to, text) => {
      const values = { to, text, id: 'i' };
      const inJson = fillTemplate(json, values);
      assert.deepEqual(JSON.parse(inJson.body ?? ''), { to, message: text, ref: 'i' });
    }),
  );
  const values = { to: '+254 700', text: 'a&b="{{to}}"', id: 'i' };
  const url = 'https://sms.example/?to={{to}}';
  const form = fillTemplate({ ...json, form: 'form', url, body: 'm={{text}}&n={{to}}' }, values);
  assert.equal(form.url, 'https://sms.example/?to=%2B254%20700');
  assert.equal(new URLSearchParams(form.body ?? '').get('m'), 'a&b="{{to}}"');
  assert.deepEqual(form.headers, {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: 'Bearer x',
  });
});

for (const [text, is] of [
  ['https://hooks.example/x?y=1', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]/', true],
  ['https://user:pass@example.org/', false],
  ['ftp://example.org/', false],
  ['https://example.org/a b', false],
  ['https://example.org\\@evil/', false],
  [`https://example.org/${'x'.repeat(1_000)}`, false],
] as const)
  test(`${text.slice(0, 40)} is ${is ? 'an address' : 'none'}`, () => {
    assert.equal(isWebAddress(text), is);
  });

for (const [text, is] of [
  ['a.b+c@kra.go.ke', true],
  ['a@b', false],
  ['a@b.c\nBcc: x@y.z', false],
  ['A <a@b.ke>', false],
  ['a@b.ke,c@d.ke', false],
] as const)
  test(`${JSON.stringify(text)} is ${is ? 'a mailbox' : 'none'}`, () => {
    assert.equal(isMailbox(text), is);
  });

test('where a channel leads is shown masked', () => {
  assert.equal(maskedTarget({ kind: 'email', address: 'amina@kra.go.ke' }), 'a…@kra.go.ke');
  assert.equal(maskedTarget({ kind: 'sms', phone: '+254712345678' }), '+254…678');
  assert.equal(maskedTarget({ kind: 'webhook', url: 'https://h.example/secret' }), 'h.example');
});
