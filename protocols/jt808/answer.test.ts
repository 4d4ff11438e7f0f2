// What is sent to a device: commands and answers, heard as the device hears them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import fc from 'fast-check';
import {
  decodeAnswer,
  encodeAuthenticate,
  encodeBrackets,
  encodeControl,
  encodeFrame,
  encodeLocation,
  encodeParameters,
  encodeRegister,
  encodeText,
  encodeTransparent,
  encodeTransparentText,
  encodeVehicleControl,
  type Form,
  type Header,
  jt808,
} from './index.ts';

const NOW = 1_750_666_530_000 as Instant;
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count });
const headers: fc.Arbitrary<Header> = fc.oneof(
  fc.record({
    wireId: digits(12).map((all) => all.join('')),
    serial: u16,
    form: fc.constant<Form>('2013'),
  }),
  fc.record({
    wireId: digits(19).map((all) => `1${all.join('')}`),
    serial: u16,
    form: fc.constant<Form>('2019'),
  }),
  fc.record({
    wireId: digits(14).map((all) => all.join('')),
    serial: u16,
    form: fc.constant<Form>('variant'),
  }),
);
const content = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
});

/** Exactly one frame, whatever stands in it. */
function framed(bytes: Uint8Array): Uint8Array {
  const framer = jt808.framer();
  assert.deepEqual([...framer.push(bytes), ...framer.end()], [{ kind: 'frame', bytes }]);
  return bytes;
}

test('commands are heard as they were meant', () => {
  const parameters = fc.array(
    fc.record({
      id: u32,
      value: fc.oneof(
        u32.map((number) => ({ bytes: 4 as const, number })),
        u16.map((number) => ({ bytes: 2 as const, number })),
        content.map((text) => ({ text })),
      ),
    }),
    { maxLength: 10 },
  );
  const byte = fc.integer({ min: 0, max: 255 });
  const words = fc.array(
    content.filter((it) => !it.includes(';') && it !== ''),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(
      headers,
      fc.record({ parameters, byte, words, content, value: fc.uint8Array({ maxLength: 900 }) }),
      (header, { parameters: all, byte: n, words: params, content: text, value }) => {
        const { wireId, serial } = header;
        const to = { wireId, serial };
        const said = (bytes: Uint8Array): unknown => decodeAnswer(framed(bytes));
        assert.deepEqual(said(encodeControl(header, { word: n, params })), {
          ...to,
          kind: 'control',
          word: n,
          params,
        });
        assert.deepEqual(said(encodeText(header, { flags: n, text })), {
          ...to,
          kind: 'text',
          flags: n,
          text,
        });
        assert.deepEqual(said(encodeVehicleControl(header, n > 127)), {
          ...to,
          kind: 'vehicleControl',
          isLocked: n > 127,
        });
        assert.deepEqual(said(encodeTransparent(header, { kind: n, value })), {
          ...to,
          kind: 'transparent',
          type: n,
          value,
        });
        const heardBack = decodeAnswer(framed(encodeParameters(header, all)));
        assert.ok(heardBack?.kind === 'parameters');
        assert.deepEqual(
          heardBack.parameters.map(({ id }) => id),
          all.map(({ id }) => id),
        );
      },
    ),
  );
});

test('no text whatever makes a second frame: it is one, or it is refused', () => {
  const header = { wireId: '013912345678', serial: 1 };
  const writers = [
    (text: string) => encodeText(header, { flags: 1, text }),
    (text: string) => encodeControl(header, { word: 4, params: [text] }),
    (text: string) => encodeTransparentText(header, { kind: 0xf0, text }),
    (text: string) => encodeParameters(header, [{ id: 0x13, value: { text } }]),
    (text: string) =>
      encodeBrackets({ wireId: '1', serial: '001', group: 'ELOCK', word: 3, params: [text] }),
    (text: string) =>
      encodeBrackets({ wireId: '1', serial: '001', group: text, word: 3, params: [] }),
  ];
  const texts = fc.oneof(
    fc.string({ maxLength: 1200 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('\x7e', '(1)', '1),(2', 'a,b', '\r\n', '\u017e', ''),
  );
  fc.assert(
    fc.property(fc.constantFrom(...writers), texts, (write, text) => {
      let bytes: Uint8Array;
      try {
        bytes = write(text);
      } catch (error) {
        assert.ok(error instanceof RangeError);
        return;
      }
      framed(bytes);
    }),
    { numRuns: 500 },
  );
});

test('what the server says is what the device hears', () => {
  fc.assert(
    fc.property(headers, fc.boolean(), (header, isKnown) => {
      const { wireId, serial } = header;
      const said = (bytes: Uint8Array, outcome: 'stored' | 'known' | 'refused') => {
        const answer = jt808.acknowledge(jt808.decode(bytes), outcome, NOW);
        return answer === undefined ? undefined : decodeAnswer(framed(answer));
      };
      const register = encodeRegister(header, { maker: 'm', model: 'm', terminal: 't' });
      const registered = said(register, isKnown ? 'known' : 'refused');
      assert.ok(registered?.kind === 'registered');
      assert.deepEqual(
        [registered.wireId, registered.to, registered.result, registered.token === ''],
        [wireId, { serial }, isKnown ? 0 : 4, !isKnown],
      );
      const login = said(encodeAuthenticate(header, 'x'), isKnown ? 'known' : 'refused');
      assert.ok(login?.kind === 'reply');
      assert.deepEqual([login.to, login.result], [{ serial, messageId: 0x0102 }, isKnown ? 0 : 1]);
      const place = { occurredAt: NOW, valid: true, lat: 1, lon: 1, speedKmh: 0, courseDeg: 0 };
      const location = encodeLocation(header, place);
      const stored = said(location, 'stored');
      assert.ok(stored?.kind === 'reply' && stored.wireId === wireId);
      assert.deepEqual([stored.to, stored.result], [{ serial, messageId: 0x0200 }, 0]);
      assert.equal(said(location, 'known'), undefined);
      assert.equal(said(location, 'refused'), undefined);
      const asked = said(encodeFrame(0x0004, header, new Uint8Array()), 'known');
      assert.ok(asked?.kind === 'time' && asked.at === NOW);
      const field = said(encodeFrame(0x0109, header, new Uint8Array()), 'known');
      assert.ok(field?.kind === 'time' && field.at === NOW);
    }),
  );
  const text = jt808.decode(Buffer.from('(740190311185,1,001,BASE,2,TIME)', 'latin1'));
  const answer = jt808.acknowledge(text, 'known', NOW);
  assert.equal(Buffer.from(answer ?? '').toString(), '(740190311185,1,001,BASE,2,20250623081530)');
});
