// Each kind of alarm by the bytes of a real device, through the functions by which a node judges; and its twin, which
// calls nobody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf, STORIES, type Story, standingOf, sureOf, type Told } from './catalogue.ts';
import { travel } from './trip.ts';

function tell(story: Story, told: Told, isTwin = false) {
  const kind = isTwin ? story.twin : story.happens;
  return travel(planOf(story), standingOf(story, isTwin), sureOf(story, kind, told));
}
const kindsOf = (trip: ReturnType<typeof travel>) => [
  ...new Set(trip.alarms.map(({ kind }) => kind)),
];

for (const story of STORIES) {
  const { kind, also = [] } = story;
  const mayCome = [kind, ...also];

  test(`${kind}: raised, and nothing else`, () => {
    const trip = tell(story, 'as it happens');
    assert.ok(kindsOf(trip).includes(kind), kindsOf(trip).join());
    assert.deepEqual(
      kindsOf(trip).filter((one) => !mayCome.includes(one)),
      [],
    );
    assert.ok(trip.cases.filter((one) => one.kind === kind).length >= 1);
  });

  test(`${kind}: its twin calls nobody`, () => {
    assert.equal(kindsOf(tell(story, 'as it happens', true)).includes(kind), false);
  });

  test(`${kind}: the same told doubled`, () => {
    const once = tell(story, 'as it happens').alarms.filter((one) => one.kind === kind);
    const twice = tell(story, 'doubled').alarms.filter((one) => one.kind === kind);
    assert.equal(twice.length, once.length);
  });

  for (const told of ['late', 'reordered'] as const)
    test(`${kind}: told ${told}`, () => {
      const trip = tell(story, told);
      const allowed = [...mayCome, 'silent'];
      assert.deepEqual(
        kindsOf(trip).filter((one) => !allowed.includes(one)),
        [],
      );
      if (told === 'reordered' && story.notReordered === true) return;
      assert.ok(kindsOf(trip).includes(kind), kindsOf(trip).join());
    });
}
