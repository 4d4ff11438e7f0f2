// How soon an alarm is on the glass of an officer's desk, in a real browser that watches the whole fleet: from the cut frame's
// last byte written to the row painted. Then one key for one alarm, and for a storm of many.
import {
  atShare,
  BARS,
  openCentre,
  raiseAndDraw,
  takeByKey,
  takeStorm,
} from '../browser/monitor-bars.ts';
import { readFlags } from './flags.ts';
import { command, conclude, progress } from './report.ts';

const standard = {
  ...{ seals: 20_000, every: 60, seconds: 60, alarms: 100 },
  ...{ acknowledged: 20, crowd: 200 },
};

const isWithin = (figures: Readonly<Record<keyof typeof BARS, number>>): boolean =>
  (Object.keys(BARS) as (keyof typeof BARS)[]).every((name) => figures[name] <= BARS[name]);

await command(async () => {
  const { seals, every, seconds, alarms, acknowledged: times, crowd } = readFlags(standard);
  const centre = await openCentre(seals, crowd);
  try {
    const own = await centre.open();
    progress('the officer is signed in and watches');
    const { waitsMs, missing } = await raiseAndDraw(centre, own, {
      ...{ alarms, seconds, ratePerS: seals / every },
    });
    progress(`${waitsMs.length} rows drawn, p95 ${atShare(waitsMs, 0.95)} ms`);
    const other = await centre.open();
    const taken = await takeByKey(centre, [own, other], { before: alarms, times });
    progress(`${taken.ownMs.length} taken by one key`);
    const storm = await takeStorm(centre, [own, other]);
    const figures = {
      p95_ms: atShare(waitsMs, 0.95),
      acknowledge_ms: atShare(taken.ownMs, 0.95),
      other_desk_ms: atShare(taken.otherMs, 0.95),
      storm_presses: storm.presses,
    };
    const held = missing === 0 && storm.acknowledged === crowd && isWithin(figures);
    conclude(
      {
        ...{
          seals,
          every_s: every,
          alarms: waitsMs.length,
          missing,
          p50_ms: atShare(waitsMs, 0.5),
        },
        ...{
          ...figures,
          max_ms: atShare(waitsMs, 1),
          acknowledge_p50_ms: atShare(taken.ownMs, 0.5),
        },
        ...{ storm: storm.acknowledged, storm_ms: Math.round(storm.ownMs) },
        ...{ storm_other_desk_ms: Math.round(storm.otherMs), held },
      },
      held,
    );
  } finally {
    await centre.close();
  }
});
