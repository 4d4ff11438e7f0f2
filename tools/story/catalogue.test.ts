// Each kind of alarm by the bytes of a real device, through the functions by which a node judges; and its twin, which is
// just not it, told in the same four ways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kind } from '@lakiri/alarms';
import { planOf, STORIES, type Story, standingOf, sureOf, type Told, twinOf } from './catalogue.ts';
import { type Trip, travel } from './trip.ts';

const TOLD: readonly Told[] = ['as it happens', 'late', 'doubled', 'reordered'];
const tell = (story: Story, told: Told): Trip =>
  travel(planOf(story), standingOf(story), sureOf(story, told));
const kindsOf = ({ alarms }: Trip): readonly Kind[] => [...new Set(alarms.map(({ kind }) => kind))];
/** While it is away, and when all comes at once, its silence is told too. */
const mayCome = (kinds: readonly Kind[], told: Told): readonly Kind[] =>
  told === 'late' || told === 'reordered' ? [...kinds, 'silent'] : kinds;
const othersThan = (allowed: readonly Kind[], trip: Trip): readonly Kind[] =>
  kindsOf(trip).filter((one) => !allowed.includes(one));

for (const story of STORIES) {
  const { kind, also = [], twinAlso = [], notWhen = {} } = story;

  for (const told of TOLD)
    test(`${kind}: told ${told}`, () => {
      const trip = tell(story, told);
      assert.deepEqual(othersThan(mayCome([kind, ...also], told), trip), []);
      if (notWhen[told] !== undefined) return;
      assert.ok(kindsOf(trip).includes(kind), kindsOf(trip).join());
      assert.ok(trip.cases.some((one) => one.kind === kind));
    });

  test(`${kind}: told doubled, it is raised as often as told once`, () => {
    const [plan, standing, sure] = [planOf(story), standingOf(story), sureOf(story, 'doubled')];
    const raised = ({ alarms }: Trip) => alarms.filter((one) => one.kind === kind).length;
    const once = raised(travel(plan, standing, { ...sure, inGoodManner: true }));
    assert.ok(once > 0);
    assert.equal(raised(travel(plan, standing, sure)), once);
  });

  test(`${kind}: its twin calls nobody, however it is told`, () => {
    const twin = twinOf(story);
    for (const told of TOLD) {
      // A seal that is away is silent: only there its own twin is no twin.
      if (kind === 'silent' && told === 'late') continue;
      const allowed = mayCome(twinAlso, told).filter((one) => one !== kind);
      assert.deepEqual(othersThan(allowed, tell(twin, told)), [], told);
    }
  });
}
