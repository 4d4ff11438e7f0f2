// Makes the pictures of the documents from the real screen: `npm run pictures` on a corridor of its own, or
// `npm run pictures -- http://127.0.0.1:8080` on the demo that runs there.
import { mkdirSync } from 'node:fs';
import { type Instant, SECOND_MS } from '@lakiri/kit';
import { startChromium } from './chromium.ts';
import { openDesk, signInByKeys } from './desk.ts';
import { openFilled } from './stage.ts';
import { PEOPLE } from './trips.ts';

const FOLDER = 'docs/pictures';

const [running] = process.argv.slice(2);
if (running === undefined) {
  const stage = await openFilled();
  try {
    const at = (Math.floor(Date.now() / SECOND_MS) * SECOND_MS) as Instant;
    await stage.truckAt(0).tell(at, { bits: { ropeCut: true } });
    await picture(stage.node.httpUrl);
  } finally {
    await stage.close();
  }
} else await picture(new URL(running).origin);

/** The monitor with its most urgent alarm open, in both themes. */
async function picture(origin: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const chromium = await startChromium();
  const desk = await openDesk(chromium.browser, origin, { size: 'desk' });
  await desk.go('/sign-in');
  await signInByKeys(desk, PEOPLE.achieng);
  for (const [theme, name] of [
    ['light', 'monitor'],
    ['dark', 'monitor-dark'],
  ] as const) {
    await desk.page.emulateMedia({ colorScheme: theme });
    await desk.go('/monitor');
    await desk.page.locator('[data-case]').first().waitFor();
    await desk.page.keyboard.press('j');
    await desk.page.waitForURL('**/monitor?case=*');
    await desk.page.locator('aside dl').waitFor();
    await desk.mapDrawn();
    await desk.page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' });
    console.log(`${FOLDER}/${name}.png`);
  }
  await chromium.close();
}
