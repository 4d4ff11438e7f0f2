import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../fault/run-command.ts';

const DAYS = 3;

test('three days on the corridors: incidents are caught, and honest trucks call nobody', async () => {
  const { json, told } = await runCommand('story/month.ts', ['--days', String(DAYS)]);
  const { days, journeys, incidents, caught, actionable_per_journey: perJourney, speedup } = json;
  assert.deepEqual([days, journeys], [DAYS, DAYS * 300]);
  // Few incidents in three days: one in twenty may be missed, so here none or one.
  assert.ok(Number(incidents) >= 10 && Number(caught) >= Number(incidents) - 1, told);
  assert.ok(Number(perJourney) > 0 && Number(perJourney) <= 0.3, told);
  assert.ok(Number(speedup) > 0, told);
});
