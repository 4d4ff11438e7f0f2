// The phone of a unit on the road: no network at each step, the page killed at each step, an answer lost. Nothing that
// was done is lost, and nothing is done twice.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { responseWords } from '@lakiri/console/words/response';
import { fieldWords } from '@lakiri/field/words';
import type { BrowserContext, Page } from 'playwright-core';
import { type CentreClient, signIn } from './centre-client.ts';
import { type Desk, until } from './desk.ts';
import { faultsOfField } from './field-looks.ts';
import { openStage, type Stage, seen, skip } from './stage.ts';
import { PEOPLE, TRIPS } from './trips.ts';
import { type Fleet, populate, setUpByHand, type Truck } from './world.ts';

const words = { ...responseWords, ...fieldWords };
const en = (key: keyof typeof words): string => words[key].en;

let stage: Stage;
let fleet: Fleet;
let centre: CentreClient;
let desk: Desk;
let context: BrowserContext;
let page: Page;
let truck: Truck;
/** Of no task. */
let other: Truck;
let unit = '';
let dispatch = '';

type Sent = {
  readonly id: string;
  readonly state: string;
  readonly report: { photos: string[] } | null;
};
type Fact = { readonly type: string; readonly occurredAt: string; readonly recordedAt: string };

before(async () => {
  if (skip !== false) return;
  stage = await openStage();
  await setUpByHand(stage.node);
  fleet = await populate(stage.node, TRIPS.slice(0, 2));
  centre = await signIn(stage.node.httpUrl, PEOPLE.achieng);
  [truck, other] = [fleet.trucks[0] ?? assert.fail(), fleet.trucks[1] ?? assert.fail()];
  const base = { name: 'Mazeras', lat: -3.98, lon: 39.55 };
  const sheet = { name: 'Mazeras 1', base, areaKm: 60, languages: ['sw'] };
  unit = (await centre.post<{ id: string }>('/response/units', sheet)).id;
  dispatch = await sendUnit(await caseOf(truck, 'theft'));
  desk = await stage.open({ size: 'phone', language: 'en' });
  page = desk.page;
  context = page.context();
});

after(async () => {
  if (skip !== false) return;
  await fleet?.stop();
  await stage.close();
});

/** A case that an officer's word opens. */
async function caseOf({ journey }: Truck, kind: 'theft'): Promise<string> {
  const what = { kind, of: 'attempt' };
  await centre.post(`/journeys/${journey.id}/exceptions`, { what, note: 'Men at the doors.' });
  let found = '';
  await until('the officer’s word is a case', async () => {
    const { openCases } = await centre.get<{ openCases: { id: string; kind: string }[] }>(
      `/journeys/${journey.id}`,
    );
    found = openCases.find((it) => it.kind === 'driver-report')?.id ?? '';
    return found !== '';
  });
  return found;
}

async function sendUnit(about: string): Promise<string> {
  const { dispatches } = await centre.post<{ dispatches: Sent[] }>(`/cases/${about}/dispatches`, {
    unit,
  });
  aboutOf.set(dispatches[0]?.id ?? '', about);
  return dispatches[0]?.id ?? assert.fail();
}
const aboutOf = new Map<string, string>();

async function dispatchNow(id = dispatch): Promise<Sent> {
  const { dispatches } = await centre.get<{ dispatches: Sent[] }>(
    `/cases/${aboutOf.get(id)}/response`,
  );
  return dispatches.find((it) => it.id === id) ?? assert.fail();
}

const stateIs = (state: string) =>
  until(`the centre has it: ${state}`, async () => (await dispatchNow()).state === state);

/** The phone is switched off in the middle of it, and on again. */
async function killAndReopen(path: string): Promise<void> {
  await page.close({ runBeforeUnload: false });
  page = await context.newPage();
  await page.goto(path, { waitUntil: 'domcontentloaded' });
}

const press = (key: keyof typeof words) =>
  page.getByRole('button', { name: en(key), exact: true }).click();
const keptItem = (act: string) => page.locator(`li[data-state=kept][data-act=${act}]`);
const taskPath = () => `/field/task/${dispatch}`;

/** Does a step without a network, and kills the page: it is still there. Then the network is back, and it arrives. */
async function withoutNetwork(
  act: string,
  doIt: () => Promise<void>,
  state: string,
): Promise<void> {
  await context.setOffline(true);
  await doIt();
  await page.locator('li[data-status=kept]').waitFor();
  await killAndReopen('/field/outbox');
  await keptItem(act).waitFor();
  await seen(page, en('outbox.legal'));
  await context.setOffline(false);
  await stateIs(state);
  await page.locator(`li[data-act=${act}][data-state=received]`).waitFor();
  await page.goto(taskPath());
}

