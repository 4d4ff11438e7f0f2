// The officer's story in a real browser, on a real node, with the bytes of real devices. Each test goes on from the last.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sayIn } from '@lakiri/console/words';
import { HOUR_MS, type Instant, isoOf } from '@lakiri/kit';
import type { Page } from 'playwright-core';
import { type Desk, signInByKeys, until } from './desk.ts';
import { agreeAsSecond, shelveAndBack, takeManyAndBack } from './queue-acts.ts';
import { BATTERY_PCT, openableSeal, twinOf, wholeSecond } from './seals-apart.ts';
import { type Corridor, fill, openStage, rowOf, type Stage, seen, skip } from './stage.ts';
import { keepModels, letFeedIn, setDeadZone } from './supervisor-steps.ts';
import { ADMINISTRATION, PEOPLE } from './trips.ts';
import { STRANGER, setUpTokenOf, type Truck } from './world.ts';

const en = sayIn('en');
const sw = sayIn('sw');
const EAT_MS = 3 * HOUR_MS;

let stage: Stage;
let corridor: Corridor;
/** Wanjiku Achieng's window, open through the whole story. */
let desk: Desk;
let page: Page;

before(async () => {
  if (skip !== false) return;
  stage = await openStage();
  desk = await stage.open();
  page = desk.page;
});

after(async () => {
  if (skip !== false) return;
  await corridor?.fleet.stop();
  await stage.close();
});

