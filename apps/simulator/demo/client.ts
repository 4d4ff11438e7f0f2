// What the demo needs of the node's API, as a signed-in officer has it. Only the fields that are used.

/** Signed in; paths are under the API's prefix. A status that was not expected is thrown with its text. */
export type DemoClient = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
};

export type SealView = {
  readonly id: string;
  readonly number: string;
  readonly journey: { readonly id: string } | null;
  readonly live: {
    readonly occurredAt: string | null;
    readonly lat: number | null;
    readonly lon: number | null;
    readonly batteryPct: number | null;
  } | null;
};

export type JourneyView = {
  readonly id: string;
  readonly state: string;
  readonly route: { readonly id: string };
  readonly seals: readonly { readonly id: string; readonly until: string | null }[];
};

export type RouteView = { readonly id: string; readonly version: number };
export type PartyView = { readonly id: string; readonly name: string };

/** The most that the node gives at once of anything that the demo asks for. */
const PAGE = 200;

/** All pages of a list. `path` already has a query. */
export async function all<Item>(client: DemoClient, path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: readonly Item[]; next: string | null } = await client.get(
      `${path}&limit=${PAGE}${more}`,
    );
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

/** Does it for each, so many at a time, in order of their beginning. */
export async function eachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