test('an officer signs in, and the app stays on the phone', { skip }, async () => {
  await desk.go('/field');
  assert.equal(new URL(page.url()).pathname, '/field/');
  await page.getByLabel(en('signIn.login')).fill(PEOPLE.okello.login);
  await page.getByLabel(en('signIn.password')).fill(PEOPLE.okello.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Mazeras 1/ }).waitFor();
  await desk.picture('field-choose-en-light');
  await page.getByRole('button', { name: /Mazeras 1/ }).click();
  await seen(page, truck.plate);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await until('the app is kept whole', async () =>
    Boolean(await page.evaluate('navigator.serviceWorker.controller !== null')),
  );
  await context.setOffline(true);
  await killAndReopen('/field/');
  await seen(page, truck.plate);
  await seen(page, en('link.down'));
});

/** What a phone loads on a bad road (§8): 4 s at 400 kb/s. */
const GZIP_BYTES_MAX = 200_000;

test('all that the phone keeps of the app weighs at most 200 kB', { skip }, () => {
  const folder = 'apps/field/dist';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
  assert.ok(files.length > 4 && bytes <= GZIP_BYTES_MAX, `${bytes} bytes in ${files.length} files`);
});

test('seen, accepted and at the truck: each without a network, each once', { skip }, async () => {
  await withoutNetwork('see', () => page.getByText(truck.plate).click(), 'seen');
  await withoutNetwork('accept', () => press('task.act.accept'), 'accepted');
  await withoutNetwork('arrive', () => press('task.act.arrive'), 'on-site');
});

test('a report outlives the phone while it is written; its answer is lost, and it is there once', {
  skip,
}, async () => {
  await context.setOffline(true);
  await page.getByLabel(en('response.finding.seal-tampered')).check();
  await page.getByLabel(en('response.text')).fill('Rope cut at the left door.');
  const photo = { name: 'seal.png', mimeType: 'image/png', buffer: PICTURE };
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByRole('img').first().waitFor();
  await killAndReopen(taskPath());
  await page.getByRole('img').first().waitFor();
  assert.equal(
    await page.getByLabel(en('response.text')).inputValue(),
    'Rope cut at the left door.',
  );
  await press('task.act.report');
  await page.locator('li[data-status=kept]').waitFor();
  await killAndReopen('/field/outbox');
  await keptItem('report').waitFor();
  let lost = 0;
  await context.route('**/report', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch(); // the centre does it
    await route.abort(); // and nobody hears of it
  });
  await context.setOffline(false);
  await stateIs('reported');
  await page.locator('li[data-act=report][data-state=received]').waitFor();
  assert.ok(lost >= 2, `asked ${lost} times`);
  const [sha256 = ''] = (await dispatchNow()).report?.photos ?? [];
  const kept = await context.request.get(`/api/v1/response/photos/${sha256}`);
  assert.equal(
    createHash('sha256')
      .update(await kept.body())
      .digest('hex'),
    sha256,
  );
});

test('released without a network; the task leaves the phone, and what it kept of it', {
  skip,
}, async () => {
  await page.goto(taskPath());
  await context.setOffline(true);
  await press('task.act.release');
  await seen(page, en('task.released'));
  await killAndReopen('/field/');
  await context.setOffline(false);
  await stateIs('released');
  await seen(page, en('tasks.noneHint'));
  await until('nothing of the task is kept', async () => (await keptOnPhone()).length === 0);
});

/** Names of what the phone's database holds of tasks, drafts and photographs. */
async function keptOnPhone(): Promise<readonly string[]> {
  return (await page.evaluate(`new Promise((resolve) => {
    indexedDB.open('lakiri-field').onsuccess = ({ target: { result: db } }) => {
      const tx = db.transaction(['items', 'photos', 'kept']);
      const all = ['items', 'photos', 'kept'].map((name) => tx.objectStore(name).getAllKeys());
      tx.oncomplete = () => {
        db.close();
        resolve(all.flatMap(({ result }) => result).filter((it) => !['me', 'tasks', 'clock'].includes(it)));
      };
    };
  })`)) as readonly string[];
}

test('in the log each step is there once, at the time at which it was done', { skip }, async () => {
  const { items } = await centre.get<{ items: Fact[] }>(`/evidence/facts?subject=${dispatch}`);
  const steps = ['sent', 'seen', 'accepted', 'arrived', 'reported', 'released'];
  assert.deepEqual(
    items.map(({ type }) => type).toReversed(),
    steps.map((step) => `dispatch-${step}`),
  );
  const told = items.filter(({ type }) => type !== 'dispatch-sent');
  for (const { type, occurredAt, recordedAt } of told)
    assert.ok(
      Date.parse(occurredAt) < Date.parse(recordedAt),
      `${type} is told as done when heard`,
    );
});

