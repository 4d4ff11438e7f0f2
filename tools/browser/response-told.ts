// Units, calls and a shift as the screens show them.
import type { Page } from 'playwright-core';
import type { CentreClient } from './centre-client.ts';

const UNITS = [
  {
    name: 'RRU Nakuru',
    base: { name: 'Nakuru', lat: -0.28, lon: 36.07 },
    ...{ areaKm: 120, languages: ['sw', 'en'], phone: '+254700000101' },
  },
  {
    name: 'RRU Emali',
    base: { name: 'Emali', lat: -2.08, lon: 37.47 },
    ...{ areaKm: 90, languages: ['sw', 'en'], phone: '+254700000102' },
  },
  {
    name: 'RRU Voi',
    base: { name: 'Voi', lat: -3.39, lon: 38.56 },
    ...{ areaKm: 90, languages: ['sw', 'en', 'so'], phone: null },
  },
] as const;

/** Units, of which the first was sent to a case and is on its way; its driver did not answer, the police was told. */
export async function respondedTo(centre: CentreClient, about: string): Promise<void> {
  const units: string[] = [];
  for (const unit of UNITS)
    units.push((await centre.post<{ id: string }>('/response/units', unit)).id);
  const sent = { unit: units[0] };
  const { dispatches } = await centre.post<{ dispatches: { id: string }[] }>(
    `/cases/${about}/dispatches`,
    sent,
  );
  await centre.post(`/response/dispatches/${dispatches[0]?.id}/accept`, {});
  const called = { whom: 'driver', result: 'no-answer', number: '+254700000201' };
  await centre.post(`/cases/${about}/calls`, { ...called, note: 'Rang twice.' });
  const told = { whom: 'police', means: 'phone', who: 'Sgt. Chebet', note: 'Post at Salgaa.' };
  await centre.post(`/cases/${about}/notified`, told);
}

/** D brings the unit that is soonest there under the finger. */
export async function dispatchByKey(page: Page): Promise<void> {
  await page.locator('[data-send-unit]').first().waitFor();
  await page.keyboard.press('d');
  await page.locator('[data-send-unit]:focus').waitFor();
}

/** The first button registers a unit; nothing of it is filled in. */
export async function unitUnfilled(page: Page): Promise<void> {
  await page.locator('main header button').first().click();
  await page.locator('form button[type=submit]').click();
  await page.locator('form input[aria-invalid=true]').first().waitFor();
}

/** Whoever is not on shift is asked to begin. */
export const openShift = (centre: () => CentreClient) => async (page: Page) => {
  const { mine } = await centre().get<{ mine: { id: string } | null }>('/shifts/current');
  if (mine !== null) {
    await centre().post(`/shifts/${mine.id}/end`, {});
    await page.reload();
  }
  await page.getByRole('button', { name: /^(Start shift.*|Anza zamu)$/ }).click();
  await page.getByRole('dialog', { name: MINE }).locator('dl').waitFor();
};

/** Begins the officer's shift anew, which says what happened meanwhile. */
export const beginShift = (centre: () => CentreClient) => async (page: Page) => {
  await openShift(centre)(page);
  await page.getByRole('button', { name: /^(Start my shift.*|Anza zamu yangu)$/ }).click();
  await page.getByRole('dialog', { name: AWAY }).locator('dl').waitFor();
};
const MINE = /^(Your shift.*|Zamu yako)$/;
const AWAY = /^(While you were away.*|Ulipokuwa haupo)$/;
