import { addSignatures } from '@lakiri/evidence';
import type { Cosignature } from '@lakiri/evidence/store';
import type { Log } from '@lakiri/platform/log';
import { SyncFailed } from '../trouble.ts';
import type { WitnessedLog } from '../witness-port.ts';
import type { Round } from './round.ts';

export type Keeping = {
  readonly view: WitnessedLog;
  readonly log: Log;
  /** Keeps the lines of a quorum in the database. */
  readonly keep: (lines: readonly Cosignature[]) => Promise<void>;
};

/** Writes what witnesses have signed, one round after the other. */
export type Saver = {
  save(round: Round): void;
  /** When all is written. */
  done(): Promise<void>;
};

/** `witnessed` never goes back; `size` is that of the file that is there. `onBroken` is told what the disk did not confirm. */
export function saverOf(
  { view, log, keep }: Keeping,
  size: number,
  onBroken: (error: unknown) => void,
): Saver {
  let witnessed = size;
  let before: Promise<void> = Promise.resolve();
  const keepRows = async ({ head, lines }: Round): Promise<void> => {
    const of = { log: view.log.name, size: head.size, checkpoint: head.checkpoint };
    const rows = [...lines.values()].map((line) => ({ ...line, ...of }));
    // The files hold them all the same; a database that is away is told by those who need it more.
    await keep(rows).catch((error: Error) =>
      log.warn({ reason: error.message }, 'cosignatures are not in the database'),
    );
  };
  const kept = async (round: Round): Promise<void> => {
    const { head, lines } = round;
    const texts = [...lines.values()].map(({ line }) => line);
    await view.addToCheckpoint(head.checkpoint, texts);
    // The database and `witnessed` hold only what a quorum is under: whoever reads them need not ask.
    if (!round.quorum) return;
    await keepRows(round);
    if (head.size < witnessed) return;
    await view.writeWitnessed(addSignatures(head.checkpoint, texts));
    witnessed = head.size;
  };
  return {
    save: (round) => {
      before = before
        .then(() => kept(round))
        .catch((error: Error) => {
          if (error instanceof SyncFailed) onBroken(error);
          else log.error({ reason: error.message }, 'cosignatures are not in the files');
        });
    },
    done: () => before,
  };
}
