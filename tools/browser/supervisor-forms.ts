// The forms of a supervisor as they look when something is missing.
import type { Page } from 'playwright-core';

export const KYULU = {
  name: 'Kyulu hills',
  area: { is: 'stretch', route: 'mombasa-malaba', fromKm: 200, toKm: 230 },
  excusedMin: 45,
  source: 'Drive test of March, two networks.',
};

/** A model that waits for a second person. */
export const XG_9 = {
  ...{ model: 'XG-9', maker: 'Xin Guard', like: 'FMB120', source: 'The maker’s sheet of January.' },
  ...{ reportIntervalS: 60, drainPctPerHour: 0.5, tierMax: 0, basis: 'manual' },
  profile: { io: [{ id: 2, bytes: 1, means: 'ropeInserted', when: 1 }] },
};

/** Its first field says another figure, and nobody's word for it. */
async function reviseUnsourced(page: Page): Promise<void> {
  await page.locator('form input').first().fill('240');
  await page.locator('form button[type=submit]').click();
  await page.locator('form textarea[aria-invalid=true]').waitFor();
}

/** Like another, without a name, and without anybody's word for it. */
async function newModelUnsourced(page: Page): Promise<void> {
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

/** Nothing is filled in: the summary takes the focus, and its last line leads to the last field. */
export async function ledToField(page: Page): Promise<void> {
  await page.locator('form button[type=submit]').click();
  await page.locator('form [role=alert]:focus').waitFor();
  await page.locator('form [role=alert] li:last-child a').press('Enter');
  await page.locator('form input[aria-invalid=true]:focus').waitFor();
}

export async function registerUnfilled(page: Page): Promise<void> {
  await page.locator('form label:has(input[type=radio])').nth(1).click();
  await page.locator('form button[type=submit]').click();
  await page.locator('form input[aria-invalid=true]').first().waitFor();
  await page.locator('form [role=alert] li:first-child a').waitFor();
}

/** The last button of the keys, which are listed before what was refused. */
export async function addKey(page: Page): Promise<void> {
  await page.locator('section:has(ul strong) > div > button').click();
  await page.locator('form textarea').waitFor();
}

/** A rule’s first number is other, a condition and an override are begun, and nobody said why. */
async function draftUnfilled(page: Page): Promise<void> {
  await page.locator('main input[aria-describedby]').first().fill('25');
  await page.locator('main [data-add] button').first().click();
  await page.locator('main li input[aria-invalid=true]').waitFor();
  await page.locator('main [data-add] button').last().click();
  await page.locator('main form button[type=submit]').first().click();
  await page.locator('main form textarea[aria-invalid=true]').first().waitFor();
}

/** A model revised; the workshop of rules: its list, and a rule whose next version is being written. */
export const SUPERVISED = [
  {
    name: 'model-revise',
    path: () => '/seals/models/JT707',
    ready: 'form',
    act: reviseUnsourced,
    picture: true,
  },
  { name: 'model-new', path: () => '/seals/new-model', ready: 'form', act: newModelUnsourced },
  { name: 'rules', path: () => '/rules', ready: 'tbody tr', picture: true },
  {
    name: 'rule',
    path: () => '/rules/long-stop',
    ready: 'main [aria-describedby]',
    act: draftUnfilled,
    picture: true,
  },
] as const;
