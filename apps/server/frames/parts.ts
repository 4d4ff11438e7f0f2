// The sub-locks and valves that speak through a seal, as its own last messages name them.
import { type Id, type Instant, isoOf, type Profile } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { liveView } from '@lakiri/seals/api';
import { findSeals, findTaken } from '@lakiri/seals/store';
import { newestFramesOf } from '@lakiri/telemetry/store';
import { z } from 'zod';
import { SPOKEN } from './spoken.ts';

/** About half an hour of a seal at a report in 30 s: a part that was not named in it is gone. */
const FRAMES_LOOKED_AT = 60;
/** A truck has one door and at most a dozen manholes and valves. */
const PARTS_MAX = 32;

export const partSchema = z
  .object({
    wireId: z.string(),
    lastAt: z.string().meta({ description: 'when its master last told of it' }),
    seal: z
      .object({ id: z.string(), number: z.string(), motorLocked: z.boolean().nullable() })
      .nullable()
      .meta({ description: 'as it is registered; null: it is not' }),
  })
  .meta({ id: 'SealPart' });
export type PartView = z.infer<typeof partSchema>;

type Asked = {
  readonly sealId: string;
  readonly now: Instant;
  readonly profile: Profile | undefined;
};

export async function partsOf(tx: Sql, { sealId, now, profile }: Asked): Promise<PartView[]> {
  const frames = await newestFramesOf(tx, { sealId, after: undefined }, FRAMES_LOOKED_AT);
  const [own] = await findSeals(tx, [sealId as Id]);
  const told = new Map<string, { readonly at: Instant; readonly dialect: string }>();
  for (const { dialect, bytes, receivedAt } of frames) {
    const message = SPOKEN.get(dialect)?.dialect.decode(bytes, profile);
    // A part is kept the messages of its master, which tell of that one's parts: it has none itself.
    const isOwn = message?.wireId === null || message?.wireId === own?.seal.wireId;
    const reports = isOwn && message?.kind === 'reports' ? message.reports : [];
    for (const { part } of reports)
      if (part !== undefined && !told.has(part) && told.size < PARTS_MAX)
        told.set(part, { at: receivedAt, dialect });
  }
  const parts: PartView[] = [];
  for (const [wireId, { at, dialect }] of told)
    parts.push({ wireId, lastAt: isoOf(at), seal: await sealAt(tx, { dialect, wireId, now }) });
  return parts.sort((a, b) => (a.wireId < b.wireId ? -1 : 1));
}

async function sealAt(
  tx: Sql,
  { now, ...address }: { readonly dialect: string; readonly wireId: string; readonly now: Instant },
): Promise<PartView['seal']> {
  const { withAddress } = await findTaken(tx, { number: '', ...address });
  const [found] = withAddress === undefined ? [] : await findSeals(tx, [withAddress as Id]);
  if (found === undefined) return null;
  const { id, number } = found.seal;
  return { id, number, motorLocked: liveView(found.seal, now)?.motorLocked ?? null };
}
