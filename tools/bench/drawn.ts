// How soon an alarm is on the glass of an officer's desk, in a real browser that watches the whole fleet: from the cut frame's
// last byte written to the row painted. Then one key for one alarm, and for a storm of many.
import {
  atShare,
  openCentre,
  raiseAndDraw,
  takeByKey,
  takeStorm,
} from '../browser/monitor-bars.ts';
import { readFlags } from './flags.ts';
import { command, conclude, progress } from './report.ts';

const standard = {
  ...{ seals: 20_000, rate: 1_000, seconds: 60, alarms: 100 },
  ...{ acknowledged: 20, crowd: 200 },
};

await command(async () => {
  const {
    seals,
    rate: ratePerS,
    seconds,
    alarms,
    acknowledged: times,
    crowd,
  } = readFlags(standard);
  const centre = await openCentre(seals, crowd);
  try {
    const own = await centre.open();
    progress('the officer is signed in and watches');
    const { waitsMs, missing } = await raiseAndDraw(centre, own, { alarms, seconds, ratePerS });
    progress(`${waitsMs.length} rows drawn, p95 ${atShare(waitsMs, 0.95)} ms`);
    const other = await centre.open();
    const taken = await takeByKey(centre, [own, other], { before: alarms, times });
    progress(`${taken.ownMs.length} taken by one key`);
    const storm = await takeStorm(centre, [own, other]);
    conclude(
      {
        ...{ seals, alarms: waitsMs.length, missing },
        drawn_p50_ms: atShare(waitsMs, 0.5),
        drawn_p95_ms: atShare(waitsMs, 0.95),
        drawn_max_ms: atShare(waitsMs, 1),
        ack_own_p95_ms: atShare(taken.ownMs, 0.95),
        ack_other_p95_ms: atShare(taken.otherMs, 0.95),
        ...{ storm: storm.acknowledged, storm_presses: storm.presses },
        ...{ storm_own_ms: Math.round(storm.ownMs), storm_other_ms: Math.round(storm.otherMs) },
      },
      missing === 0 && storm.acknowledged === crowd,
    );
  } finally {
    await centre.close();
  }
});
