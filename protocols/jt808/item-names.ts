/** Items that a profile may put under another id than the tables do (§3.3 "Items"); see `items.ts`. */
export const ITEM_NAMES = [
  'steps',
  'sideTemperature',
  'jimiStatus',
  'harshDrivingWithDoor',
  'fuel',
  'hex',
] as const;
export type ItemName = (typeof ITEM_NAMES)[number];
