// The forms of a supervisor as they look when something is missing.
import type { Page } from 'playwright-core';

export const KYULU = {
  name: 'Kyulu hills',
  area: { is: 'stretch', route: 'mombasa-malaba', fromKm: 200, toKm: 230 },
  excusedMin: 45,
  source: 'Drive test of March, two networks.',
};

/** Its first field says another figure, and nobody's word for it. */
export async function reviseUnsourced(page: Page): Promise<void> {
  await page.locator('form input').first().fill('240');
  await page.locator('form button[type=submit]').click();
  await page.locator('form textarea[aria-invalid=true]').waitFor();
}

/** Like another, without a name, and without anybody's word for it. */
export async function newModelUnsourced(page: Page): Promise<void> {
  await page.locator('form select').first().selectOption('JT707');
  await page.locator('form button[type=submit]').click();
  await page.locator('form textarea[aria-invalid=true]').waitFor();
}

/** Its first field is missing; whose word the change is was not said either. */
export async function emptied(page: Page): Promise<void> {
  await page.locator('form input').first().fill('');
  await page.locator('form button[type=submit]').click();
  await page.locator('form textarea[aria-invalid=true]').waitFor();
}

export async function registerUnfilled(page: Page): Promise<void> {
  await page.locator('form label:has(input[type=radio])').nth(1).click();
  await page.locator('form button[type=submit]').click();
  await page.locator('form input[aria-invalid=true]').first().waitFor();
}

/** The last button of the keys, which are listed before what was refused. */
export async function addKey(page: Page): Promise<void> {
  await page.locator('section:has(ul strong) > div > button').click();
  await page.locator('form textarea').waitFor();
}
