// An officer hands out what proves a journey, and a stranger could check it: the log line, the search, a fact and its proof, the bundle.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { sayIn } from '@lakiri/console/words';
import type { Locator, Page } from 'playwright-core';
import type { Person } from './centre-client.ts';
import { type Desk, signInByKeys, until } from './desk.ts';
import { type Corridor, openFilled, type Stage, seen, skip } from './stage.ts';
import { HAULIERS, PEOPLE } from './trips.ts';

const en = sayIn('en');
const REASON = 'For the magistrate in Nakuru';
const CASE_NO = 'E 114 of 2026';

let stage: Stage & Corridor;
let desk: Desk;
let page: Page;

before(async () => {
  if (skip !== false) return;
  stage = await openFilled();
  desk = await deskOf(PEOPLE.achieng);
  page = desk.page;
});

after(async () => {
  if (skip === false) await stage.close();
});

async function deskOf(person: Person): Promise<Desk> {
  const opened = await stage.open();
  await opened.go('/sign-in');
  await signInByKeys(opened, person);
  return opened;
}

/** What a button hands to the browser as a file. */
async function fileOf(button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const [inTheLog = ''] = en('line.in', { index: '|' }).split('|');

test('a journey says where in the log it stands; so does its alarm', { skip }, async () => {
  const { journey } = stage.truckWith('long-stop');
  await desk.go(`/journeys/${journey.id}`);
  const line = page.locator('section').filter({ hasText: en('evidence.title') });
  await seen(line, new RegExp(`^${inTheLog}\\d`));
  await page.getByRole('link', { name: en('kind.long-stop') }).click();
  await seen(page.getByRole('complementary'), new RegExp(`^${inTheLog}\\d`));
});

test('evidence is not handed out without a reason; with one it is a zip, the same each time', {
  skip,
}, async () => {
  const { journey } = stage.truckWith('long-stop');
  await desk.go(`/journeys/${journey.id}`);
  await page.getByRole('button', { name: en('export.title') }).click();
  const form = page.getByRole('form', { name: en('export.title') });
  await form.getByRole('button', { name: en('export.submit') }).click();
  await seen(form, en('export.reasonMissing'));
  await form.locator('textarea:focus').waitFor();
  await page.keyboard.type(REASON);
  await page.keyboard.press('Tab');
  await page.keyboard.type(CASE_NO);
  await page.keyboard.press('Enter');
  await seen(page, en('export.done'));
  const focused = page.locator('button:focus').filter({ hasText: en('export.download') });
  const first = await fileOf(focused);
  assert.match(first.name, /\.zip$/);
  assert.equal(first.bytes.readUInt32LE(), 0x04034b50, 'a zip begins so');
  const custody = page.getByRole('region', { name: en('custody.title') });
  await seen(custody, PEOPLE.achieng.name);
  await seen(custody, new RegExp(REASON));
  await seen(custody, new RegExp(CASE_NO));
  await seen(custody, en('custody.fetched', { who: PEOPLE.achieng.name }));
  const again = await fileOf(custody.getByRole('button', { name: en('custody.again') }).first());
  assert.ok(again.bytes.equals(first.bytes), 'the file handed out twice is one');
});

test('the search finds a journey’s facts by its reference; the address keeps it', {
  skip,
}, async () => {
  const { journey } = stage.truckWith('long-stop');
  await desk.go('/evidence');
  await seen(page, new RegExp(en('log.size', { n: 2, count: '|' }).replace('|', '[\\d,]+')));
  await page.getByRole('searchbox', { name: en('evidence.searchLabel') }).fill(journey.ref);
  await until('the address says what is searched', () => page.url().includes(journey.ref));
  await seen(page.getByRole('table'), en('fact.journey-departed'));
  await page.getByLabel(en('evidence.type')).selectOption('journey-created');
  await seen(page.getByRole('table'), en('fact.journey-created'));
  await page.getByText(en('fact.journey-departed')).last().waitFor({ state: 'hidden' });
  await page.reload();
  await seen(page.getByRole('table'), en('fact.journey-created'));
  await page.getByRole('searchbox', { name: en('evidence.searchLabel') }).fill('zzzz-zz');
  await seen(page, en('evidence.empty'));
});

test('a fact shows its exact entry, whose hash this browser recomputes, and its proof', {
  skip,
}, async () => {
  const { journey } = stage.truckWith('long-stop');
  await desk.go(`/evidence?q=${journey.ref}&type=journey-departed`);
  await page
    .getByRole('table')
    .getByRole('link', { name: en('fact.journey-departed') })
    .click();
  await seen(page, en('entry.checked'));
  await seen(page.locator('pre'), /"type":"journey-departed"/);
  const proof = await fileOf(page.getByRole('button', { name: en('entry.proof') }));
  assert.match(proof.bytes.toString('utf8'), /^c2sp\.org\/tlog-proof@v1\n/);
  const others = page.locator('section').filter({ hasText: en('entry.others') });
  await others.getByRole('link', { name: en('fact.journey-sealed') }).click();
  await seen(page.getByRole('heading', { level: 1 }), en('fact.journey-sealed'));
});

test('a transporter sees the log line of its journey and may not hand it out', {
  skip,
}, async () => {
  const theirs = await deskOf(PEOPLE.mutiso);
  const own = stage.fleet.trucks.find(({ haulier }) => haulier === HAULIERS[0]);
  await theirs.go(`/journeys/${own?.journey.id}`);
  await seen(theirs.page, en('export.notYours'));
  const button = theirs.page.getByRole('button', { name: en('export.title') });
  assert.equal(await button.isDisabled(), true);
  await theirs.close();
});

test('in all of it no page asked another host or broke', { skip }, () => {
  const { faults, requests } = stage.watched();
  assert.deepEqual(faults, []);
  assert.ok(requests > 100, `${requests} requests were watched`);
});
