// A fence in force, one that is being written, and one that waits for another officer.
import type { Page } from 'playwright-core';
import type { NodeUnderTest } from '../bench/node-under-test.ts';
import { bulletinScreens, divert } from './bulletins.ts';
import { type CentreClient, signIn } from './centre-client.ts';

const WAFULA = { login: 'wafula', password: 'mipaka-ya-kaskazini-7', name: 'Naliaka Wafula' };

/** Where no truck of the tests comes. */
const QUARRY = {
  name: 'Galana quarry',
  kind: 'forbidden',
  area: {
    is: 'polygon',
    ring: [
      [39.4, -3],
      [39.5, -3.02],
      [39.48, -2.94],
      [39.41, -2.95],
    ],
  },
  source: 'Order 14 of 2026.',
};

type Draft = {
  readonly id: string;
  readonly version: number;
  readonly content: { readonly fence: string };
};

/** Returns the one in force. */
export async function fencesOf(node: NodeUnderTest, centre: CentreClient): Promise<string> {
  const roles = ['officer', 'supervisor'];
  await centre.post('/people', { ...WAFULA, party: centre.party, roles, language: 'en' });
  const second = await signIn(node.httpUrl, WAFULA);
  const write = (says: object, fence?: string): Promise<Draft> =>
    second.post('/gazette/drafts', { is: 'fence', says, ...(fence && { fence }) });
  const first = await write(QUARRY);
  const asked = await second.post<Draft>(`/gazette/drafts/${first.id}/propose`, {});
  await centre.post(`/gazette/drafts/${first.id}/approve`, { version: asked.version });
  const { fence } = first.content;
  const circle = { is: 'circle', lat: -2.98, lon: 39.45, radiusM: 7_000 };
  const wider = await write({ ...QUARRY, area: circle }, fence);
  await second.post(`/gazette/drafts/${wider.id}/propose`, {});
  await write({ ...QUARRY, name: 'Galana yard', kind: 'yard' });
  await redraw(second);
  await divert(second, centre);
  await newPlace(second);
  return fence;
}

/** By the hand on the map: what was drawn stands in the fields beside it. */
async function drawTriangle(page: Page): Promise<void> {
  const pane = page.locator('section:has(canvas)');
  await pane.getByRole('button').nth(1).click();
  await pane.locator('canvas').scrollIntoViewIfNeeded();
  const box = await pane.locator('canvas').boundingBox();
  if (box === null) throw new Error('there is no map');
  const corners = [
    [0.3, 0.3],
    [0.6, 0.35],
    [0.45, 0.7],
    [0.45, 0.7],
  ] as const;
  for (const [x, y] of corners) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
    await page.mouse.down();
    await page.mouse.up();
  }
  await page.waitForFunction(
    "document.querySelector('form textarea')?.value.trim().split('\\n').length === 3",
  );
}

/** A place that is new waits for another officer. */
async function newPlace(second: CentreClient): Promise<void> {
  const where = { kind: 'rest_stop', country: 'KE', lat: -3.39, lon: 38.56, radiusM: 800 };
  const says = { name: 'Yard of Voi', ...where, source: 'Survey of May 2026.' };
  const { id } = await second.post<Draft>('/gazette/drafts', { is: 'place-new', says });
  await second.post(`/gazette/drafts/${id}/propose`, {});
}

type Version = {
  readonly name: string;
  readonly line: readonly (readonly [number, number])[];
  readonly timeLimitH: number;
  readonly allowedStops: readonly { readonly id: string }[];
};

/** A route that is led around something, and allows a stop less time, waits for another officer. */
async function redraw(second: CentreClient): Promise<void> {
  const path = '/routes/mombasa-malaba/versions';
  const [was] = (await second.get<{ items: readonly Version[] }>(path)).items;
  if (was === undefined) throw new Error('the route has no version');
  const { name, timeLimitH } = was;
  const line = was.line.map(([lon, lat], n) => [lon, n === 50 ? lat - 0.05 : lat]);
  const stops = was.allowedStops.map(({ id }, n) => ({
    place: id,
    ...(n < 1 && { allowedMin: 45 }),
  }));
  const says = { name, timeLimitH, bufferM: 3_000, line, stops, source: 'Notice 7 of 2026.' };
  const draft = { is: 'route', route: 'mombasa-malaba', says };
  const { id } = await second.post<Draft>('/gazette/drafts', draft);
  await second.post(`/gazette/drafts/${id}/propose`, {});
}

/** The screens of the gazette; `fence` is known when they are looked at. */
export const gazetteScreens = (fence: () => string) =>
  [
    { name: 'fences', path: () => '/admin/corridors/fences', ready: 'tbody tr' },
    {
      name: 'fence',
      path: () => `/admin/corridors/fences/${fence()}`,
      ready: 'form',
      map: 'everywhere',
      act: drawTriangle,
      picture: true,
    },
    { name: 'routes', path: () => '/admin/corridors/routes', ready: 'tbody tr' },
    {
      name: 'route',
      path: () => '/admin/corridors/routes/mombasa-malaba',
      ready: 'form fieldset',
      map: 'everywhere',
      picture: true,
    },
    {
      name: 'new-route',
      path: () => '/admin/corridors/routes/new',
      ready: 'form',
      map: 'everywhere',
    },
    { name: 'places', path: () => '/admin/corridors/places', ready: 'tbody tr' },
    {
      name: 'place',
      path: () => '/admin/corridors/places/malaba',
      ready: 'form',
      map: 'everywhere',
      picture: true,
    },
    { name: 'drafts', path: () => '/admin/corridors/drafts', ready: 'article', picture: true },
    ...bulletinScreens,
  ] as const;
