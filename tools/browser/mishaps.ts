// What has gone wrong on a truck's way before the tests begin, as its seal tells it.
import { addMs, type Instant, MINUTE_MS } from '@lakiri/kit';
import type { Measured, Said, SealDevice } from './seal-device.ts';
import type { Mishap } from './trips.ts';
import type { Driven } from './way.ts';

export type Told = {
  readonly device: SealDevice;
  readonly driven: Driven;
  readonly now: Instant;
  readonly mishap: Mishap | undefined;
};

/** How it stands with the truck now. `standing`: where, if it does not drive on. */
export type After = { readonly said: Said; readonly standing: Measured | undefined };

/** Frames that wait for their acknowledgement at once; a JT701D keeps up to 64. */
const OUTSTANDING_MAX = 64;
/** Minutes before now from which on the mishap is told. */
const STOOD_MIN = 52;
const STRAYED_MIN = 14;
const OPENED_MIN = 21;
const TRIED_MIN = 9;
const DRAINED_MIN = 4;
/** North-eastwards, well over the buffer of 5 km. */
const STRAY_DEG = 0.075;

/** Sends the way until now with its mishap, all acknowledged. */
export async function happened(told: Told): Promise<After> {
  const { driven, now, mishap } = told;
  const way = driven.until(now);
  switch (mishap) {
    case undefined:
      return await along(told, way, {});
    case 'battery-short':
      return await partly(told, DRAINED_MIN, { batteryPct: 14 });
    case 'long-stop': {
      const since = addMs(now, -STOOD_MIN * MINUTE_MS);
      const stood = { ...driven.at(since), speedKmh: 0 };
      const standing = way.map((one) => (one.at < since ? one : { ...stood, at: one.at }));
      return { ...(await along(told, standing, {})), standing: stood };
    }
    case 'off-route': {
      const since = addMs(now, -STRAYED_MIN * MINUTE_MS);
      const strayed = way.map((one) => (one.at < since ? one : stray(one)));
      return { ...(await along(told, strayed, {})), standing: strayed.at(-1) };
    }
    case 'cover-opened':
      return await partly(told, OPENED_MIN, { bits: { coverOpen: true } });
    case 'unlock-refused': {
      const after = await partly(told, TRIED_MIN, {});
      for (const tries of [1, 2, 3])
        await told.device.refuse(driven.at(addMs(now, (tries - TRIED_MIN) * MINUTE_MS)), tries);
      return after;
    }
  }
}

const stray = (one: Measured): Measured => ({
  ...one,
  lat: one.lat + STRAY_DEG,
  lon: one.lon + STRAY_DEG,
});

/** From so many minutes ago on the seal says more of itself. */
async function partly(told: Told, minutes: number, said: Said): Promise<After> {
  const since = addMs(told.now, -minutes * MINUTE_MS);
  const way = told.driven.until(told.now);
  await along(
    told,
    way.filter(({ at }) => at < since),
    {},
  );
  return await along(
    told,
    way.filter(({ at }) => at >= since),
    said,
  );
}

async function along({ device }: Told, way: readonly Measured[], said: Said): Promise<After> {
  for (let at = 0; at < way.length; at += OUTSTANDING_MAX)
    await Promise.all(
      way
        .slice(at, at + OUTSTANDING_MAX)
        .map((one) => device.report(one, { ...said, dataType: 'blindArea' })),
    );
  return { said, standing: undefined };
}
