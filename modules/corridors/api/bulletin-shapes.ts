import { isoOf } from '@lakiri/kit';
import { z } from 'zod';
import {
  BULLETIN_REASONS,
  BULLETIN_STATES,
  DIVERSION_POINTS_MAX,
  DIVERSION_STOPS_MAX,
  holdsUntil,
  type Signed,
} from '../core/index.ts';
import type { BulletinRow } from '../store/bulletins.ts';
import { placeShape } from './route-shapes.ts';

const lonLat = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .meta({ description: 'longitude, latitude' });
const instant = z.iso.datetime({ offset: true });
const uuid = z.uuid();

const says = {
  route: z.string().max(60),
  reason: z.enum(BULLETIN_REASONS),
  note: z.string().trim().meta({ description: 'what has happened, and on whose word' }),
  closed: z
    .object({ from: lonLat, to: lonLat })
    .meta({ description: 'the stretch of the road that is closed' }),
  line: z
    .array(lonLat)
    .max(DIVERSION_POINTS_MAX)
    .meta({ description: 'from where it leaves the road to where it joins it again' }),
  widthM: z.number().meta({ description: 'to each side of the line, metres' }),
  extraH: z.int().meta({ description: 'hours that journeys of the route are given more' }),
  from: instant
    .nullable()
    .meta({ description: 'null: as soon as it is published, after ten seconds' }),
  until: instant,
};

export const bulletinForm = z
  .object({ ...says, stops: z.array(z.string().max(60)).max(DIVERSION_STOPS_MAX) })
  .meta({ id: 'BulletinForm' });

const person = z.object({ id: uuid, name: z.string().nullable() });
const signed = z.object({
  text: z.string(),
  keyId: z.string(),
  signature: z.string().meta({ description: 'Ed25519 over the UTF-8 bytes of the text, hex' }),
  holds: z.boolean().meta({ description: 'whether it is this node’s signature over this text' }),
  by: person,
  at: z.string(),
});

export const bulletinView = z
  .object({
    id: uuid,
    version: z.int().meta({ description: 'sent back with the approval: that this was read' }),
    state: z.enum(BULLETIN_STATES),
    says: z.object({ ...says, stops: z.array(placeShape) }),
    number: z.int().nullable(),
    effectiveFrom: z.string().nullable(),
    effectiveUntil: z
      .string()
      .nullable()
      .meta({ description: 'as published, or when it was ended early' }),
    authors: z.array(person),
    isMine: z.boolean().meta({ description: 'the viewer wrote it, and does not publish it' }),
    madeAt: z.string(),
    changedAt: z.string(),
    published: signed.nullable(),
    ended: signed.extend({ source: z.string() }).nullable(),
    discardedBy: person.nullable(),
  })
  .meta({ id: 'Bulletin' });

export type BulletinView = z.infer<typeof bulletinView>;

export type ViewBulletins = {
  readonly viewer: string;
  readonly names: ReadonlyMap<string, string>;
  readonly holds: (signed: Signed) => boolean;
};

/** Whose names a list of bulletins tells. */
export function peopleOfBulletins(rows: readonly BulletinRow[]): readonly string[] {
  const people = rows.flatMap(({ state }) => [
    ...state.authors,
    ...(state.state === 'discarded' ? [state.discardedBy] : []),
    ...('published' in state ? [state.published.by] : []),
    ...('ended' in state ? [state.ended.by] : []),
  ]);
  return [...new Set(people)];
}

/** Points are copied: what a schema gives out may be changed, what a core knows may not. */
export function viewBulletin(
  { id, version, state }: BulletinRow,
  { viewer, names, holds }: ViewBulletins,
): BulletinView {
  const named = (one: string) => ({ id: one, name: names.get(one) ?? null });
  const published = 'published' in state ? state.published : null;
  const ended = 'ended' in state ? state.ended : null;
  const signedView = (one: Signed & { readonly by: string; readonly at: number }) => ({
    ...{ text: one.text, keyId: one.keyId, signature: one.signature, holds: holds(one) },
    ...{ by: named(one.by), at: isoOf(one.at as never) },
  });
  const copy = ([lon, lat]: readonly [number, number]): [number, number] => [lon, lat];
  const { closed, line, stops } = state.says;
  return {
    ...{ id, version, state: state.state },
    says: {
      ...state.says,
      closed: { from: copy(closed.from), to: copy(closed.to) },
      line: line.map(copy),
      stops: [...stops],
    },
    number: published?.number ?? null,
    effectiveFrom: published && isoOf(published.from),
    effectiveUntil:
      state.state === 'published' || state.state === 'ended' ? isoOf(holdsUntil(state)) : null,
    authors: state.authors.map(named),
    isMine: state.authors.some((one) => one === viewer),
    madeAt: isoOf(state.madeAt),
    changedAt: isoOf(state.changedAt),
    published: published && signedView(published),
    ended: ended && { ...signedView(ended), source: ended.source },
    discardedBy: state.state === 'discarded' ? named(state.discardedBy) : null,
  };
}
