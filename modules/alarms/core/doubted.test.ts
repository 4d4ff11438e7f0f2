import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '@lakiri/seals';
import { anArmedSeal, aRouteIndex, atKm, defaultRules, NINE, told, underway } from '../testing.ts';
import { DEFAULT_ADMINISTRATIONS, DEFAULT_RULES } from './default-rules.ts';
import { type Doubted, doubted } from './doubted.ts';
import { rulesOf } from './rule.ts';
import type { Override } from './scope.ts';

const KIND = 'position-doubted';

/** A doubt told by a reading at kilometre 20 of a road in Kenya. */
function aDoubt(over: Partial<Doubted> = {}) {
  const before = anArmedSeal();
  const reading = told({ min: 5, ...atKm(20) });
  const doubts = [{ kind: KIND, why: [] }] as const;
  return doubted({
    ...{ doubts, before, journey: underway, watch: null, route: aRouteIndex },
    ...{ rules: defaultRules, receivedAt: reading.receivedAt },
    told: { folded: fold(before, reading), reading },
    ...over,
  }).raised;
}

function rulesWith(scope: Override['scope']) {
  const override: Override = {
    ...{ kind: KIND, name: 'graver', scope, params: {}, severity: 1 },
    ...{ basis: 'configuration', source: 'test', effectiveFrom: NINE, until: null },
  };
  const administrations = DEFAULT_ADMINISTRATIONS;
  return rulesOf(DEFAULT_RULES, { overrides: [override], fences: [], administrations });
}

const rows = [
  { name: 'as the rule has it', over: {}, severity: 2, jurisdiction: 'KRA' },
  {
    name: 'graver on this route',
    over: { rules: rulesWith({ route: aRouteIndex.route.id }) },
    severity: 1,
    jurisdiction: 'KRA',
  },
  {
    name: 'graver on another route',
    over: { rules: rulesWith({ route: 'elsewhere' as never }) },
    severity: 2,
    jurisdiction: 'KRA',
  },
  {
    name: 'graver for this model',
    over: { rules: rulesWith({ model: anArmedSeal().model.model }) },
    severity: 1,
    jurisdiction: 'KRA',
  },
  {
    name: 'told by a connection: nobody can say where',
    over: { told: null },
    severity: 2,
    jurisdiction: null,
  },
] as const;
for (const { name, over, severity, jurisdiction } of rows)
  test(`a doubt, ${name}`, () => {
    const [raised] = aDoubt(over);
    assert.deepEqual(
      [raised?.kind, raised?.severity, raised?.jurisdiction],
      [KIND, severity, jurisdiction],
    );
  });

test('of a seal that nobody watches no alarm is made', () =>
  assert.deepEqual(aDoubt({ journey: null }), []));