test('a new node is set up by its first person, and says that nothing is there yet', {
  skip,
}, async () => {
  await desk.go('/');
  await page.waitForURL('**/setup');
  await desk.go(`/setup#${setUpTokenOf(stage.node)}`);
  await page.reload(); // the address as somebody types it: the token is read from it
  const { name, login, password } = PEOPLE.achieng;
  for (const [label, value] of [
    [en('setup.administration'), ADMINISTRATION],
    [en('setup.name'), name],
    [en('setup.login'), login],
    [en('setup.password'), password],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/monitor');
  await seen(page, en('queue.empty.open'));
  for (const [path, words] of [
    ['/monitor?view=mine', en('queue.empty.mine')],
    ['/monitor?view=closed', en('queue.empty.closed')],
    ['/journeys', en('journeys.none')],
    ['/seals', en('seals.none')],
    ['/quarantine', en('doubt.empty')],
    ['/quarantine?tab=unknown', en('unknown.empty')],
    ['/quarantine?tab=rejected', en('rejected.empty')],
  ] as const) {
    await desk.go(path);
    await seen(page, words);
  }
});

test('a wrong password says what to do; the right one opens the monitor, by keys alone', {
  skip,
}, async () => {
  corridor = await fill(stage);
  await page.context().clearCookies();
  await desk.go('/monitor');
  await page.waitForURL('**/sign-in**');
  await page.locator('input[autocomplete=username]').focus();
  await page.keyboard.type(PEOPLE.achieng.login);
  await page.keyboard.press('Tab');
  await page.keyboard.type('not my password');
  await page.keyboard.press('Enter');
  const refusal = page.getByRole('alert');
  await seen(refusal, en('problem.sign-in-refused'));
  await seen(refusal, en('problem.sign-in-refused.do'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(PEOPLE.achieng.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/monitor');
  for (const mishap of ['cover-opened', 'off-route', 'unlock-refused', 'long-stop'] as const)
    await rowOf(page, corridor.truckWith(mishap)).waitFor();
});

/** The truck of the story, and the second at which its seal is cut. */
let truck: Truck;
let cutAt: Instant;
const clock = (): string => new Date(cutAt + EAT_MS).toISOString().slice(11, 19);

test('a seal is cut: it stands in the queue, is said aloud, and J opens it with its reason', {
  skip,
}, async () => {
  truck = corridor.truckAt(0);
  cutAt = wholeSecond();
  await truck.tell(cutAt, { bits: { ropeCut: true } });
  const row = rowOf(page, truck);
  await seen(row, en('kind.seal-cut'));
  const aloud = en('queue.saysCritical', { kind: en('kind.seal-cut'), plate: truck.plate });
  await page.getByRole('alert').filter({ hasText: aloud }).waitFor({ state: 'attached' });
  await until('J comes to the cut seal', async () => {
    if ((await row.getAttribute('aria-current')) === 'true') return true;
    await page.keyboard.press('j');
    return false;
  });
  const detail = page.getByRole('complementary', { name: en('case.label') });
  await seen(detail, en('why.rope-cut-reported', { at: `${clock()} EAT` }));
});

test('A takes it, N writes a note', { skip }, async () => {
  await page.keyboard.press('a');
  const row = rowOf(page, truck);
  await seen(row, PEOPLE.achieng.name);
  await seen(row, en('queue.checkIn', { left: '' }).trim());
  assert.equal((await theCase()).owner?.name, PEOPLE.achieng.name);
  await page.keyboard.press('n');
  await page.keyboard.type('Called the driver, no answer.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await seen(page.locator('aside li'), 'Called the driver, no answer.');
});

test('R opens the journey at the second of the cut; a signal earlier the rope was whole', {
  skip,
}, async () => {
  await page.keyboard.press('r');
  await page.waitForURL(`**/journeys/${truck.journey.id}?**`);
  const shown = (): string | null => new URL(page.url()).searchParams.get('t');
  assert.equal(shown(), isoOf(cutAt));
  await seen(page, new RegExp(`${clock()} EAT`));
  const now = page.locator('section').filter({ hasText: en('replay.now') });
  await seen(now, en('replay.rope.cut'));
  await page.keyboard.press(',');
  await seen(now, en('replay.rope.whole'));
  await until('the address says the earlier moment', () => Date.parse(shown() ?? '') < cutAt);
});

test('back at the alarm, E proposes to close it with outcome, cause and note, and not without them', {
  skip,
}, async () => {
  await page.goBack();
  await page.waitForURL('**/monitor?case=*');
  const row = rowOf(page, truck);
  await row.waitFor();
  await page.locator('aside h2').waitFor();
  await page.keyboard.press('e');
  const form = page.locator('aside form');
  await form.getByRole('button', { name: en('case.proposeSubmit') }).focus();
  await page.keyboard.press('Enter');
  for (const words of [
    'case.outcomeMissing',
    'case.causeMissing',
    'case.closeNoteMissing',
  ] as const)
    await seen(form, en(words));
  await form.locator('input:focus').waitFor(); // the first that is missing has the focus
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type(en('cause.theft').slice(0, 5)); // a list goes to the choice that is typed
  await page.keyboard.press('Tab');
  await page.keyboard.type('Two bags missing; police told.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await seen(row, en('queue.needsSecond'));
  await seen(page.locator('aside'), en('case.waitsForSecond'));
});

test('a second officer looks at it and agrees: it is closed by two', { skip }, async () => {
  await agreeAsSecond(stage, (await theCase()).id);
  await rowOf(page, truck).waitFor({ state: 'detached' });
  const { state, outcome: end } = await theCase();
  assert.deepEqual([state, end?.outcome, end?.cause], ['closed', 'true', 'theft']);
  assert.equal(end?.note, 'Two bags missing; police told.');
  await desk.go('/monitor?view=closed');
  await seen(page.getByRole('region', { name: en('queue.label') }), truck.plate);
});

type CaseSeen = {
  readonly id: string;
  readonly state: string;
  readonly kind: string;
  readonly owner: { readonly name: string } | null;
  readonly outcome: Readonly<Record<'outcome' | 'cause' | 'note', string>> | null;
  readonly journey: { readonly id: string };
};

/** The cut as the centre has it, whatever the screen says. */
async function theCase(): Promise<CaseSeen> {
  const all: CaseSeen[] = [];
  for (const view of ['open', 'closed'] as const)
    all.push(...(await corridor.centre.get<{ items: CaseSeen[] }>(`/cases?view=${view}`)).items);
  const found = all.find((it) => it.journey.id === truck.journey.id && it.kind === 'seal-cut');
  assert.ok(found !== undefined);
  return found;
}

test('X chooses several, one key takes all, U gives them back; S shelves one', {
  skip,
}, async () => {
  await takeManyAndBack(desk, corridor);
  await shelveAndBack(desk, corridor);
});

test('/ finds a truck by its plate, and Enter opens it beside the map', { skip }, async () => {
  await desk.go('/monitor');
  const { plate, number } = corridor.truckAt(6);
  await rowOf(page, corridor.truckWith('off-route')).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(plate);
  await seen(page.getByRole('listbox'), plate);
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: plate }).waitFor();
  await seen(page.getByRole('complementary'), en('case.title', { plate, seal: number }));
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
});

/** A seal of its own, so that what is ordered of it disturbs no truck. */
const PASSWORD = '246810';
let ordered: { readonly id: string; readonly number: string };

test('an officer asks for an opening, and may not approve it himself', { skip }, async () => {
  ordered = await openableSeal(stage.node, corridor);
  await desk.go(`/seals/${ordered.id}`);
  await page.getByRole('button', { name: en('order.setPassword') }).click();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: en('order.changePassword') }).waitFor();
  await page.getByRole('button', { name: en('order.askFor') }).click();
  const ask = page.getByRole('button', { name: en('order.ask'), exact: true });
  await ask.click();
  await seen(page, en('order.missing.reason'));
  await page.getByLabel(en('step.reason')).fill('Customs exam at Malaba.');
  await ask.click();
  await seen(page, en('order.needsSecond'));
  const approve = page.getByRole('button', { name: en('order.approve'), exact: true });
  assert.equal(await approve.count(), 0);
});

test('the second officer finds it in the tray and approves; the seal opens and confirms', {
  skip,
}, async () => {
  const second = await stage.open({ language: 'en' });
  await second.go('/seals');
  await second.page.waitForURL('**/sign-in**');
  await signInByKeys(second, PEOPLE.okello);
  await seen(second.page, corridor.fleet.freeSeals[0] ?? '');
  await second.page.keyboard.press('o');
  const tray = second.page.getByRole('dialog', { name: en('order.tray') });
  await seen(tray, ordered.number);
  await tray.getByRole('button', { name: en('order.approve'), exact: true }).click();
  await second.page.keyboard.type('somebody else’s password');
  await second.page.keyboard.press('Enter');
  await seen(tray, en('problem.presence-refused'));
  await tray.getByLabel(en('order.ownPassword')).fill(PEOPLE.okello.password);
  await second.page.keyboard.press('Enter');
  await seen(tray, en('order.noneToApprove'));
  await second.close();
  const order = page.getByRole('article');
  await seen(order, en('order.state.confirmed'));
  await seen(order, en('order.why.opened-by-event'));
  await seen(order, PEOPLE.okello.name);
});

test('its messages lie open, each field with its bytes, and the password in none', {
  skip,
}, async () => {
  const messages = page.getByRole('region', { name: en('frames.title') });
  await seen(messages, en('verdict.reply'));
  await messages
    .getByRole('button', { name: en('verdict.reports') })
    .last()
    .click();
  await messages
    .getByRole('button', { name: new RegExp(`^${en('field.batteryPct')} \\d`) })
    .focus();
  const lit = messages.locator('[class*=pairs] [data-lit=true]');
  await lit.waitFor();
  assert.deepEqual(await lit.allTextContents(), [BATTERY_PCT.toString(16)]);
  assert.ok(!(await page.content()).includes(PASSWORD));
});

test('a lock that opens without an order stands in the queue, with who tells it', {
  skip,
}, async () => {
  const opened = corridor.truckAt(9);
  await desk.go('/monitor');
  await rowOf(page, corridor.truckWith('off-route')).waitFor();
  await opened.tell(wholeSecond(), { bits: { motorLocked: false } });
  const row = rowOf(page, opened);
  await seen(row, en('kind.opened-no-order'));
  await row.click();
  const detail = page.getByRole('complementary', { name: en('case.label') });
  await seen(detail, opened.haulier);
  await page.keyboard.press('Escape');
});

test('two that speak under one name are set apart, until somebody has looked at the seal', {
  skip,
}, async () => {
  const doubted = corridor.truckAt(10);
  const twin = await twinOf(stage.node, 10);
  try {
    await desk.go('/quarantine');
    const card = page.getByRole('article').filter({ hasText: doubted.number });
    await until('the two are set apart', async () => {
      await twin.speak();
      return (await card.count()) > 0;
    });
    await seen(card, en('doubt.identity-doubted'));
    await desk.go('/quarantine?tab=unknown');
    await seen(page, STRANGER);
    twin.end();
    await desk.go(`/seals/${doubted.sealId}`);
    await page
      .getByRole('button', { name: en('doubt.liftOf', { number: doubted.number }) })
      .click();
    await page.getByLabel(en('doubt.found')).fill('Looked at it at Mlolongo: one seal, whole.');
    await page.getByRole('button', { name: en('doubt.lift'), exact: true }).click();
    await seen(page, en('doubt.none'));
  } finally {
    twin.end();
  }
  await desk.go('/monitor');
  await rowOf(page, corridor.truckWith('off-route')).waitFor();
});

test(
  'a supervisor lets a vendor’s feed in with its key, and what it tells is live',
  {
    skip,
  },
  () => letFeedIn(desk, stage.node),
);

test('a supervisor revises a model and sets a dead zone; what changed is told', {
  skip,
}, async () => {
  await keepModels(desk);
  await setDeadZone(desk);
  await desk.go('/monitor');
  await rowOf(page, corridor.truckWith('off-route')).waitFor();
});

test('single letters can be turned off', { skip }, async () => {
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: en('keys.title') });
  const turn = async (): Promise<void> => {
    await help.getByRole('switch').click();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
  };
  await turn();
  await page.keyboard.press('j');
  await page.getByRole('banner').getByRole('button', { name: PEOPLE.achieng.name }).click();
  await page.getByRole('button', { name: en('menu.keys') }).click();
  assert.equal(new URL(page.url()).search, '', 'J opened no alarm');
  await turn();
  await page.keyboard.press('j');
  await page.waitForURL('**/monitor?case=*');
});

test('the theme and the language that a person chooses stay', { skip }, async () => {
  await page.getByRole('banner').getByRole('button', { name: PEOPLE.achieng.name }).click();
  await page.getByText(en('menu.theme.dark'), { exact: true }).click();
  await page.getByText(en('menu.language.sw'), { exact: true }).click();
  const chosen = async (): Promise<void> => {
    await seen(page.getByRole('navigation', { name: sw('nav.label') }), sw('nav.monitor'));
    const root = page.locator('html');
    assert.deepEqual(
      [await root.getAttribute('data-theme'), await root.getAttribute('lang')],
      ['dark', 'sw'],
    );
  };
  await chosen();
  await page.reload();
  await chosen();
  await page.getByRole('banner').getByRole('button', { name: PEOPLE.achieng.name }).click();
  await page.getByRole('button', { name: sw('menu.signOut') }).click();
  await seen(page, sw('signIn.lead'));
  await desk.go('/monitor');
  await page.waitForURL('**/sign-in**');
  await signInByKeys(desk, PEOPLE.achieng);
});

test('in all of it no page asked another host or broke', { skip }, () => {
  const { faults, requests } = stage.watched();
  assert.deepEqual(faults, []);
  assert.ok(requests > 100, `${requests} requests were watched`);
});
