// Whether the map was drawn while its trucks were: counted inside the page, so that no machine is too slow for it.
import type { Page } from 'playwright-core';

/** Runs in the page. The map is drawn with WebGL, the trucks over it with stamps on a canvas. */
const COUNT = `(() => {
  globalThis.lakiriDrawn = { map: 0, trucks: 0 };
  const count = (of, name, what) => {
    const own = of.prototype[name];
    of.prototype[name] = function (...given) {
      lakiriDrawn[what]++;
      return own.apply(this, given);
    };
  };
  count(WebGL2RenderingContext, 'drawElements', 'map');
  count(WebGL2RenderingContext, 'drawArrays', 'map');
  count(CanvasRenderingContext2D, 'drawImage', 'trucks');
})()`;

/** So many pieces have been drawn. */
export type Draws = Readonly<Record<'map' | 'trucks', number>>;

/** Counts from now on, until the page is loaded again. */
export async function countDraws(page: Page): Promise<() => Promise<Draws>> {
  await page.evaluate(COUNT);
  return () => page.evaluate('lakiriDrawn') as Promise<Draws>;
}
