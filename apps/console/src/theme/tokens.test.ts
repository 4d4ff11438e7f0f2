import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contrast } from './contrast.ts';
import { colour, type Theme, type TokenName, tokens } from './tokens.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

test('the style sheet and the canvas draw with the same colours', () => {
  const inCss = [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name, light, dark]) => [name, [light, dark]],
  );
  const inCode = Object.entries(tokens).map(([name, pair]) => [
    name,
    pair.map((it) => it.toLowerCase()),
  ]);
  assert.deepEqual(Object.fromEntries(inCss), Object.fromEntries(inCode));
});

test('contrast of black on white is 21', () => {
  assert.equal(Math.round(contrast('#000000', '#FFFFFF') * 10) / 10, 21);
});

// WCAG 2.2: 4.5 for text (1.4.3), 3 for what must be seen to operate (1.4.11). The severity texts are held higher (§5.2).
const TEXT = 4.5;
const SHAPE = 3;
const pairs: readonly (readonly [TokenName, TokenName, number])[] = [
  ['ink', 'panel', 12],
  ['ink', 'bg', 12],
  ['ink-2', 'panel', 7],
  ['ink-2', 'accent-tint', TEXT],
  ['ink-2', 'bg', TEXT],
  ['ink-2', 'panel-2', TEXT],
  ['ink-3', 'panel', TEXT],
  ['ink-3', 'panel-2', TEXT],
  ['ink-3', 'bg', TEXT],
  ['accent', 'panel', 7],
  ['accent', 'accent-tint', TEXT],
  ['accent-ink', 'accent', TEXT],
  ['accent-ink', 'accent-strong', TEXT],
  ['past-ink', 'past', TEXT],
  ['normal', 'panel', SHAPE],
  ['normal', 'map-land', SHAPE],
  ['map-place', 'map-land', TEXT],
  ['map-town', 'map-land', TEXT],
  ['northern', 'map-land', SHAPE],
  ['central', 'map-land', SHAPE],
  ['other', 'map-land', SHAPE],
  ['other', 'panel', TEXT],
  ['sev-1', 'panel', SHAPE],
  ['sev-2', 'panel', SHAPE],
  ['sev-4', 'panel', SHAPE],
  ['sev-1-text', 'sev-1-tint', 7],
  ['sev-2-text', 'sev-2-tint', 7],
  ['sev-3-text', 'sev-3-tint', 7],
  ['sev-4-text', 'sev-4-tint', 7],
  ['sev-1-text', 'panel', TEXT],
  ['sev-1-text', 'accent-tint', TEXT],
  ['sev-1-digit', 'sev-1', TEXT],
  ['sev-2-digit', 'sev-2', 3.9],
  ['sev-3-digit', 'sev-3', TEXT],
  ['sev-4-digit', 'sev-4', 4],
];

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  for (const [front, back, least] of pairs) {
    test(`${theme}: ${front} on ${back} has a contrast of at least ${least}`, () => {
      const measured = contrast(colour(front, theme), colour(back, theme));
      assert.ok(measured >= least, `measured ${measured.toFixed(2)}`);
    });
  }
}
