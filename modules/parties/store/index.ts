import type { MigrationSet } from '@lakiri/platform/migrate';

export type { Acting, Node } from './acting.ts';
export {
  driverAggregate,
  partyAggregate,
  personAggregate,
  sessionAggregate,
  vehicleAggregate,
} from './aggregates.ts';
export {
  COST_STANDARD,
  type Cost,
  type PasswordKeeper,
  passwordKeeper,
  type Verdict,
} from './password.ts';
export { permitOverseer } from './permits.ts';
export { forgetDue, RETENTION_YEARS_DEFAULT } from './personal.ts';
export {
  type DriverSeen,
  driversOf,
  findParty,
  isSetUp,
  listParties,
  namesOf,
  type PartiesPage,
  partiesOf,
  peopleWith,
  platesOf,
  type SaltedValue,
  saltedValuesOf,
  vehiclesByPlate,
} from './queries.ts';
export {
  type Busy,
  type NewParty,
  type NewPerson,
  registerParty,
  registerPerson,
  sha256Of,
} from './register.ts';
export { keepHashes, keepUsed } from './registered.ts';
export { closeSession, openSession, type SignedInDone } from './sessions.ts';
export { type NewNode, type SetUpDone, setUp } from './set-up.ts';
export { driverOf, type FoundOr, vehicleOf } from './vehicles.ts';

export const partiesMigrations: MigrationSet = {
  module: 'parties',
  directory: new URL('migrations/', import.meta.url),
};
