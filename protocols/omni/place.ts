/** A hundred-thousandth of a minute: what receivers of five decimals send. */
const UNITS_PER_MINUTE = 100_000;
const UNITS_PER_DEGREE = 60 * UNITS_PER_MINUTE;

/** Whether a field has the form of D…DMM.mmmm. */
export function isMinutes(text: string): boolean {
  return /^\d{3,5}(\.\d{1,8})?$/.test(text);
}

/** Degrees from D…DMM.mmmm, to six decimals; `null` where no globe has them. */
export function degreesOf(text: string, max: number, isNegative: boolean): number | null {
  const value = Number(text);
  const whole = Math.floor(value / 100);
  const minutes = value - whole * 100;
  const degrees = Math.round((whole + minutes / 60) * 1_000_000) / 1_000_000;
  if (minutes >= 60 || degrees > max) return null;
  return isNegative ? 0 - degrees : degrees;
}

/** D…DMM.mmmmm of degrees, its degrees in `size` digits. */
export function minutesOf(degrees: number, size: number): string {
  const units = Math.round(Math.abs(degrees) * UNITS_PER_DEGREE);
  const whole = Math.floor(units / UNITS_PER_DEGREE);
  const minutes = (units - whole * UNITS_PER_DEGREE) / UNITS_PER_MINUTE;
  return String(whole).padStart(size, '0') + minutes.toFixed(5).padStart(8, '0');
}
