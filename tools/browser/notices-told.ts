// Notices as the screens show them: a system that nothing reaches, and a wish that is not filled in.
import type { Page } from 'playwright-core';
import type { CentreClient } from './centre-client.ts';
import { until } from './desk.ts';

/** A system to which nothing gets through, and what it is told of. */
export async function noticesOf(centre: CentreClient): Promise<void> {
  const target = { kind: 'webhook', url: 'https://192.0.2.7/lakiri', signing: 'v1a' };
  const wanted = { for: 'party', name: 'KRA Ledger', target };
  const { id: channel } = await centre.post<{ id: string }>('/notices/channels', wanted);
  const quiet = { fromMin: 1_320, untilMin: 360, zone: 'Africa/Kigali', criticalThrough: true };
  const asked = {
    channel,
    language: 'sw',
    topics: ['case-opened', 'journey-arrived'],
    severities: [1, 2],
  };
  await centre.post('/notices/subscriptions', { ...asked, quiet });
  await centre.post(`/notices/channels/${channel}/test`, {});
  await until('the test is given up', async () => {
    const { items } = await centre.get<{ items: { state: string }[] }>('/notices/deliveries');
    return items.some(({ state }) => state === 'dead');
  });
}

/** Hours that are none: the first button of the page's own adds a wish, and its last choice is quiet hours. */
export async function wishUnfilled(page: Page): Promise<void> {
  await page.locator('main section').first().getByRole('button').last().click();
  await page.locator('form label:has(input[type=radio])').nth(1).click();
  await page.locator('form input[data-mono]').first().fill('25:00');
  await page.locator('form button[type=submit]').click();
  await page.locator('form input[aria-invalid=true]').first().waitFor();
}
