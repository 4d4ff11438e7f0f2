import { chanceOf } from '@lakiri/kit';
import { dialectOf, type SealModel } from '../measurement.ts';

/** Who a simulated seal is: what is printed on it, and what it says on the wire. */
export type SealIdentity = {
  readonly number: string;
  readonly model: SealModel;
  readonly dialect: string;
  readonly wireId: string;
};

/** Most are of the current model; the others are there so that the seam for many makers is used. */
const SHARES: readonly (readonly [SealModel, number])[] = [
  ['JT701D', 0.7],
  ['FMB-rope', 0.15],
  ['JT701', 0.08],
  ['JT600', 0.07],
];

const FIRST_NUMBER = 20_001;
const FIRST_JOINTECH_ID = 8_131_020_001;
const FIRST_IMEI = 35_630_704_244_000; // fourteen digits; the fifteenth is the check digit

/** The seal of truck number `truck`, from 0; the same for the same seed in every command. */
export function identityOf(seed: number, truck: number): SealIdentity {
  const model = modelOf(chanceOf(seed * 1_000_003 + truck).next());
  const dialect = dialectOf[model];
  const wireId =
    dialect === 'teltonika' ? imeiOf(FIRST_IMEI + truck) : String(FIRST_JOINTECH_ID + truck);
  return { number: `ELK-${FIRST_NUMBER + truck}`, model, dialect, wireId };
}

function modelOf(share: number): SealModel {
  let left = share;
  for (const [model, part] of SHARES) {
    left -= part;
    if (left < 0) return model;
  }
  return 'JT701D';
}

/** Fourteen digits and the check digit of ISO/IEC 7812 (Luhn). */
function imeiOf(body: number): string {
  const digits = Array.from(String(body).padStart(14, '0'), Number);
  const sum = digits.reduce((total, digit, at) => {
    const weighed = at % 2 === 1 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
}
