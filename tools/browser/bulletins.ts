// A diversion in force, and one that waits for another officer; the form of one, drawn by hand on the map.
import { pointAtKm } from '@lakiri/corridors';
import { shippedIndex } from '@lakiri/corridors/testing';
import type { Page } from 'playwright-core';
import type { CentreClient } from './centre-client.ts';

type Draft = { readonly id: string; readonly version: number };

/** Where no truck of the tests comes off its road: right of Timboroa, so far that nobody is nearer by it. */
function floodAt(km: number): object {
  const route = shippedIndex('mombasa-malaba');
  const point = (at: number, northDeg = 0): readonly [number, number] => {
    const { lon, lat } = pointAtKm(route, at);
    return [lon, lat + northDeg];
  };
  return {
    ...{ route: 'mombasa-malaba', reason: 'flood', note: 'The bridge is under water: KeNHA.' },
    closed: { from: point(km), to: point(km + 10) },
    line: [point(km - 1), point(km + 1, 0.12), point(km + 9, 0.12), point(km + 11)],
    ...{ widthM: 400, stops: [], extraH: 0, from: null },
    until: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  };
}

/** Written by one, signed by the other; and one that the other is asked to sign. */
export async function divert(second: CentreClient, centre: CentreClient): Promise<void> {
  const { id, version } = await second.post<Draft>('/bulletins', floodAt(700));
  await centre.post(`/bulletins/${id}/publish`, { version });
  await second.post('/bulletins', floodAt(760));
}

/** The route by the keyboard, the line by the hand: what was drawn stands in the fields beside it. */
async function drawDiversion(page: Page): Promise<void> {
  await page.locator('form select').first().selectOption('mombasa-malaba');
  const pane = page.locator('section:has(canvas)');
  await pane.getByRole('button').first().click();
  await pane.locator('canvas').scrollIntoViewIfNeeded();
  const box = await pane.locator('canvas').boundingBox();
  if (box === null) throw new Error('there is no map');
  const points = [
    [0.3, 0.3],
    [0.6, 0.35],
    [0.45, 0.7],
    [0.45, 0.7],
  ] as const;
  for (const [x, y] of points) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
    await page.mouse.down();
    await page.mouse.up();
  }
  await page.waitForFunction(
    "[...document.querySelectorAll('form textarea')].at(-1)?.value.trim().split('\\n').length === 3",
  );
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
    act: drawDiversion,
    picture: true,
  },
] as const;
