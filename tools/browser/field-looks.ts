// Every screen of the phone's app as it is seen: pictures of them, what axe finds, what is too small for a thumb.
import type { Page } from 'playwright-core';
import type { Desk } from './desk.ts';
import { violationsOn } from './faults.ts';
import type { Stage } from './stage.ts';
import { PEOPLE } from './trips.ts';
import type { Truck } from './world.ts';

/** What is too small for a thumb, or wider than the phone. */
const MISFITS = `(() => {
  const small = [...document.querySelectorAll('a, button, input:not(.unseen), textarea, label:has(input)')]
    .filter((it) => !it.closest('label') || it.matches('label'))
    .map((it) => [it, it.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && (width < 48 || height < 48))
    .map(([it, { width, height }]) => it.textContent + ' ' + Math.round(width) + '×' + Math.round(height));
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? [...small, wide + ' px too wide'] : small;
})()`;

const LOOKS = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'dark', language: 'sw' },
] as const;

/** What is wrong with the screens, one line each. The unit of the officer is out to this truck. */
export async function faultsOfField(stage: Stage, truck: Truck): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { theme, language } of LOOKS) {
    const desk = await stage.open({ size: 'phone', theme, language });
    await walk(desk, truck, async (name) => {
      await desk.picture(`field-${name}-${language}-${theme}`);
      const misfits = (await desk.page.evaluate(MISFITS)) as readonly string[];
      const found = [...(await violationsOn(desk.page)), ...misfits];
      faults.push(...found.map((fault) => `${name}, ${language}, ${theme}: ${fault}`));
    });
    await desk.close();
  }
  return faults;
}

async function walk(
  { page, go }: Desk,
  { plate }: Truck,
  look: (name: string) => Promise<void>,
): Promise<void> {
  /** The thing to do next; its words differ by language. */
  const next = page.locator('main ~ div button').first();
  await go('/field/');
  await page.locator('form').waitFor();
  await look('sign-in');
  await page.locator('input[autocomplete=username]').fill(PEOPLE.okello.login);
  await page.locator('input[autocomplete=current-password]').fill(PEOPLE.okello.password);
  await page.keyboard.press('Enter');
  await page.getByText(plate).waitFor();
  await look('tasks');
  await page.context().setOffline(true);
  await page.getByText(plate).click();
  await page.locator('li[data-status]').first().waitFor();
  await next.click();
  await page.locator('li[data-status=kept] >> nth=1').waitFor();
  await look('task');
  await next.click();
  await page.locator('textarea').waitFor();
  await next.click();
  await page.locator('[role=alert]').waitFor();
  await look('report-missing');
  for (const place of ['outbox', 'verify', 'me']) {
    await moveTo(page, place);
    await page.locator('nav a[aria-current=page]').waitFor();
    await look(place);
  }
}

/** Within the app, as its own links do. */
async function moveTo(page: Page, place: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', '/field/${place}'); dispatchEvent(new Event('popstate'))`,
  );
}
