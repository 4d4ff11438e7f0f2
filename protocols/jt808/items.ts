import { either, type Reader, type Table, tableOf } from './item.ts';
import { FIELD_ITEMS, NAMED_READERS } from './items-field.ts';
import { JOINTECH_ITEMS, lockEvent, network, wakeSource } from './items-jointech.ts';
import { OBD_ITEMS } from './items-obd.ts';
import { PADLOCK_ITEMS } from './items-padlock.ts';
import { STANDARD_ITEMS, tilt } from './items-standard.ts';
import type { ItemTable, Jt808Profile } from './profile.ts';

const NONE: Reader = () => false;

/** One id of two makers: the size says whose it is. */
const BOTH: Readonly<Record<number, Reader>> = {
  213: either(JOINTECH_ITEMS[0xd5] ?? NONE, PADLOCK_ITEMS[0xd5] ?? NONE),
  254: FIELD_ITEMS[0xfe] ?? NONE,
};

const TABLES: Readonly<Record<ItemTable, Table>> = {
  standard: tableOf(STANDARD_ITEMS),
  padlock: tableOf(STANDARD_ITEMS, PADLOCK_ITEMS),
  jointech: tableOf(STANDARD_ITEMS, JOINTECH_ITEMS),
  any: tableOf(STANDARD_ITEMS, OBD_ITEMS, FIELD_ITEMS, PADLOCK_ITEMS, JOINTECH_ITEMS, BOTH),
};

/** §3.2: the items of the JT705A, under ids of their own. */
export const SHORT_TABLE: Table = tableOf({
  2: (item) => {
    if (item.size !== 2) return false;
    const { bytes, at } = item;
    item.draft.altitudeM = (((bytes[at] ?? 0) << 24) >> 16) | (bytes[at + 1] ?? 0);
    return true;
  },
  10: network,
  11: lockEvent,
  12: tilt,
  16: wakeSource,
  252: JOINTECH_ITEMS[0xfc] ?? NONE,
});

/** A profile's own table is made once: it lives as long as the profile does. */
const OWN_TABLES = new WeakMap<Jt808Profile, Table>();

/** The table of a profile, with the readers that it puts elsewhere. */
export function tableFor(profile: Jt808Profile): Table {
  const { items, itemNames } = profile;
  if (itemNames.size === 0) return TABLES[items];
  const known = OWN_TABLES.get(profile);
  if (known !== undefined) return known;
  const table = [...TABLES[items]];
  for (const [id, name] of itemNames) table[id] = NAMED_READERS[name];
  OWN_TABLES.set(profile, table);
  return table;
}
