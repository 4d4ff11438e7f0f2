// The same load in one dialect after the other, Jointech's first: what a dialect costs is told as its share
// of Jointech's reports a second in the same run.
import { FLEET_DIALECTS, type FleetDialect, isAnswered } from '@lakiri/simulator';
import { compare } from './compare.ts';
import { trapEarlyAcks } from './early-ack-trap.ts';
import { measure } from './ingest-measure.ts';
import type { Plant } from './node-under-test.ts';
import { conclude, progress, round1 } from './report.ts';
import { startTrial, type Trial } from './trial.ts';

/** How often the register is asked what is stored of a dialect that answers nothing. */
const CONFIRM_EVERY_MS = 40;
/** A seal put under way has this version; each report stored adds one. */
const VERSION_FIRST = 4;

type Flags = Readonly<Record<'seals' | 'seconds' | 'ack-rate' | 'rate-max', number>> & {
  readonly dialect: string;
  readonly plant: Plant | undefined;
};

type Figures = {
  readonly live_per_s: number;
  readonly backlog_per_s: number;
  readonly ack_p50_ms: number;
  readonly ack_p99_ms: number;
  readonly rss_mb: number;
  readonly lost: number;
  readonly doubled: number;
};

/** A line of JSON for each dialect, the last with Jointech's own figures beside it when one was asked for. */
export async function ingestDialects(flags: Flags): Promise<void> {
  const asked = FLEET_DIALECTS.filter((it) => flags.dialect === 'all' || it === flags.dialect);
  const jointech = await ingestOne('jointech', flags);
  let holds = isWhole(jointech);
  for (const dialect of asked) {
    const figures = dialect === 'jointech' ? jointech : await ingestOne(dialect, flags);
    holds &&= isWhole(figures);
    const ratio = {
      ratio_to_jointech: ratioOf(figures.live_per_s, jointech.live_per_s),
      backlog_ratio_to_jointech: ratioOf(figures.backlog_per_s, jointech.backlog_per_s),
      jointech_live_per_s: jointech.live_per_s,
      jointech_backlog_per_s: jointech.backlog_per_s,
    };
    const { lost, doubled, ...speed } = figures;
    conclude({ dialect, ...speed, ...ratio, lost, doubled }, holds);
  }
}

const isWhole = ({ lost, doubled }: Figures): boolean => lost === 0 && doubled === 0;

function ratioOf(perS: number, jointechPerS: number): number {
  return Math.round((perS / jointechPerS) * 1_000) / 1_000;
}

async function ingestOne(dialect: FleetDialect, flags: Flags): Promise<Figures> {
  const trial = await startTrial({ dialect, seals: flags.seals, plant: flags.plant });
  const confirming = isAnswered(dialect) ? undefined : confirmFromRegister(trial, dialect);
  try {
    const { live, backlog, ackP50Ms, ackP99Ms, rssMb } = await measure(trial, flags);
    // What is on its way at a kill is lost in a dialect that answers nothing: nothing was acknowledged.
    if (confirming === undefined) await trapEarlyAcks(trial, flags['ack-rate']);
    const compared = await compare(trial.owner, trial.fleet);
    progress(`${dialect}: ${compared.acked} acknowledged reports looked for in the database`);
    return {
      live_per_s: live.stats.ackedPerS,
      backlog_per_s: backlog.stats.ackedPerS,
      ack_p50_ms: round1(ackP50Ms),
      ack_p99_ms: round1(ackP99Ms),
      rss_mb: rssMb,
      lost: compared.lost,
      doubled: compared.doubled,
    };
  } finally {
    await confirming?.stop();
    await trial.stop();
  }
}

/** Looks what is stored of each seal, again and again: these times are as coarse as the looking. */
function confirmFromRegister({ owner, fleet }: Trial, dialect: FleetDialect) {
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      const { rows } = await owner.pool.query<{ wire_id: string; version: number }>(
        'SELECT wire_id, version FROM seals.seal WHERE dialect = $1',
        [dialect],
      );
      fleet.confirm(new Map(rows.map((row) => [row.wire_id, row.version - VERSION_FIRST])));
      await new Promise((resolve) => setTimeout(resolve, CONFIRM_EVERY_MS));
    }
  })();
  return {
    stop: async (): Promise<void> => {
      isOver = true;
      await looking;
    },
  };
}
