import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from './summary-lines.ts';

const rows: readonly {
  says: string;
  errors: readonly string[];
  controls: readonly string[];
  lines: readonly (number | undefined)[];
}[] = [
  { says: 'nothing is wrong', errors: [], controls: [], lines: [] },
  {
    says: 'a line leads to the control with its words, whatever the order',
    errors: ['Say why.', 'Choose a route.'],
    controls: ['Choose a route.', 'As in the gazette. Say why.'],
    lines: [1, 0],
  },
  {
    says: 'of two with the same words each has its own',
    errors: ['Say a number.', 'Say a number.'],
    controls: ['Say a number.', 'Say a number.'],
    lines: [0, 1],
  },
  {
    says: 'words that stand nowhere take what nobody else has',
    errors: ['Stopped: at most 1,440.', 'Say why.'],
    controls: ['', 'Say why.'],
    lines: [0, 1],
  },
  {
    says: 'where no control is left, a line leads nowhere',
    errors: ['Two are needed.', 'Say why.'],
    controls: ['Say why.'],
    lines: [undefined, 0],
  },
];
for (const { says, errors, controls, lines } of rows)
  test(says, () => assert.deepEqual(linesOf(errors, controls), lines));
