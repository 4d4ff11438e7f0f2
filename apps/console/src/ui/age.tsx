import { fullInstant } from '../clock/instants.ts';
import { sayAge, saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { useLanguage, useSay } from '../shell/language.tsx';

/** How long ago an instant (ISO 8601) was; counts by itself. `short` leaves out "ago". */
export function Age({ at, short = false }: { at: string; short?: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const age = useNow() - Date.parse(at);
  return (
    <time dateTime={at} title={fullInstant(at, language)}>
      {short ? saySpan(say, age) : sayAge(say, age)}
    </time>
  );
}
