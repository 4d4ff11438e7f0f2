import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, type Message, MINUTE_MS } from '@lakiri/kit';
import { draw, FULL_RATION, OTHER_FRAMES_PER_MINUTE_MAX } from './ration.ts';

const noon = (Math.floor(1_700_000_000_000 / MINUTE_MS) * MINUTE_MS) as Instant;
const said = { wireId: '8000000001', secrets: [], ack: null } as const;
const heartbeat: Message = { ...said, kind: 'heartbeat' };
const time: Message = { ...said, kind: 'request', request: 'time' };
const malformed: Message = { ...said, kind: 'malformed', malformed: { code: 'x', offset: 0 } };
const reply: Message = { ...said, kind: 'reply', command: 'P43', params: {} };
const text: Message = { ...said, kind: 'unknown', text: '' };
const confirmed: Message = { ...text, ack: { answer: 'S39' } };

/** How many of a hundred are kept that come in one minute, after what came before them. */
function keptOf(message: Message, before: readonly Message[] = []): number {
  let ration = FULL_RATION;
  let kept = 0;
  for (const [at, one] of [...before, ...Array<Message>(100).fill(message)].entries()) {
    const drawn = draw(ration, one, (noon + at) as Instant);
    ration = drawn.ration;
    if (drawn.isKept && at >= before.length) kept++;
  }
  return kept;
}

const rows = [
  { say: 'heartbeats', message: heartbeat, kept: 1 },
  { say: 'requests', message: time, kept: OTHER_FRAMES_PER_MINUTE_MAX },
  { say: 'malformed frames', message: malformed, kept: OTHER_FRAMES_PER_MINUTE_MAX },
  { say: 'texts without a table', message: text, kept: OTHER_FRAMES_PER_MINUTE_MAX },
  { say: 'texts that are confirmed as stored', message: confirmed, kept: 100 },
  { say: 'replies to orders', message: reply, kept: 100 },
] as const;
for (const { say, message, kept } of rows) {
  test(`of a hundred ${say} in a minute ${kept} are kept`, () => {
    assert.equal(keptOf(message), kept);
  });
}

test('heartbeats take nothing from the others, and replies take nothing from anybody', () => {
  assert.equal(keptOf(time, [heartbeat, heartbeat, reply]), OTHER_FRAMES_PER_MINUTE_MAX);
  assert.equal(keptOf(time, [malformed, text]), OTHER_FRAMES_PER_MINUTE_MAX - 2);
});

test('the next minute begins anew', () => {
  const { ration } = draw(FULL_RATION, heartbeat, noon);
  assert.equal(draw(ration, heartbeat, (noon + MINUTE_MS - 1) as Instant).isKept, false);
  assert.equal(draw(ration, heartbeat, (noon + MINUTE_MS) as Instant).isKept, true);
});
