// What goes wrong between people and machines, as an officer sees it: two who act at once, a server that dies, what the rules refuse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sayIn } from '@lakiri/console/words';
import { type Instant, SECOND_MS } from '@lakiri/kit';
import { signal } from '../bench/processes.ts';
import type { Person } from './centre-client.ts';
import { type Desk, type DeskOptions, signInByKeys, until } from './desk.ts';
import { type Corridor, openFilled, rowOf, type Stage, seen, skip } from './stage.ts';
import { HAULIERS, PEOPLE } from './trips.ts';
import { serverPid } from './world.ts';

const en = sayIn('en');
const sw = sayIn('sw');

let stage: Stage & Corridor;

before(async () => {
  if (skip === false) stage = await openFilled();
});

after(async () => {
  if (skip === false) await stage.close();
});

async function deskOf(person: Person, options?: DeskOptions): Promise<Desk> {
  const desk = await stage.open(options);
  await desk.go('/sign-in');
  await signInByKeys(desk, person);
  return desk;
}

const wholeSecond = (): Instant => (Math.floor(Date.now() / SECOND_MS) * SECOND_MS) as Instant;

test('of two officers who take one alarm, the later is told who was first and what to do', {
  skip,
}, async () => {
  const truck = stage.truckWith('cover-opened');
  const first = await deskOf(PEOPLE.achieng);
  const later = await deskOf(PEOPLE.okello);
  await rowOf(later.page, truck).click();
  await later.page.locator('aside dl').waitFor();
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await later.page.route('**/acknowledge', async (route) => {
    await held;
    await route.continue();
  });
  await later.page.keyboard.press('a');
  await seen(rowOf(later.page, truck), sw('queue.acknowledging'));
  await rowOf(first.page, truck).click();
  await first.page.locator('aside dl').waitFor();
  await first.page.keyboard.press('a');
  await seen(rowOf(first.page, truck), PEOPLE.achieng.name);
  release();
  const refusal = later.page.locator('aside').getByRole('alert');
  await seen(refusal, sw('problem.already-acknowledged'));
  await seen(refusal, sw('problem.already-acknowledged.do'));
  await seen(rowOf(later.page, truck), PEOPLE.achieng.name);
  await later.picture('refused-already-acknowledged');
  await first.close();
  await later.close();
});

test('a session that ends while a note is written asks for the password over it, and the text is kept', {
  skip,
}, async () => {
  const desk = await deskOf(PEOPLE.achieng);
  const { page } = desk;
  await rowOf(page, stage.truckWith('long-stop')).click();
  await page.locator('aside dl').waitFor();
  await page.keyboard.press('n');
  const note = page.locator('aside textarea');
  await note.fill('He waits for the weighbridge.');
  await page.context().clearCookies();
  await page.keyboard.press('Control+Enter');
  const over = page.getByRole('dialog');
  await seen(over, en('session.over'));
  await desk.picture('session-over');
  await over.getByLabel(en('signIn.login')).fill(PEOPLE.achieng.login);
  await over.getByLabel(en('signIn.password')).fill(PEOPLE.achieng.password);
  await page.keyboard.press('Enter');
  await over.waitFor({ state: 'detached' });
  assert.equal(await note.inputValue(), 'He waits for the weighbridge.');
  await note.press('Control+Enter');
  await seen(page.locator('aside ol'), 'He waits for the weighbridge.');
  await desk.close();
});

test('a server that hangs and dies: the banner says since when; what happened meanwhile is there after', {
  skip,
}, async () => {
  const desk = await deskOf(PEOPLE.achieng);
  const { page } = desk;
  const truck = stage.truckAt(7);
  await rowOf(page, stage.truckWith('off-route')).waitFor();
  await desk.mapDrawn();
  const pid = serverPid(stage.node);
  assert.ok(pid !== undefined && signal(pid, 'SIGSTOP'));
  const [untilTime = ''] = en('link.lost', { at: '|' }).split('|');
  const banner = page.getByText(untilTime);
  await banner.waitFor();
  await desk.picture('no-connection');
  await truck.tell(wholeSecond(), { bits: { ropeCut: true } }); // the gateway stores without the server
  assert.equal(await rowOf(page, truck).count(), 0);
  signal(pid, 'SIGKILL');
  await until('the supervisor starts another server', () => {
    const now = serverPid(stage.node);
    return now !== undefined && now !== pid;
  });
  await rowOf(page, truck).waitFor();
  await banner.waitFor({ state: 'detached' });
  await desk.close();
});

test('a transporter sees its own journeys and alarms, and nobody else’s', { skip }, async () => {
  const desk = await deskOf(PEOPLE.mutiso);
  const { page } = desk;
  const own = stage.fleet.trucks.filter(({ haulier }) => haulier === HAULIERS[0]);
  const others = stage.fleet.trucks.filter(({ haulier }) => haulier !== HAULIERS[0]);
  await desk.go('/journeys');
  for (const { plate } of own) await seen(page, plate);
  for (const { plate } of others) assert.equal(await page.getByText(plate).count(), 0, plate);
  await desk.go(`/journeys/${others[0]?.journey.id}`);
  await seen(page.getByRole('alert'), en('problem.no-such-journey'));
  await desk.go('/monitor');
  await rowOf(page, stage.truckAt(3)).waitFor();
  for (const truck of others) assert.equal(await rowOf(page, truck).count(), 0, truck.plate);
  await desk.close();
});

test('a file of the base map that did not come is said to be missing, and asked for again', {
  skip,
}, async () => {
  const desk = await deskOf(PEOPLE.achieng);
  const { page } = desk;
  let asked = 0;
  await page.route('**/map/water.json', async (route) => {
    asked++;
    if (asked < 3) await route.fulfill({ status: 503 });
    else await route.continue();
  });
  await desk.go('/monitor');
  const told = page.getByRole('status').getByText(en('map.baseMissing', { n: 1 }));
  await told.waitFor();
  await told.waitFor({ state: 'detached' });
  assert.equal(asked, 3);
  await desk.close();
});

test('what the rules refuse is said with what to do: a seal that nobody has heard is not armed', {
  skip,
}, async () => {
  const desk = await deskOf(PEOPLE.achieng);
  const { page } = desk;
  await desk.go('/journeys/new');
  const field = (words: 'create.plate' | 'create.cargo') => page.getByLabel(en(words));
  const choose = (words: 'create.route' | 'create.transporter', label: string) =>
    page.getByLabel(en(words), { exact: true }).selectOption({ label });
  await choose('create.route', 'Mombasa – Malaba');
  await field('create.plate').fill('KDK 555A');
  await field('create.cargo').fill('Tea, 26 t');
  await choose('create.transporter', HAULIERS[0]);
  await page.getByRole('button', { name: en('create.submit') }).click();
  await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: en('step.seal') }).click();
  const [number = ''] = stage.fleet.freeSeals;
  await page.getByLabel(en('step.sealSearch')).fill(number);
  await page.getByRole('radio', { name: number }).check();
  await page
    .locator('form')
    .getByRole('button', { name: en('step.seal') })
    .click();
  await page.getByRole('button', { name: en('step.arm') }).click();
  const refusal = page.getByRole('alert');
  await seen(refusal, en('problem.seal-never-heard'));
  await seen(refusal, en('problem.seal-never-heard.do'));
  await desk.picture('refused-seal-never-heard');
  await desk.close();
});

test('in all of it no page asked another host or broke', { skip }, () => {
  const { faults, requests } = stage.watched();
  assert.deepEqual(faults, []);
  assert.ok(requests > 100, `${requests} requests were watched`);
});
