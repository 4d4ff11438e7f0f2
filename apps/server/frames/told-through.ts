// A part (sub-lock, valve) has no socket: its messages are its master's, read as the master's model means them.
import type { Id } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import { findSeals, findTaken } from '@lakiri/seals/store';
import { z } from 'zod';
import type { FrameRead } from './read-frame.ts';

export const throughSchema = z
  .object({
    wireId: z.string(),
    seal: z
      .object({ id: z.string(), number: z.string() })
      .nullable()
      .meta({ description: 'null: not yours to see' }),
  })
  .nullable()
  .meta({ description: 'the master that carried it; null: the seal spoke itself' });

/** Who carried a message; `masterId` is known whether or not it may be seen. */
export type Through = {
  readonly part: string;
  readonly masterId: string | undefined;
  readonly view: NonNullable<z.infer<typeof throughSchema>>;
};

/** The master of a message that names another device than the seal it is kept under; undefined where it is the seal's own. */
export async function throughOf(
  tx: Sql,
  told: { readonly sealId: string; readonly dialect: string; readonly wireId: string | null },
): Promise<Through | undefined> {
  const [own] = await findSeals(tx, [told.sealId as Id<'Seal'>]);
  const { dialect, wireId } = told;
  if (own === undefined || wireId === null || wireId === own.seal.wireId) return undefined;
  const { withAddress } = await findTaken(tx, { number: '', dialect, wireId });
  const [master] = withAddress === undefined ? [] : await findSeals(tx, [withAddress as Id]);
  const seal = master === undefined ? null : { id: master.seal.id, number: master.seal.number };
  return { part: own.seal.wireId, masterId: withAddress, view: { wireId, seal } };
}

/** Of a master's message what it says of this part, and of the message itself: the rest is other seals'. */
export function ofPart<Field extends FrameRead['fields'][number]>(
  fields: readonly Field[],
  part: string,
): readonly Field[] {
  const its = new Set(
    fields.flatMap(({ reading, name, own, value }) =>
      !own && name === 'part' && value === part ? [reading] : [],
    ),
  );
  return fields.filter(({ reading }) => reading === null || its.has(reading));
}
