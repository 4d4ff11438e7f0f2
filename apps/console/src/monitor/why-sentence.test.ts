import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn } from '../words/words.ts';
import { type Telling, whySentence } from './why-sentence.ts';

const now = Date.parse('2026-02-04T05:30:00Z');
const en: Telling = { say: sayIn('en'), language: 'en', now };
const sw: Telling = { say: sayIn('sw'), language: 'sw', now };

const rows = [
  [
    { code: 'rope-cut-reported', params: { at: '2026-02-04T05:29:12.000Z' } },
    'The seal reported its rope cut at 08:29:12 EAT',
  ],
  [
    { code: 'unlocked-by', params: { method: 'unlock.refusedCard', credential: null } },
    'Unlocked by unknown card',
  ],
  [
    { code: 'unlocked-by', params: { method: 'unlock.rfid', credential: '…3759' } },
    'Unlocked by RFID card, number …3759',
  ],
  [
    {
      code: 'off-route',
      params: { offM: 4120, bufferM: 500, fixes: 3, since: '2026-02-02T05:00:00Z' },
    },
    '4.1 km off the route (allowed 500 m), 3 positions in a row, since 02 Feb 08:00:00 EAT',
  ],
  [
    { code: 'outside-allowed-stops', params: { limitMin: 30, night: true } },
    'Not at an allowed stop; 30 min are allowed at night',
  ],
  [
    { code: 'silent-for', params: { minutes: 72, expectedS: 30 } },
    'No signal for 1 h 12 min; one is expected every 30 s',
  ],
  [
    { code: 'device-clock-wrong', params: { verdict: 'ahead', said: null } },
    'The seal’s own clock is ahead',
  ],
  [
    { code: 'device-told', params: { method: 'person.sos', at: '2026-02-04T05:29:12.000Z' } },
    'The device itself reported at 08:29:12 EAT: SOS button',
  ],
  [
    {
      code: 'no-fix-for',
      params: { minutes: 15, moves: true, since: '2026-02-04T05:14:00.000Z' },
    },
    'Reports without knowing its place for 15 min, while driving, since 08:14:00 EAT',
  ],
  [{ code: 'from-the-future', params: { x: 1 } }, 'from-the-future: {"x":1}'],
] as const;
for (const [why, sentence] of rows) {
  test(sentence, () => assert.equal(whySentence(why, en), sentence));
}

test('the same fact in Swahili', () => {
  assert.equal(
    whySentence({ code: 'silent-for', params: { minutes: 34, expectedS: 30 } }, sw),
    'Hakuna ishara kwa dak 34; inatarajiwa kila sek 30',
  );
});
