import type { Dispatch } from '../api/response-contract.ts';
import { useSay } from '../shell/language.tsx';

/** How long a unit takes, and how that is reckoned. */
export function Reckoned({ minutes, km, basis }: NonNullable<Dispatch['reckoned']>) {
  const say = useSay();
  return (
    <span>
      {say('response.minutes', { minutes })} · {say(`response.way.${basis}`, { km })}
    </span>
  );
}
