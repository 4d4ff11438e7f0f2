import type { MeitrackProfileData } from './profile.ts';

// Data: what differs between models, by the maker's "GPRS Protocol" V1.8, "Analog input value".

/** Volts of one step of the two readings of a battery and of the supply. */
const TEN_BIT = { battery: (3 * 2) / 1024, power: (3 * 16) / 1024 };
const TWELVE_BIT = { battery: (3.3 * 2) / 4096, power: (3.3 * 16) / 4096 };

export const PROFILES = {
  standard: {},
  tenBit: { volts: TEN_BIT },
  twelveBit: { volts: TWELVE_BIT },
  /** Has no supply: the second reading is another's. */
  twelveBitBattery: { volts: { battery: TWELVE_BIT.battery, power: 1 } },
} as const satisfies Readonly<Record<string, MeitrackProfileData>>;

/** The profile of each model that needs one. */
export const MODELS: Readonly<Record<string, keyof typeof PROFILES>> = {
  MVT340: 'tenBit',
  MVT380: 'tenBit',
  MT90: 'twelveBitBattery',
  T1: 'twelveBit',
  T3: 'twelveBit',
  MVT100: 'twelveBit',
  MVT600: 'twelveBit',
  MVT800: 'twelveBit',
  TC68: 'twelveBit',
  TC68S: 'twelveBit',
};
