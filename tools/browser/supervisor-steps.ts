// What a supervisor does once for a vendor or a maker, on the screen.
import { sayIn } from '@lakiri/console/words';
import type { NodeUnderTest } from '../bench/node-under-test.ts';
import type { Desk } from './desk.ts';
import { doorOf, toldOfFree } from './seals-apart.ts';
import { seen } from './stage.ts';
import { aVendor, KEY_ID } from './vendor.ts';

const en = sayIn('en');

/** A feed with a key; its vendor tells, and then the key is revoked. */
export async function letFeedIn({ page, go }: Desk, node: NodeUnderTest): Promise<void> {
  const vendor = aVendor();
  const name = 'ubunifu-cloud';
  await go('/feeds/new');
  await page.getByLabel(en('feedForm.name')).fill(name);
  await page.getByLabel(en('feeds.vendor')).selectOption({ index: 1 });
  await page.getByLabel('Jointech').check();
  await page.getByRole('button', { name: en('feeds.register') }).click();
  await page.waitForURL(/feeds\/[\da-f-]{36}$/);
  await page.getByLabel(en('feedKey.id')).fill(KEY_ID);
  await page.getByLabel(en('feedKey.public')).fill(vendor.pem);
  await page
    .locator('form')
    .getByRole('button', { name: en('feedKey.add') })
    .click();
  await seen(page.locator('li'), KEY_ID);
  await vendor.tell(doorOf(node), name, [toldOfFree()]);
  await seen(page, en('feed.health.live'));
  await page.getByRole('button', { name: en('feedKey.revokeThis', { keyId: KEY_ID }) }).click();
  await page.getByRole('button', { name: en('feedKey.revokeSubmit') }).click();
  await seen(page.locator('li'), en('feeds.revoked'));
}

/** One model is revised, another is new. */
export async function keepModels(desk: Desk): Promise<void> {
  await reviseModel(desk);
  await proposeModel(desk);
}

/** Another interval, with its source; the change is told before it is made and after. */
async function reviseModel({ page, go }: Desk): Promise<void> {
  await go('/seals/models/JT701D');
  await page.getByLabel(en('revise.reportIntervalS')).fill('25');
  await seen(page.getByRole('region', { name: en('revise.changes') }), '25');
  await page.getByLabel(en('revise.source')).fill('Measured on the road to Malaba.');
  await page.getByRole('button', { name: en('revise.submit') }).click();
  await page.waitForURL('**/seals/models?revised=JT701D');
  const revised = page.locator('details[open]');
  await seen(revised, en('models.version', { n: 2 }));
  await seen(revised, 'Measured on the road to Malaba.');
  await seen(revised.locator('ins'), '25');
}

/** A model that no release knows, proposed; it waits for somebody else. */
async function proposeModel({ page, go }: Desk): Promise<void> {
  await go('/seals/models');
  await page.getByRole('link', { name: en('newModel.title') }).click();
  await page.getByLabel(en('newModel.model')).fill('XG-9');
  await page.getByLabel(en('newModel.like')).selectOption('FMB120');
  await page.getByLabel(en('newModel.maker')).fill('Xin Guard');
  await page.getByLabel(en('revise.source')).fill('The maker’s sheet of January.');
  await page.getByRole('button', { name: en('newModel.submit') }).click();
  const proposed = page.getByRole('region', { name: en('modelDrafts.title') });
  await seen(proposed, 'XG-9');
  await seen(proposed, en('modelDrafts.own'));
}

/** A stretch where nobody is missed for a time; then it is ended. */
export async function setDeadZone({ page, go }: Desk): Promise<void> {
  await go('/journeys/dead-zones');
  await seen(page, en('zones.none'));
  await page.getByRole('link', { name: en('zones.add') }).click();
  await page.getByLabel(en('zone.field.name')).fill('Kyulu hills');
  await page.getByLabel(en('zone.field.route'), { exact: true }).selectOption({ index: 1 });
  await page.getByLabel(en('zone.field.fromKm')).fill('200');
  await page.getByLabel(en('zone.field.toKm')).fill('230');
  await page.getByLabel(en('zone.field.excusedMin')).fill('45');
  await page.getByLabel(en('zone.field.source')).fill('Drive test of March.');
  await page.getByRole('button', { name: en('zones.add') }).click();
  await page.getByRole('link', { name: 'Kyulu hills' }).click();
  await page.getByRole('button', { name: en('zone.end') }).click();
  await page.getByRole('button', { name: en('zone.endNow') }).click();
  await seen(page, en('zone.gone'));
}
