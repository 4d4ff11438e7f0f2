import { useQuery } from '@tanstack/react-query';
import { exceptionsQuery } from '../api/response-queries.ts';
import { hourMinute } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { isStanding } from './standing.ts';

/** What is allowed to the journey just now, beside its state: until when it may stand, and for what. */
export function StandingChips({ journey, look }: { journey: string; look: string | undefined }) {
  const say = useSay();
  const now = useNow();
  const { data } = useQuery(exceptionsQuery(journey));
  return data?.items
    .filter((one) => isStanding(one, now))
    .map(({ id, kind, until }) => (
      <span key={id} className={look}>
        {say(`exception.${kind}`)} · {until === null ? '' : `${hourMinute(until)} EAT`}
      </span>
    ));
}
