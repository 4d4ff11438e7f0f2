import type { MigrationSet } from '@lakiri/platform/migrate';

export { commandAggregate } from './aggregate.ts';
export { type Around, type AroundDeps, aroundOf } from './around.ts';
export {
  findPassword,
  isPasswordSet,
  keepToldPassword,
  openPassword,
  passwordAggregate,
  passwordKey,
  sealedSha256,
  sealPassword,
} from './passwords.ts';
export {
  type CommandsAsked,
  commandFacts,
  findInFlight,
  listCommands,
  type StepRow,
  watchedCommands,
} from './queries.ts';
export { type CommandWord, findCommandWords, keepCommandWord } from './reasons.ts';

export const commandsMigrations: MigrationSet = {
  module: 'commands',
  directory: new URL('migrations/', import.meta.url),
};
