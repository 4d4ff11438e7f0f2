import { chanceOf } from '@lakiri/kit';
import type { SealModel } from '../measurement.ts';
import { jt600, jt701, jt701d } from './jointech-speech.ts';
import type { Speech } from './speech.ts';
import { fmbRope } from './teltonika-speech.ts';

/** How a seal of a model speaks. `wireId`: ten digits for Jointech, an IMEI for Teltonika. */
export function speechOf(model: SealModel, wireId: string, seed: number): Speech {
  const chance = chanceOf(seed);
  const options = {
    deviceId: wireId,
    imei: `86${String(chance.integer(0, 9_999_999_999_999)).padStart(13, '0')}`,
    password: String(chance.integer(0, 999_999)).padStart(6, '0'),
  };
  switch (model) {
    case 'JT701D':
      return jt701d(options);
    case 'JT701':
      return jt701(options);
    case 'JT600':
      return jt600(options);
    case 'FMB-rope':
      return fmbRope(wireId);
  }
}
