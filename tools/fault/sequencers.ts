// One log, whatever is done with those who add to it: two at once under load, one of them stopped in the middle of
// a publication, and a past restored from a backup.
import { readFlags } from '../bench/flags.ts';
import { command, conclude, progress } from '../bench/report.ts';
import { restoreBackups } from './restored.ts';
import { straceForbidden } from './strace.ts';
import { MOMENTS, paused, together } from './two-sequencers.ts';

/** With `--plant` only two in one folder are tried: that defect is theirs. */
const standard = { seconds: 30, seed: 4 };

await command(async () => {
  const { seconds, seed, plant } = readFlags(standard);
  if (plant !== undefined) {
    const { wrong } = await together({ seconds, seed, plant, where: 'one-folder' });
    for (const what of wrong) progress(what);
    return conclude({ seconds, tried: 1, failed: wrong.length > 0 ? 1 : 0 }, wrong.length === 0);
  }
  const isTraced = straceForbidden() === undefined;
  if (!isTraced) progress('without strace only a transaction can be stopped, no file write');
  const at = { seconds, seed };
  const [both, stopped, { backups, control }] = await Promise.all([
    inTurn(['one-folder', 'two-machines'] as const, async (where) => {
      const found = await together({ ...at, where });
      return { name: where, ...found };
    }),
    inTurn(
      MOMENTS.filter((moment) => isTraced || moment === 'in-the-transaction'),
      async (moment) => ({ name: moment, ...(await paused({ ...at, moment })) }),
    ),
    restoreBackups(),
  ]);
  const all = [...both, ...stopped, ...backups];
  for (const { name, wrong } of all) for (const what of wrong) progress(`${name}: ${what}`);
  const failed = all.filter(({ wrong }) => wrong.length > 0).length;
  progress(`the control, old both without a witness: ${control.join('; ') || 'nothing was found'}`);
  conclude(
    {
      seconds,
      tried: all.length,
      failed,
      facts: [...both, ...stopped].reduce((sum, { facts }) => sum + facts, 0),
      together: both.length,
      stopped: Object.fromEntries(
        stopped.map(({ name, addedMeanwhile: added, wentBackMs }) => [
          name,
          { added_meanwhile: added, went_back_ms: wentBackMs },
        ]),
      ),
      restored: backups.length,
      control_caught: control.length > 0,
    },
    failed === 0 && control.length > 0,
  );
});

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
