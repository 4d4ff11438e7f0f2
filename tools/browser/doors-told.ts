// Screens that are not for everybody: how one looks to whom it is refused, and that the server refuses nothing that is offered.
import { type DoorPath, isOpenTo, type Role } from '@lakiri/console/doors';
import type { Page } from 'playwright-core';
import { signIn } from './centre-client.ts';
import { PEOPLE } from './trips.ts';

const ASKED = '**/api/v1/session';

/** The page is told that who looks is a station's officer: to the node they stay who they are. */
export async function asAnOfficer(page: Page): Promise<void> {
  await page.route(ASKED, async (route) => {
    const session = await (await route.fetch()).json();
    const person = { ...session.person, roles: ['officer', 'station'] };
    await route.fulfill({ json: { ...session, person } });
  });
  await page.reload();
  await page.locator('[data-closed]').waitFor();
  page.once('framenavigated', () => void page.unroute(ASKED));
}

/** What a screen cannot be without: what it reads, or what its form sends. */
const NEEDS: Readonly<Partial<Record<DoorPath, readonly ['GET' | 'POST', string]>>> = {
  '/monitor': ['GET', '/cases?view=open'],
  '/journeys': ['GET', '/journeys'],
  '/journeys/new': ['POST', '/journeys'],
  '/journeys/dead-zones': ['GET', '/dead-zones'],
  '/journeys/dead-zones/new': ['POST', '/dead-zones'],
  '/admin/corridors/routes': ['GET', '/routes'],
  '/admin/corridors/routes/new': ['POST', '/gazette/drafts'],
  '/admin/corridors/places': ['GET', '/places'],
  '/admin/corridors/places/new': ['POST', '/gazette/drafts'],
  '/admin/corridors/fences': ['GET', '/fences'],
  '/admin/corridors/fences/new': ['POST', '/gazette/drafts'],
  '/admin/corridors/drafts': ['GET', '/gazette/drafts'],
  '/admin/corridors/bulletins': ['GET', '/bulletins'],
  '/admin/corridors/bulletins/new': ['POST', '/bulletins'],
  '/seals': ['GET', '/seals'],
  '/seals/new': ['POST', '/seals'],
  '/seals/models': ['GET', '/models'],
  '/seals/new-model': ['POST', '/models/drafts'],
  '/quarantine': ['GET', '/quarantine'],
  '/feeds': ['GET', '/feeds'],
  '/feeds/new': ['POST', '/feeds'],
  '/units': ['GET', '/response/units'],
  '/notices': ['GET', '/notices/channels'],
  '/reports': ['GET', '/reports/corridors?from=2026-01-01&to=2026-01-02&zone=Africa/Nairobi'],
  '/rules': ['GET', '/rules'],
  '/evidence': ['GET', '/evidence/facts'],
};

/** Each screen that is open to somebody whom the server refuses what it needs; one line each. */
export async function offeredAndRefused(address: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const person of Object.values(PEOPLE)) {
    const { get, post } = await signIn(address, person);
    const { roles } = (await get<{ person: { roles: readonly Role[] } }>('/session')).person;
    for (const [path, [method, url]] of Object.entries(NEEDS)) {
      // Access is looked at before the body is: what is empty is refused for its role, or for itself.
      const answer = method === 'GET' ? get(url) : post(url, {});
      const status = await answer.then(
        () => 200,
        (error: Error) => Number(/: (\d{3}) /.exec(error.message)?.[1]),
      );
      if (status === 403 && isOpenTo(path as DoorPath, roles))
        found.push(`${person.name} is offered ${path}, and the server refuses ${method} ${url}`);
    }
  }
  return found;
}
