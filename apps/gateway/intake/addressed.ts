// Whose the frames of a batch are: the seals that sent them, the parts (sub-locks, valves) that are told of in them,
// and those that nobody has registered.
import type { Instant, Message } from '@lakiri/kit';
import type { Item } from '../connection.ts';
import { decoderOf } from '../dialects.ts';
import type { Address, Cache } from './cache.ts';
import { type Prepared, prepare } from './fold-batch.ts';
import type { Models } from './models.ts';

export type Addressed = {
  /** Frames of seals, in the order they came; a frame once more for each part of ours in it, right behind. */
  readonly prepared: Prepared[];
  /** The frames of seals, each once: these are answered. */
  readonly known: Item[];
  readonly strangers: Item[];
  /** Parts that nobody has registered, each with the frame that told of it. */
  readonly unheard: Part[];
  /** Parts of ours, with the master that told of them. */
  readonly parts: readonly (Part & { readonly sealId: string })[];
};

export type Part = { readonly item: Item; readonly masterId: string; readonly part: string };

export const addressOf = ({ registeredUnder, connection, wireId }: Item): Address => ({
  dialect: registeredUnder ?? connection.dialect.name,
  wireId,
});

/** A part speaks as its master does. */
export const partAddressOf = ({ item, part }: Part): Address => ({
  dialect: addressOf(item).dialect,
  wireId: part,
});

/** A frame of one of our seals, read as its model means it. */
export type Read = {
  readonly item: Item;
  readonly sealId: string;
  readonly parts: readonly string[];
};

/** The frames of seals, whose contexts are in the cache, and those of strangers. */
export function readAll(
  { cache, models }: { readonly cache: Cache; readonly models: Models },
  items: readonly Item[],
): { readonly read: Read[]; readonly strangers: Item[] } {
  const read: Read[] = [];
  const strangers: Item[] = [];
  for (const item of items) {
    const sealId = cache.sealOf(addressOf(item));
    if (sealId === undefined) strangers.push(item);
    else {
      const model = cache.contexts.get(sealId)?.seal.model.model ?? '';
      const meant = reread(item, models, model);
      read.push({ item: meant, sealId, parts: partsIn(meant.message) });
    }
  }
  return { read, strangers };
}

/**
 * The item with its frame decoded as the model means it. Never for a dialect that remembers what a connection said
 * before (none of them has profiles), nor for the words of another than the device.
 */
export function reread(item: Item, models: Models, model: string): Item {
  const words = models.at(model, item.receivedAt)?.words;
  if (words === undefined || item.registeredUnder !== undefined) return item;
  return { ...item, message: decoderOf(item.connection)(item.frame, words) };
}

const NO_PARTS: readonly string[] = [];

function partsIn(message: Message): readonly string[] {
  if (message.kind !== 'reports') return NO_PARTS;
  const { reports } = message;
  if (reports.every(({ part }) => part === undefined)) return NO_PARTS;
  return [...new Set(reports.flatMap(({ part }) => part ?? []))];
}

/** What is to be folded, once the parts that are registered are in the cache too. */
export function address(
  cache: Cache,
  { read, strangers }: ReturnType<typeof readAll>,
  now: Instant,
): Addressed {
  const done = {
    prepared: [] as Prepared[],
    known: read.map(({ item }) => item),
    strangers,
    unheard: [] as Part[],
    parts: [] as (Part & { sealId: string })[],
  };
  for (const { item, sealId: masterId, parts } of read) {
    done.prepared.push(prepare(item, masterId));
    for (const part of parts) {
      const told = { item, masterId, part };
      const own = partAddressOf(told);
      const sealId = cache.isStranger(own, now) ? undefined : cache.sealOf(own);
      if (sealId === undefined) done.unheard.push(told);
      else if (sealId !== masterId) {
        done.prepared.push(prepare({ ...item, part }, sealId));
        done.parts.push({ ...told, sealId });
      }
    }
  }
  return done;
}

/** Parts that neither the cache has nor the register was asked about a moment ago. */
export function partsToLoad(cache: Cache, read: readonly Read[], now: Instant): Address[] {
  return read.flatMap(({ item, sealId, parts }) =>
    parts
      .map((part) => partAddressOf({ item, masterId: sealId, part }))
      .filter((own) => {
        const id = cache.sealOf(own);
        return id === undefined ? !cache.isStranger(own, now) : !cache.contexts.has(id);
      }),
  );
}
