// What an officer does in the queue beyond one alarm: many at once, and the shelf.
import { sayIn } from '@lakiri/console/words';
import { type Desk, signInByKeys } from './desk.ts';
import { type Corridor, rowOf, type Stage, seen } from './stage.ts';
import { PEOPLE } from './trips.ts';

const en = sayIn('en');

/** Okello, who did not propose it, opens the case and agrees. */
export async function agreeAsSecond(stage: Stage, id: string): Promise<void> {
  const second = await stage.open({ language: 'en' });
  await second.go(`/monitor?case=${id}`);
  await second.page.waitForURL('**/sign-in**');
  await signInByKeys(second, PEOPLE.okello);
  await second.page.getByRole('button', { name: en('case.agree') }).click();
  await seen(second.page, en('told.confirm'));
  await second.close();
}

export async function takeManyAndBack(desk: Desk, corridor: Corridor): Promise<void> {
  const { page } = desk;
  await desk.go('/monitor');
  const trucks = [corridor.truckWith('off-route'), corridor.truckWith('unlock-refused')];
  for (const truck of trucks) {
    await rowOf(page, truck).click();
    await page.keyboard.press('x');
  }
  await seen(page, en('bulk.chosen', { n: 2 }));
  await page.keyboard.press('a');
  await seen(page, en('told.acknowledge', { n: 2 }));
  for (const truck of trucks) await seen(rowOf(page, truck), PEOPLE.achieng.name);
  await page.keyboard.press('u');
  // A machine that needs more than ten seconds between the two is told that it is too late.
  const back = page
    .getByText(en('told.withdraw', { n: 2 }))
    .or(page.getByText(en('problem.undo-too-late')));
  await back.first().waitFor();
  await page.keyboard.press('Escape');
}

export async function shelveAndBack(desk: Desk, corridor: Corridor): Promise<void> {
  const { page } = desk;
  const truck = corridor.truckWith('long-stop');
  await rowOf(page, truck).click();
  await page.locator('aside dl').waitFor();
  await page.keyboard.press('s');
  const form = page.locator('aside form');
  await form.locator('input:focus').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Waits for the weighbridge.');
  await page.getByRole('button', { name: en('case.shelveSubmit') }).click();
  await seen(page, en('told.shelve', { n: 1 }));
  await desk.go('/monitor?view=shelved');
  await rowOf(page, truck).waitFor();
  await page.keyboard.press('j');
  await page.locator('aside dl').waitFor();
  await page.mouse.move(0, 0); // no row moves under the pointer
  await page.keyboard.press('s');
  await seen(page, en('told.unshelve', { n: 1 }));
  await seen(page, en('queue.empty.shelved'));
}
