// The result of a back-test, told to the page alone: to make a real one takes a week of readings.
import type { BackTest, BackTestChange, Rule } from '@lakiri/console/rule-contract';
import type { Page } from 'playwright-core';
import { PEOPLE } from './trips.ts';

const ID = '0193a1b2-0000-7000-8000-00000000bac0';
const RULE = '**/api/v1/rules/long-stop';
const TEST = `**/api/v1/rules/back-tests/${ID}`;
const DAY_MS = 86_400_000;

type Subjects = {
  readonly journeys: readonly {
    readonly id: string;
    readonly ref: string;
    readonly seal: string;
  }[];
};

/** A week of a draft that is calmer than what is in force, and loses one case for it. */
export const testedWeek = (subjects: () => Subjects) => async (page: Page) => {
  const test = testOf(subjects());
  const { result: _result, ...row } = test;
  await page.route(RULE, async (route) => {
    const rule = (await (await route.fetch()).json()) as Rule;
    await route.fulfill({ json: { ...rule, backTests: [row] } });
  });
  await page.route(TEST, (route) => route.fulfill({ json: test }));
  await page.reload();
  const table = page.locator('main table').first();
  await table.scrollIntoViewIfNeeded();
  await table.waitFor();
  page.once('framenavigated', () => {
    void page.unroute(RULE);
    void page.unroute(TEST);
  });
};

function testOf({ journeys }: Subjects): BackTest {
  const until = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const at = (days: number): string => new Date(until - days * DAY_MS).toISOString();
  const changes = journeys.map(
    ({ id, ref, seal }, n): BackTestChange => ({
      ...{
        journey: id,
        ref,
        seal,
        at: at(1 + (n % 6)),
        lat: -1.9 - n * 0.13,
        lon: 37.4 + n * 0.12,
      },
      fires: (['no-longer', 'no-longer', 'now', 'both'] as const)[n % 4] ?? 'both',
      ...{ maker: 'Jointech', country: n % 2 === 0 ? 'KE' : 'UG' },
    }),
  );
  const caseOf = (n: number, outcome: string) => ({
    case: `${ID}-${n}`,
    journey: journeys[n]?.id ?? '',
    ref: journeys[n]?.ref ?? '',
    ...{ at: at(2 + n), outcome },
  });
  const side = (alarms: number, confirmed: number, unfounded: number) => ({
    ...{ alarms, perShift: alarms / 21, per100Journeys: alarms / 20.74, confirmed, unfounded },
  });
  return {
    ...{ id: ID, kind: 'long-stop', state: 'done', from: at(7), until: at(0), oneIn: 1 },
    by: { id: '0193a1b2-0000-7000-8000-000000000001', name: PEOPLE.achieng.name },
    ...{ startedAt: at(0), endedAt: at(0), presentVersion: 1, draft: 1, fault: null },
    progress: {
      journeys: 2074,
      journeysInAll: 2074,
      pct: 100,
      reports: 611_430,
      reportsPerS: 41_200,
    },
    result: {
      ...{ journeys: 2074, reports: 611_430, totalS: 14.8, foldReportsPerS: 412_000 },
      shifts: { count: 21, targetPerShift: 48, isAssumed: false },
      ...{ present: side(861, 58, 81), drafted: side(357, 57, 29) },
      confirmed: { total: 63, lost: [caseOf(0, 'true')], won: [] },
      unfounded: { total: 81, gone: [caseOf(1, 'false'), caseOf(2, 'nuisance')], added: [] },
      ...{ changes, changesInAll: 504 },
      byMaker: [
        { name: 'Jointech', present: 702, drafted: 291 },
        { name: 'Teltonika', present: 159, drafted: 66 },
      ],
      byCountry: [
        { name: 'KE', present: 530, drafted: 214 },
        { name: 'UG', present: 331, drafted: 143 },
      ],
      byPlace: [
        { name: 'Voi', present: 210, drafted: 61 },
        { name: 'Nakuru', present: 164, drafted: 72 },
      ],
    },
  };
}
