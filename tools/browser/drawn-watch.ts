// When a row of the queue is on the glass: watched inside the page, told on one clock with the devices that cause it.
import type { Page } from 'playwright-core';

/** Milliseconds since the epoch, to the fraction, on the same machine's clock in every process. */
export const epochMs = (performanceMs = performance.now()): number =>
  performance.timeOrigin + performanceMs;

/**
 * Runs in the page. Keeps when each row was first painted with what it says of who holds it, when each storm card was first
 * painted with its words, and when keys were pressed. A change is painted by the end of the frame that follows it.
 */
const WATCH = `(() => {
  const painted = new Map();
  const now = () => performance.timeOrigin + performance.now();
  const waiting = new Set();
  const said = () => {
    for (const row of document.querySelectorAll('[data-case]')) {
      const plate = row.querySelector('.mono')?.textContent ?? '';
      const held = row.lastElementChild?.firstElementChild?.textContent ?? '';
      note(plate + '|' + held);
      note(plate + '|');
    }
    for (const card of document.querySelectorAll('[data-storm-card]')) note('storm|' + card.querySelector('strong')?.textContent + '|' + card.textContent);
    for (const told of document.querySelectorAll('[role=status] p')) note('told|' + told.textContent.trim());
  };
  const note = (words) => {
    if (painted.has(words) || waiting.has(words)) return;
    if (waiting.size === 0) requestAnimationFrame(() => setTimeout(stamp));
    waiting.add(words);
  };
  const stamp = () => {
    for (const words of waiting) painted.set(words, now());
    waiting.clear();
  };
  new MutationObserver(said).observe(document.body, { subtree: true, childList: true, characterData: true });
  said();
  globalThis.lakiriPainted = painted;
  globalThis.lakiriPressed = [];
  addEventListener('keydown', ({ timeStamp }) => globalThis.lakiriPressed.push(performance.timeOrigin + timeStamp), true);
})()`;

/** What has been painted by now, and when. */
export type Painted = ReadonlyMap<string, number>;

export type Watched = {
  painted(): Promise<Painted>;
  /** When keys were pressed since the last asking. */
  pressed(): Promise<readonly number[]>;
};

/** Begins to watch a page that shows the queue; a page that is loaded again is watched no longer. */
export async function watchDrawn(page: Page): Promise<Watched> {
  await page.evaluate(WATCH);
  return {
    painted: async () =>
      new Map((await page.evaluate('[...lakiriPainted]')) as readonly [string, number][]),
    pressed: () => page.evaluate('lakiriPressed.splice(0)') as Promise<readonly number[]>,
  };
}
