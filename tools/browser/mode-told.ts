// A centre in which not everything works, as every screen says it. Told to the page alone: the node stays green for the others.
import type { Page } from 'playwright-core';
import { PEOPLE } from './trips.ts';

const ASKED = '**/api/v1/mode';
const HOUR_MS = 3_600_000;

/** Amber since an hour ago; black is proposed and waits for a second officer. */
export async function inAmber(page: Page): Promise<void> {
  const by = (name: string, agoMs: number) => ({
    by: { id: '0193a1b2-0000-7000-8000-000000000000', name },
    at: new Date(Date.now() - agoMs).toISOString(),
  });
  const amber = {
    ...{ id: '0193a1b2-0000-7000-8000-000000000001', mode: 'amber', reason: 'own-systems' },
    proposed: by(PEOPLE.achieng.name, HOUR_MS),
    confirmed: by(PEOPLE.okello.name, HOUR_MS),
  };
  const pending = {
    ...{ ...amber, id: '0193a1b2-0000-7000-8000-000000000002', mode: 'black' },
    ...{ proposed: by(PEOPLE.okello.name, HOUR_MS / 60), confirmed: null },
  };
  await page.route(ASKED, (route) =>
    route.fulfill({ json: { mode: 'amber', declared: amber, pending } }),
  );
  await page.reload();
  await page.locator('main [role=status] [data-mode=amber]').waitFor();
  page.once('framenavigated', () => void page.unroute(ASKED));
}

/** The last versions of a rule, and what came of each. */
export async function toHistory(page: Page): Promise<void> {
  await page.locator('main ol > li[data-in-force]').last().scrollIntoViewIfNeeded();
}
