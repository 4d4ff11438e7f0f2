import type { Watch, Watched } from '@lakiri/alarms';
import type { RouteIndex } from '@lakiri/corridors';
import type { Instant } from '@lakiri/kit';
import { uuidBytes } from '@lakiri/platform/copy';
import type { Sql } from '@lakiri/platform/sql';
import { findByAddress, findSeals, type SealAt } from '@lakiri/seals/store';
import type { Suspicion } from '@lakiri/trust';
import type { HeldKey } from '@lakiri/trust/store';
import { CONTEXTS_MAX, STRANGER_MS } from '../limits.ts';
import type { Context } from './context.ts';
import { provesWord } from './proof.ts';
import { FULL_RATION } from './ration.ts';

/** A device by how it speaks and what it calls itself. */
export type Address = { readonly dialect: string; readonly wireId: string };

export type WatchedFitting = Watched & {
  readonly routeId: string;
  readonly routeVersion: number;
};

/** What the modules above seals know of a seal; each reads its own schema. */
export type Sources = {
  loadWatched(tx: Sql, sealIds: readonly string[]): Promise<ReadonlyMap<string, WatchedFitting>>;
  loadWatches(tx: Sql, sealIds: readonly string[]): Promise<ReadonlyMap<string, Watch>>;
  loadSuspicions(tx: Sql, sealIds: readonly string[]): Promise<ReadonlyMap<string, Suspicion>>;
  loadKeys(tx: Sql, sealIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeldKey[]>>;
  /** Names of parties by id. */
  namesOf(tx: Sql, parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
  routeOf(tx: Sql, routeId: string, version: number): Promise<RouteIndex>;
};

const NO_KEYS: ReadonlyMap<string, readonly HeldKey[]> = new Map();

/** What one lane remembers of its devices. A lane has its seals to itself within this process. */
export class Cache {
  readonly #sealOf = new Map<string, string>();
  readonly #contexts = new Map<string, Context>();
  readonly #strangers = new Map<string, Instant>();
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  get contexts(): ReadonlyMap<string, Context> {
    return this.#contexts;
  }

  sealOf(address: Address): string | undefined {
    return this.#sealOf.get(keyOf(address));
  }

  isStranger(address: Address, now: Instant): boolean {
    const until = this.#strangers.get(keyOf(address));
    if (until === undefined) return false;
    if (until > now) return true;
    this.#strangers.delete(keyOf(address));
    return false;
  }

  /** Reads what is missing for these devices; those not in the register become strangers for a while. */
  async load(tx: Sql, addresses: readonly Address[], now: Instant): Promise<void> {
    const found = [
      ...(await this.#loadNew(tx, addresses, now)),
      ...(await this.#loadDropped(tx, addresses)),
    ];
    if (found.length === 0) return;
    const ids = found.map(({ seal }) => seal.id);
    const watched = await this.#sources.loadWatched(tx, ids);
    const watches = await this.#sources.loadWatches(tx, ids);
    const suspicions = await this.#sources.loadSuspicions(tx, ids);
    const proving = found.filter(({ seal }) => provesWord(seal)).map(({ seal }) => seal.id);
    const keys = proving.length === 0 ? NO_KEYS : await this.#sources.loadKeys(tx, proving);
    const owners = [...new Set(found.map(({ seal }) => seal.owner))];
    const names = await this.#sources.namesOf(tx, owners);
    for (const { seal, version } of found) {
      const fitting = watched.get(seal.id);
      const route =
        fitting === undefined
          ? null
          : await this.#sources.routeOf(tx, fitting.routeId, fitting.routeVersion);
      const watch = watches.get(seal.id) ?? null;
      const idBytes = uuidBytes(seal.id);
      const journey = fitting ?? null;
      const owner = names.get(seal.owner) ?? null;
      const suspicion = suspicions.get(seal.id) ?? null;
      const own = keys.get(seal.id);
      const proof = own === undefined ? {} : { keys: own };
      const around = { journey, route, watch, suspicion, owner, ...proof };
      this.#put(seal.id, { idBytes, seal, version, ...around, ration: FULL_RATION });
    }
  }

  /** After a commit: what was folded is what holds. */
  keep(contexts: ReadonlyMap<string, Context>): void {
    for (const [id, context] of contexts) this.#put(id, context);
  }

  /** Somebody else wrote, or nobody knows who did: read again, also whose address it is. */
  drop(addresses: Iterable<Address>): void {
    for (const address of addresses) {
      const key = keyOf(address);
      const id = this.#sealOf.get(key);
      if (id !== undefined) this.#contexts.delete(id);
      this.#sealOf.delete(key);
    }
  }

  /** Forgets what was used longest ago. Between two batches: one in hand needs all that it has read. */
  trim(): void {
    forgetOldest(this.#strangers);
    forgetOldest(this.#sealOf);
    forgetOldest(this.#contexts);
  }

  async #loadNew(tx: Sql, addresses: readonly Address[], now: Instant): Promise<SealAt[]> {
    const unknown = addresses.filter((address) => !this.#sealOf.has(keyOf(address)));
    const found: SealAt[] = [];
    for (const dialect of new Set(unknown.map((address) => address.dialect))) {
      const wireIds = unknown.filter((it) => it.dialect === dialect).map((it) => it.wireId);
      const seals = await findByAddress(tx, dialect, [...new Set(wireIds)]);
      for (const at of seals) {
        const key = keyOf({ dialect, wireId: at.seal.wireId });
        this.#sealOf.set(key, at.seal.id);
        this.#strangers.delete(key);
      }
      found.push(...seals);
    }
    for (const address of unknown) {
      if (this.#sealOf.has(keyOf(address))) continue;
      this.#strangers.set(keyOf(address), (now + STRANGER_MS) as Instant);
    }
    return found.filter(({ seal }) => !this.#contexts.has(seal.id));
  }

  #loadDropped(tx: Sql, addresses: readonly Address[]): Promise<SealAt[]> {
    const ids = new Set<string>();
    for (const address of addresses) {
      const id = this.#sealOf.get(keyOf(address));
      if (id !== undefined && !this.#contexts.has(id)) ids.add(id);
    }
    return ids.size === 0 ? Promise.resolve([]) : findSeals(tx, [...ids] as SealAt['seal']['id'][]);
  }

  #put(id: string, context: Context): void {
    this.#contexts.delete(id); // so that the map's order is by last use
    this.#contexts.set(id, context);
  }
}

function keyOf({ dialect, wireId }: Address): string {
  return `${dialect} ${wireId}`;
}

function forgetOldest(map: Map<string, unknown>): void {
  while (map.size > CONTEXTS_MAX) {
    const oldest = map.keys().next();
    if (oldest.done) return;
    map.delete(oldest.value);
  }
}
