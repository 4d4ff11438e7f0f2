import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONDITION_VARIABLES, conditionFault } from '@lakiri/alarms';
import fc from 'fast-check';
import { type Clause, celOf, clausesOf, isWhole, newClause, testsOf } from './clauses.ts';

const word = fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.replace(/[,\s]/g, '-'));
const number = fc.double({ min: -9_999, max: 9_999, noNaN: true }).map((n) => n.toFixed(2));

const clause: fc.Arbitrary<Clause> = fc
  .constantFrom(...CONDITION_VARIABLES)
  .chain(({ name, type }) =>
    fc
      .constantFrom(...testsOf[type])
      .chain((asked) =>
        (asked === 'yes' || asked === 'no'
          ? fc.constant('')
          : asked === 'in' || asked === 'not-in'
            ? fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => some.join(', '))
            : type === 'number'
              ? number
              : word
        ).map((value) => ({ name, test: asked, value })),
      ),
  );

test('clauses go to text and back, and the engine takes the text', () => {
  fc.assert(
    fc.property(fc.array(clause, { minLength: 1, maxLength: 4 }), (clauses) => {
      const text = celOf(clauses);
      const back = clausesOf(text, CONDITION_VARIABLES);
      assert.ok(back !== undefined, text);
      assert.equal(celOf(back), text);
      assert.equal(conditionFault(text), null, text);
    }),
    { numRuns: 300 },
  );
});

for (const [condition, clauses] of [
  ['', 0],
  ['!late', 1],
  ['  country in ["KE","UG"]  && speedKmh<5', 2],
  ['!(place in ["Mariakani"]) && localHour >= 22.0', 2],
  ['late || underway', undefined],
  ['route.startsWith("nc")', undefined],
  ['route == "a', undefined],
  ['tier == 3.0', undefined],
  ['route in ["a, b"]', undefined],
  ['nobody > 3', undefined],
  ['late underway', undefined],
] as const)
  test(`“${condition}” is ${clauses ?? 'more than'} clauses`, () => {
    assert.equal(clausesOf(condition, CONDITION_VARIABLES)?.length, clauses);
  });

test('what is not filled in says nothing', () => {
  const empty = CONDITION_VARIABLES.filter(({ type }) => type !== 'bool').map(newClause);
  assert.deepEqual(empty.filter(isWhole), []);
  assert.equal(celOf(empty), '');
});
