import type { MigrationSet } from '@lakiri/platform/migrate';

export { cellAggregate, findCells, listCells, loadCells } from './cells.ts';
export { type HeldKey, heldKeys, keysOf, materialHash, sealKeyAggregate } from './keys.ts';
export { keepLiftReason } from './reasons.ts';
export { openSecret, sealingKey, sealSecret } from './sealed.ts';
export {
  type Doubted,
  type DoubtPlace,
  doubtedOf,
  listDoubts,
  loadSuspicions,
  type PeerSeen,
  peersOf,
  replaceSuspicion,
  savePeers,
  saveSuspicions,
} from './suspicions.ts';

export const trustMigrations: MigrationSet = {
  module: 'trust',
  directory: new URL('migrations/', import.meta.url),
};