test('another seal than the fitted one, read without a network, is compared and told once', {
  skip,
}, async () => {
  await page.goto('/field/verify');
  await context.setOffline(true);
  await readSeal(other.plate, 'ELK-99 999');
  await press('verify.compare');
  await seen(page, en('verify.later'));
  await page.getByLabel(en('verify.note')).fill('Number filed off and stamped anew.');
  const photo = { name: 'seal.png', mimeType: 'image/png', buffer: PICTURE };
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByRole('img').first().waitFor();
  await press('verify.keep');
  await keptItem('check').waitFor();
  await killAndReopen('/field/outbox');
  await context.setOffline(false);
  await seen(page, en('outbox.differed'));
  const { items } = await centre.get<{ items: { kind: string; details: { seen: string } }[] }>(
    `/journeys/${other.journey.id}/exceptions`,
  );
  assert.deepEqual(
    items.map(({ kind, details }) => [kind, details.seen]),
    [['seal-mismatch', 'ELK-99 999']],
  );
  await page.goto('/field/verify');
  await readSeal(other.plate, other.number.toLowerCase().replace('-', ' '));
  await press('verify.compare');
  await seen(page, en('verify.matches'));
});

async function readSeal(plate: string, number: string): Promise<void> {
  await page.getByLabel(en('verify.truck')).fill(plate);
  await page.getByLabel(en('verify.seen')).fill(number);
}

test('what the centre refuses says why, and holds nothing else up', { skip }, async () => {
  dispatch = await sendUnit(aboutOf.get(dispatch) ?? assert.fail());
  await page.goto('/field/');
  await page.getByText(truck.plate).click();
  await stateIs('seen');
  await context.setOffline(true);
  await press('task.act.accept');
  await page.locator('li[data-status=kept]').waitFor();
  await centre.post(`/response/dispatches/${dispatch}/release`, {});
  await page.goto('/field/verify');
  await readSeal(other.plate, other.number);
  await press('verify.compare');
  await page.getByLabel(en('verify.note')).fill('Looks whole.');
  const photo = { name: 'seal.png', mimeType: 'image/png', buffer: PICTURE };
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.getByRole('img').first().waitFor();
  await press('verify.keep');
  await context.setOffline(false);
  await seen(page, en('outbox.matched'));
  const refused = page.locator('li[data-state=refused][data-act=accept]');
  await seen(refused, responseWords['problem.dispatch-not-so-far'].en);
  await refused.getByRole('button', { name: en('outbox.drop') }).click();
  await press('outbox.dropSure');
  await refused.waitFor({ state: 'detached' });
});

/** The phone takes no write any more, until `freed()`. */
const FULL = `{
  const { put } = IDBObjectStore.prototype;
  globalThis.freed = () => void (IDBObjectStore.prototype.put = put);
  IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
}`;

test('a task is declined with its reason, not without, and not by a phone that is full', {
  skip,
}, async () => {
  dispatch = await sendUnit(aboutOf.values().next().value ?? assert.fail());
  await page.goto('/field/');
  await page.getByText(truck.plate).click();
  await press('task.act.decline');
  await press('task.act.declineSend');
  await seen(page, en('form.reasonMissing'));
  await page.getByLabel(en('response.reason')).fill('Gearbox gone.');
  await page.evaluate(FULL);
  await press('task.act.declineSend');
  await seen(page, en('link.full'));
  await page.evaluate('freed()');
  await press('task.act.declineSend');
  await stateIs('declined');
});

test('where the unit is, is told when its officer wants it, and not before', { skip }, async () => {
  const placeNow = async () => {
    const { items } = await centre.get<{ items: { id: string; place: object | null }[] }>(
      '/response/units',
    );
    return items.find(({ id }) => id === unit)?.place ?? null;
  };
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: -3.9, longitude: 39.5 });
  await page.goto('/field/me');
  await seen(page, en('me.placeWhy'));
  assert.equal(await placeNow(), null);
  await page.getByLabel(en('me.place')).check();
  await until('the centre has the place', async () => (await placeNow()) !== null);
  const { lat, lon, source } = (await placeNow()) as Record<string, unknown>;
  assert.deepEqual({ lat, lon, source }, { lat: -3.9, lon: 39.5, source: 'phone' });
});

test('every screen fits a thumb, and axe finds nothing, in both themes and languages', {
  skip,
}, async () => {
  dispatch = await sendUnit(aboutOf.values().next().value ?? assert.fail());
  assert.deepEqual(await faultsOfField(stage, truck), []);
});

test('in all of it no page asked another host or broke', { skip }, () => {
  const { faults } = stage.watched();
  assert.deepEqual(faults, []);
});

/** One grey pixel, as a camera would never take it and every browser reads it. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);
