// What is wrong with a screen as it stands, one line for each fault.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All of axe's rules that judge a colour: a theme is colours, and every other rule reads what no theme changes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds, one line each: by every rule, or where that has been looked at by those of a theme's colours. */
export async function violationsOn(
  page: Page,
  judged: 'all' | 'colours' = 'all',
): Promise<readonly string[]> {
  // Legacy mode: no second page is opened, which the guard would have to know.
  // And only of what is wrong are the places told: those of all that is right cost as much as the rules.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (judged === 'all'
    ? axe.withTags(RULES)
    : axe.withRules(COLOUR_RULES)
  ).analyze();
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

/** Runs in the page: each text that its box does not show whole, or that runs out of its button. */
const CLIPPED = `(() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const within = node.parentElement;
    if (node.data.trim() === '' || !within?.checkVisibility({ visibilityProperty: true })) continue;
    if (within.closest('.unseen, svg, select, [class*=maplibre], [aria-hidden=true]') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width <= 1) continue;
    for (let box = within; box !== null && box !== document.body; box = box.parentElement) {
      const { overflowX, textOverflow, position } = getComputedStyle(box);
      const isButton = box.matches('button, label, th, [role=tab]') || (box.tagName === 'A' && box === within);
      const isClip = overflowX === 'hidden' || overflowX === 'clip';
      if (overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis') break;
      const edge = box.getBoundingClientRect();
      if (edge.width <= 1) break;
      if ((isClip || isButton) && (text.right > edge.right + 1 || text.left < edge.left - 1)) {
        found.add(node.data.trim());
        break;
      }
      if (position === 'fixed') break;
    }
    if (text.left > innerWidth && within.closest('[class*=scroll]') === null) found.add(node.data.trim());
  }
  return [...found];
})()`;

/** Words that somebody must read and cannot, one line each. */
export async function clippedOn(page: Page): Promise<readonly string[]> {
  const found = (await page.evaluate(CLIPPED)) as readonly string[];
  return found.map((text) => `clipped: “${text}”`);
}

/** Words that are cut off where all of them must be read: the tabs of the queue, and where its trucks are. */
export async function cutOffOn(page: Page): Promise<readonly string[]> {
  const cut = `[...document.querySelectorAll('main nav button, [data-case] span, [data-case] strong')]
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth)
    .map(({ textContent }) => textContent)`;
  const found = (await page.evaluate(cut)) as readonly string[];
  return found.map((text) => `cut off: “${text}”`);
}

/** Runs in the page: what leaves no room for what it stands beside. */
const CRAMPED = `(() => {
  const found = [];
  for (const bar of document.querySelectorAll('main nav:has(> button)')) {
    const rows = new Set([...bar.children].map(({ offsetTop }) => offsetTop));
    if (rows.size > 1) found.push(bar.ariaLabel + ' stands in ' + rows.size + ' rows');
  }
  for (const drawer of document.querySelectorAll('aside:has(> footer):not(:has(> footer form))')) {
    const read = drawer.querySelector(':scope > footer').previousElementSibling.clientHeight;
    if (read < 0.7 * drawer.clientHeight)
      found.push(drawer.ariaLabel + ' has ' + read + ' of ' + drawer.clientHeight + ' px to be read in');
  }
  return found;
})()`;

/** The tabs of the queue in more rows than one, and acts that leave too little of what they are about, one line each. */
export async function crampedOn(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(CRAMPED)) as readonly string[];
}
