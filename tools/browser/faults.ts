// What is wrong with a screen as it stands, one line for each fault.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, one line each. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // Legacy mode: no second page is opened, which the guard would have to know.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(RULES)
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id} at ${target.join(' ')}: ${failureSummary.split('\n').slice(1, 3).join('; ')}`,
    ),
  );
}

/** Of the places in a list of links one is where we are; two lit tabs say nothing. */
export async function doubleCurrentOn(page: Page): Promise<readonly string[]> {
  const bars = await page.locator('nav:has([aria-current=page] ~ [aria-current=page])').all();
  return Promise.all(
    bars.map(async (bar) => `two current in ${await bar.getAttribute('aria-label')}`),
  );
}

/** Words that are cut off where all of them must be read: the tabs of the queue, and where its trucks are. */
export async function cutOffOn(page: Page): Promise<readonly string[]> {
  const cut = `[...document.querySelectorAll('main nav button, [data-case] span, [data-case] strong')]
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth)
    .map(({ textContent }) => textContent)`;
  const found = (await page.evaluate(cut)) as readonly string[];
  return found.map((text) => `cut off: “${text}”`);
}
