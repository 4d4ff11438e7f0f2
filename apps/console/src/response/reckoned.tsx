import type { Dispatch } from '../api/response-contract.ts';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';

const MINUTE_MS = 60_000;

/** How long a unit takes, and how that is reckoned. */
export function Reckoned({ minutes, km, basis }: NonNullable<Dispatch['reckoned']>) {
  const say = useSay();
  return (
    <span>
      {saySpan(say, minutes * MINUTE_MS)} · {say(`response.way.${basis}`, { km })}
    </span>
  );
}
