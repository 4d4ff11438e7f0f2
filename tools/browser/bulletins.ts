// A diversion in force, and one that waits for another officer; and the form of one.
import { pointAtKm } from '@lakiri/corridors';
import { shippedIndex } from '@lakiri/corridors/testing';
import type { Page } from 'playwright-core';
import type { CentreClient } from './centre-client.ts';

/** As an officer typed it: said in no other language. */
const NOTE = 'The bridge is under water: KeNHA.';

type Draft = { readonly id: string; readonly version: number };

/** Large enough to be seen on a map of all; no truck of the tests leaves its road there. */
function floodAt(km: number): object {
  const route = shippedIndex('mombasa-malaba');
  const point = (at: number, northDeg = 0): readonly [number, number] => {
    const { lon, lat } = pointAtKm(route, at);
    return [lon, lat + northDeg];
  };
  return {
    ...{ route: 'mombasa-malaba', reason: 'flood', note: NOTE },
    closed: { from: point(km), to: point(km + 60) },
    line: [point(km - 5), point(km + 10, 0.35), point(km + 50, 0.35), point(km + 65)],
    ...{ widthM: 400, stops: [], extraH: 0, from: null },
    until: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  };
}

/** Written by one, signed by the other; and one that the other is asked to sign. */
export async function divert(second: CentreClient, centre: CentreClient): Promise<void> {
  const { id, version } = await second.post<Draft>('/bulletins', floodAt(100));
  await centre.post(`/bulletins/${id}/publish`, { version });
  await second.post('/bulletins', floodAt(300));
}

/** By its fields alone, as who cannot draw does it; by the hand a fence is drawn, with the same pane. */
async function typeDiversion(page: Page): Promise<void> {
  await page.locator('form select').first().selectOption('mombasa-malaba');
  const lines = page.locator('form textarea');
  await lines.first().fill(NOTE);
  await lines.last().fill('-3.4, 38.6\n-3.1, 38.8\n-3, 38.5');
}

/** The list with what was signed, as an officer reads it before trusting it. */
async function readSigned(page: Page): Promise<void> {
  await page.locator('article details summary').first().click();
  await page.locator('article pre').first().waitFor();
}

export const bulletinScreens = [
  {
    name: 'bulletins',
    path: () => '/admin/corridors/bulletins',
    ready: 'article pre, article details',
    act: readSigned,
    picture: true,
  },
  {
    name: 'bulletin-new',
    path: () => '/admin/corridors/bulletins/new',
    ready: 'form fieldset',
    map: 'everywhere',
    act: typeDiversion,
    picture: true,
  },
] as const;
