// Every screen on a phone, in both themes: nothing wider than it, nothing that axe finds; and pictures of them to be looked at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Session } from './desk.ts';
import { SCREENS, type Screen } from './screens.ts';
import { skip } from './stage.ts';
import { look, openWalk, park, show, THEMES, type Walk } from './walk.ts';

let walk: Walk;
let session: Session;

before(async () => {
  if (skip !== false) return;
  walk = await openWalk();
  session = (await walk.fill()).session;
});

after(async () => {
  if (skip === false) await walk.close();
});

const ON_PHONE: readonly Screen[] = [
  ...SCREENS.filter(({ picture }) => picture === true),
  {
    name: 'monitor-map',
    path: () => '/monitor?pane=map',
    ready: 'canvas',
    map: 'everywhere',
    picture: true,
  },
];

for (const screen of ON_PHONE)
  test(`${screen.name}: fits a phone`, { skip }, async () => {
    const signedIn = screen.outside === true ? {} : { session };
    const desk = await walk.deskFor({ language: 'en', size: 'phone', ...signedIn });
    await show(desk, screen, 'phone');
    const widths = 'JSON.stringify([document.documentElement.scrollWidth, innerWidth])';
    const [content, window] = JSON.parse(await desk.page.evaluate(widths)) as [number, number];
    const name = `${screen.name}-phone-en`;
    const faults = [...(await look(desk, screen, { name, themes: THEMES }))];
    await park(desk);
    if (content > window) faults.push(`${content} px of content on ${window} px`);
    assert.deepEqual(faults, []);
  });

test('in all of it no page asked another host or broke', { skip }, () => {
  const { faults, requests } = walk.stage.watched();
  assert.deepEqual(faults, []);
  assert.ok(requests > 200, `${requests} requests were watched`);
});
