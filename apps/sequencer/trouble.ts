// Why the sequencer does not sign. Facts are kept all the same.

/** The log, its files and the database do not belong together; only an operator can say which is right. */
export class RefusesToSign extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RefusesToSign';
    this.code = code;
  }
}

/**
 * The disk did not confirm. What it holds is not known, and asking again may be answered with success though
 * nothing was written (Postgres, 2018): the process has to end.
 */
export class SyncFailed extends Error {
  constructor(path: string, cause: unknown) {
    super(`${path} could not be synced: ${(cause as Error).message}`, { cause });
    this.name = 'SyncFailed';
  }
}

/** What passes when somebody makes room. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE']);

export function isNoRoom(error: unknown): boolean {
  return NO_ROOM.has((error as NodeJS.ErrnoException).code ?? '');
}
