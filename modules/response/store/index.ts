import type { MigrationSet } from '@lakiri/platform/migrate';

export {
  callAggregate,
  callsOfCase,
  notificationAggregate,
  notificationsOfCase,
} from './contacts.ts';
export {
  dispatchAggregate,
  dispatchesOfCase,
  dispatchesOfPerson,
  dispatchesOut,
} from './dispatches.ts';
export { type Firsts, firstSteps } from './firsts.ts';
export {
  findPhoto,
  keepPhotos,
  keepUpload,
  missingPhoto,
  namePhotos,
  type Photo,
} from './photos.ts';
export { type PlaybookOf, playbookAt } from './playbooks.ts';
export { speedsAt } from './speeds.ts';
export { type ResponseEvent, responseEvents } from './timeline.ts';
export { isNameTaken, listUnits, unitAggregate, unitsOfPerson } from './units.ts';
export {
  findResponseWords,
  keepResponseWords,
  type ResponseWord,
  wordHashes,
} from './words.ts';

export const responseMigrations: MigrationSet = {
  module: 'response',
  directory: new URL('migrations/', import.meta.url),
};
