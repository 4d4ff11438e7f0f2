// What every browser test stands on: a node with its trucks, a browser, and windows that are all watched.
import { platform } from 'node:os';
import type { Locator, Page } from 'playwright-core';
import type { NodeUnderTest } from '../bench/node-under-test.ts';
import { type CentreClient, signIn } from './centre-client.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { type Desk, type DeskOptions, openDesk } from './desk.ts';
import { type Mishap, PEOPLE, TRIPS } from './trips.ts';
import { type Fleet, openNode, populate, setUpByHand, type Truck } from './world.ts';

/** Why these tests cannot run here; `false` where they can. */
export const skip =
  platform() === 'linux' ? false : 'the node under test is found in /proc: Linux only';

export type Stage = {
  readonly node: NodeUnderTest;
  open(options?: DeskOptions): Promise<Desk>;
  /** What went wrong in any window so far, and how many requests were watched. */
  watched(): { readonly faults: readonly string[]; readonly requests: number };
  close(): Promise<void>;
};

/** A node with nobody on it, and a browser. */
export async function openStage(): Promise<Stage> {
  const node = await openNode();
  let chromium: Chromium;
  try {
    chromium = await startChromium();
  } catch (error) {
    await node.stop();
    throw error;
  }
  const desks: Desk[] = [];
  return {
    node,
    open: async (options) => {
      const desk = await openDesk(chromium.browser, node.httpUrl, options);
      desks.push(desk);
      return desk;
    },
    watched: () => ({
      faults: desks.flatMap(({ guard }) => guard.faults),
      requests: desks.reduce((sum, { guard }) => sum + guard.requests, 0),
    }),
    close: async () => {
      await chromium.close();
      await node.stop();
    },
  };
}

/** The corridor on a stage: its trucks, and an officer's client beside the browser. */
export type Corridor = {
  readonly fleet: Fleet;
  readonly centre: CentreClient;
  truckWith(mishap: Mishap): Truck;
  truckAt(at: number): Truck;
};

export async function fill({ node }: Stage): Promise<Corridor> {
  const fleet = await populate(node);
  const centre = await signIn(node.httpUrl, PEOPLE.achieng);
  const truckAt = (at: number): Truck => {
    const truck = fleet.trucks[at];
    if (truck === undefined) throw new Error(`there is no truck ${at}`);
    return truck;
  };
  return {
    fleet,
    centre,
    truckAt,
    truckWith: (mishap) => truckAt(TRIPS.findIndex((trip) => trip.mishap === mishap)),
  };
}

/** A stage set up and filled. */
export async function openFilled(): Promise<Stage & Corridor> {
  const stage = await openStage();
  try {
    await setUpByHand(stage.node);
    const corridor = await fill(stage);
    const close = async (): Promise<void> => {
      try {
        await corridor.fleet.stop();
      } finally {
        await stage.close();
      }
    };
    return { ...stage, ...corridor, close };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** The row of a truck in the queue of alarms: of its most urgent, where it has several. */
export function rowOf(page: Page, { plate }: Pick<Truck, 'plate'>): Locator {
  return page.locator('[data-case]').filter({ hasText: plate }).first();
}

/** Waits until somebody can see it: not only in the page, but on the screen. */
export function seen(where: Page | Locator, text: string | RegExp): Promise<void> {
  return where.getByText(text).first().waitFor({ state: 'visible' });
}
