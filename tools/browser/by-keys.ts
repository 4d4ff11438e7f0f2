// The tasks of an operator with the keyboard alone (screens §3.2): nothing here touches a pointer.
import assert from 'node:assert/strict';
import { sayIn } from '@lakiri/console/words';
import type { Page } from 'playwright-core';
import { seen } from './stage.ts';

const en = sayIn('en');
/** More stops than any screen of the monitor has beside its rows. */
const TABS_MAX = 80;

/** What has the focus, in words, and whether it can be seen: in the window and under nothing (WCAG 2.2, 2.4.11). */
const FOCUSED = `(() => {
  const it = document.activeElement;
  const { left, top, width, height } = it.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  const label = it.labels?.[0]?.textContent ?? '';
  return {
    words: [it.getAttribute('aria-label'), label, it.textContent].map((text) => (text ?? '').trim()).filter((text) => text !== ''),
    tag: it.tagName,
    isSeen: width <= 1 || it === document.body || (above !== null && (it.contains(above) || above.contains(it))),
  };
})()`;
type Focused = {
  readonly words: readonly string[];
  readonly tag: string;
  readonly isSeen: boolean;
};

/** Tab by tab to what is called so; every stop on the way can be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    await page.keyboard.press('Tab');
    const { words, tag, isSeen } = (await page.evaluate(FOCUSED)) as Focused;
    assert.ok(isSeen, `the focus is hidden on ${tag} “${words[0] ?? ''}”`);
    if (words.some((one) => one.startsWith(name))) return;
    passed.push(words[0] ?? tag);
  }
  assert.fail(`Tab does not come to “${name}”, but to ${[...new Set(passed)].join(', ')}`);
}

/** Fills the form that has the focus from its note on, and sends it. */
async function noteAndSend(page: Page, note: string): Promise<void> {
  await page.keyboard.type(note);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

/** Take, call, dispatch, note, shelve and back, close: the alarm whose row is `plate`. */
export async function workByKeys(page: Page, plate: string): Promise<void> {
  const { keyboard } = page;
  const aside = page.locator('aside');
  for (let rows = 0; rows < TABS_MAX; rows++) {
    await keyboard.press('j');
    await page.waitForURL(/case=|storm=/);
    const chosen = page.locator('[data-case][aria-current=true]');
    if ((await chosen.filter({ hasText: plate }).count()) > 0) break;
  }
  await aside.locator('dl').first().waitFor();
  await keyboard.press('a');
  await seen(page, en('told.acknowledge', { n: 1 }));
  await keyboard.press('c');
  await aside.locator('form select:focus').waitFor();
  await tabTo(page, en('response.note'));
  await noteAndSend(page, 'Says that he waits for the weighbridge.');
  await seen(aside, 'Says that he waits for the weighbridge.');
  await keyboard.press('d');
  await aside.locator('[data-send-unit]:focus').waitFor();
  await keyboard.press('Enter');
  await seen(aside, en('response.state.sent'));
  await keyboard.press('n');
  await aside.locator('form textarea:focus').waitFor();
  await noteAndSend(page, 'The unit is told of the plate.');
  await seen(aside, 'The unit is told of the plate.');
  await keyboard.press('s');
  await aside.locator('form input:focus').waitFor();
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await noteAndSend(page, 'Until the unit is there.');
  await seen(page, en('told.shelve', { n: 1 }));
  await keyboard.press('s');
  await seen(page, en('told.unshelve', { n: 1 }));
  await keyboard.press('e');
  await aside.locator('form input:focus').waitFor();
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.type(en('cause.theft').slice(0, 5));
  await keyboard.press('Tab');
  await noteAndSend(page, 'Nothing is missing.');
  await seen(aside, en('case.waitsForSecond'));
  await keyboard.press('Escape');
  await aside.waitFor({ state: 'detached' });
}

/** A shift begins with what happened meanwhile, and goes over with a word. */
export async function shiftByKeys(page: Page): Promise<void> {
  const { keyboard } = page;
  await tabTo(page, en('shift.none'));
  await keyboard.press('Enter');
  await tabTo(page, en('shift.start'));
  await keyboard.press('Enter');
  await seen(page.getByRole('dialog', { name: en('shift.away') }), en('shift.stillOpen'));
  await tabTo(page, en('shift.toAlarms'));
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await tabTo(page, en('shift.since', { at: '' }).trim());
  await keyboard.press('Enter');
  await page.locator('[role=dialog] textarea:focus').waitFor();
  await keyboard.type('Two wait for their second officer.');
  await tabTo(page, en('shift.handOver'));
  await keyboard.press('Enter');
  await seen(page, en('shift.waits'));
}
