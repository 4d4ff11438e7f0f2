// The power cut, over and over, under the load of reports and of facts: whatever was acknowledged before is there
// after, and database and log agree. With synchronous_commit=off, the control, the same cuts must lose something.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chanceOf } from '@lakiri/kit';
import type { Database } from '@lakiri/platform/sql';
import { readFlags } from '../bench/flags.ts';
import { command, conclude, pause, progress } from '../bench/report.ts';
import { startFactLoad } from './fact-load.ts';
import { startLoaded } from './load.ts';
import { openTrialDatabase } from './log-stage.ts';
import { assess, type Cut, cutPower, type Damage } from './power-cut.ts';
import { makePowerDisk, type PowerDisk } from './power-disk.ts';

/** `control`: the cuts without synchronous commits. */
const standard = { cuts: 20, control: 5, seals: 200, rate: 1_000, seed: 5 };
type Flags = ReturnType<typeof readFlags<keyof typeof standard>>;

const FIRST_ACKS_MS_MAX = 60_000;
const ACKS_MS_MAX = 60_000;
/** How long the load runs well before a cut. */
const WELL_MS = [100, 1_000] as const;
/** A cut comes when so many seconds' worth of the load was acknowledged since the last one. */
const ACKED_S = 0.3;

await command(async () => {
  const flags = readFlags(standard);
  const disk = await makePowerDisk();
  if ('forbidden' in disk) {
    progress(`skipped: the power of a disk cannot be cut here (${disk.forbidden})`);
    conclude({ skipped: 'no disk to cut', said: disk.forbidden }, true);
    return;
  }
  let damage: readonly Damage[];
  let control: readonly Damage[];
  try {
    damage = await run(disk, flags, 'durable');
    control = await run(disk, flags, 'control');
  } finally {
    disk.remove();
  }
  const sum = (of: readonly Damage[], count: (one: Damage) => number): number =>
    of.reduce((total, one) => total + count(one), 0);
  const lost = sum(damage, (one) => one.lostReports + one.lostFacts);
  const doubled = sum(damage, (one) => one.doubled);
  const disagree = sum(damage, (one) => one.disagreements.length);
  const controlLost = sum(control, (one) => one.lostReports + one.lostFacts);
  conclude(
    {
      cuts: damage.length,
      acked_reports: Math.max(...damage.map((one) => one.ackedReports)),
      acked_facts: Math.max(...damage.map((one) => one.ackedFacts)),
      lost,
      doubled,
      disagree,
      control_cuts: control.length,
      control_lost: controlLost,
      control_disagree: sum(control, (one) => one.disagreements.length),
    },
    lost + doubled + disagree === 0 && damage.length > 0 && controlLost > 0,
  );
});

type Kind = 'durable' | 'control';

/** A node on the disk under load, its power cut again and again; then what each cut left is looked at. */
async function run(disk: PowerDisk, flags: Flags, kind: Kind): Promise<Damage[]> {
  const dataDirectory = join(disk.directory, kind);
  mkdirSync(dataDirectory, { mode: 0o711 });
  const trial = await startLoaded({ ...flags, ratePerS: flags.rate, dataDirectory });
  const cuts: Cut[] = [];
  const occurredAt = trial.fleet.occurredAt.bind(trial.fleet);
  try {
    if (kind === 'control') await commitWithoutWaiting(trial.owner);
    const writer = openTrialDatabase(trial.node.ownerUrl);
    const load = startFactLoad(writer, flags.seed);
    await trial.untilAcked(flags.rate, FIRST_ACKS_MS_MAX);
    const chance = chanceOf(flags.seed);
    while (cuts.length < (kind === 'control' ? flags.control : flags.cuts)) {
      await trial.untilAcked(flags.rate * ACKED_S, ACKS_MS_MAX);
      await pause(chance.integer(...WELL_MS));
      const name = `${kind}-${cuts.length + 1}`;
      const parts = { data: dataDirectory, fleet: trial.fleet, load, cut: disk.cut };
      cuts.push(await cutPower(name, parts));
    }
    progress(
      `${kind}: the power was cut ${cuts.length} times, ${trial.fleet.acked} reports acknowledged`,
    );
    await load.end();
    await writer.end();
  } catch (error) {
    progress(trial.node.logTail());
    throw error;
  } finally {
    await trial.endLoad();
    await trial.stop();
  }
  const damage: Damage[] = [];
  for (const cut of cuts)
    damage.push(
      await disk.revive(cut.name, (directory) =>
        assess(cut, { data: join(directory, kind), occurredAt }),
      ),
    );
  for (const [at, one] of damage.entries()) tell(cuts[at]?.name ?? '', one);
  return damage;
}

/** What a node never does: a commit is answered before it is on the disk. */
async function commitWithoutWaiting(owner: Database): Promise<void> {
  await owner.pool.query('ALTER DATABASE lakiri SET synchronous_commit = off');
  await owner.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = 'lakiri' AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
}

function tell(name: string, one: Damage): void {
  progress(
    `${name}: lost ${one.lostReports} of ${one.ackedReports} reports, ${one.lostFacts} of ${one.ackedFacts} facts`,
  );
  for (const what of one.disagreements) progress(`${name}: ${what}`);
}
