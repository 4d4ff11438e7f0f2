// What this phone keeps: acts that are not received yet with their photographs, what is being written, and the tasks of
// whoever is signed in. Nothing else, and nothing of it for longer than it is needed.
import { type DBSchema, openDB } from 'idb';
import type { Item } from '../outbox/item.ts';
import type { Taken } from '../ui/photo.ts';

type Schema = DBSchema & {
  items: { key: string; value: Item };
  /** Bytes and not Blobs: some phones lose Blobs of their database when they run short. */
  photos: { key: string; value: { readonly bytes: ArrayBuffer; readonly type: string } };
  /** Who is signed in, the last tasks, the clock, drafts: each under its name. */
  kept: { key: string; value: unknown };
};

/** Photographs that a draft names stay on the phone with it. */
export type Draft = { readonly photos: readonly string[] };
/** How the names of drafts begin. */
export const DRAFT = 'draft:';

const NAME = 'lakiri-field';
const VERSION = 1;

export type Kept = Awaited<ReturnType<typeof openKept>>;

export async function openKept() {
  const db = await openDB<Schema>(NAME, VERSION, {
    upgrade: (fresh) => {
      fresh.createObjectStore('items', { keyPath: 'id' });
      fresh.createObjectStore('photos');
      fresh.createObjectStore('kept');
    },
    // Another window with a newer version of this app waits for this one to let go.
    blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
  });
  return {
    items: () => db.getAll('items'),
    keepItem: async (item: Item): Promise<void> => void (await db.put('items', item)),
    dropItem: (id: string) => db.delete('items', id),
    /** A photograph and the draft that names it, in one: what nothing names would be forgotten. */
    keepPhoto: async (
      draft: string,
      value: Draft,
      { sha256, bytes, type }: Taken,
    ): Promise<void> => {
      const tx = db.transaction(['photos', 'kept'], 'readwrite', { durability: 'strict' });
      await Promise.all([
        tx.objectStore('photos').put({ bytes, type }, sha256),
        tx.objectStore('kept').put(value, draft),
        tx.done,
      ]);
    },
    photo: async (sha256: string): Promise<Blob | undefined> => {
      const found = await db.get('photos', sha256);
      return found && new Blob([found.bytes], { type: found.type });
    },
    /** Photographs that neither an unsent act nor a draft names go. */
    forgetPhotos: async (): Promise<void> => {
      const tx = db.transaction(['items', 'photos', 'kept'], 'readwrite');
      const items = await tx.objectStore('items').getAll();
      const named = new Set(items.flatMap((it) => (it.state === 'received' ? [] : it.photos)));
      const drafts = IDBKeyRange.bound(DRAFT, `${DRAFT}\uffff`);
      for (const draft of await tx.objectStore('kept').getAll(drafts))
        for (const photo of (draft as Draft).photos) named.add(photo);
      for (const photo of await tx.objectStore('photos').getAllKeys())
        if (!named.has(photo)) await tx.objectStore('photos').delete(photo);
      await tx.done;
    },
    get: async <Value>(name: string): Promise<Value | undefined> =>
      (await db.get('kept', name)) as Value | undefined,
    set: async (name: string, value: unknown): Promise<void> =>
      void (await db.put('kept', value, name)),
    drop: (name: string) => db.delete('kept', name),
    names: () => db.getAllKeys('kept'),
    /** An act and the end of its draft, in one: never both, never neither. */
    keepDone: async (item: Item, draft: string | undefined): Promise<void> => {
      const tx = db.transaction(['items', 'kept'], 'readwrite', { durability: 'strict' });
      const work: Promise<unknown>[] = [tx.objectStore('items').put(item), tx.done];
      if (draft !== undefined) work.push(tx.objectStore('kept').delete(draft));
      await Promise.all(work);
    },
  };
}
