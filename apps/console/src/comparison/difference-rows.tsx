import { secondInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useReplay, useShownAt } from '../journeys/replay.tsx';
import { distance } from '../map/distance.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Rows } from '../ui/panel.tsx';
import type { Say } from '../words/words.ts';
import { type Difference, differenceAt, type Standing } from './difference.ts';
import type { Other } from './other.tsx';
import { nameOf } from './strokes.tsx';

/** Who is ahead at the second of the clock, and by how much. */
export function DifferenceRows({ other }: { other: Other }) {
  const say = useSay();
  const language = useLanguage();
  const { journey } = useReplay();
  const at = useShownAt();
  const told = differenceAt(other.compared, at);
  const plates = { mine: nameOf(journey), other: nameOf(other.journey) };
  const sharesRoute = other.compared.ways !== undefined;
  return (
    <Rows
      rows={[
        !sharesRoute
          ? undefined
          : { label: say('compare.ahead'), value: aheadWords(say, told, plates) },
        !sharesRoute ? undefined : { label: say('compare.byRoad'), value: roadWords(told) },
        !sharesRoute ? undefined : { label: say('compare.byTime'), value: timeWords(say, told) },
        {
          label: say('compare.straight'),
          value: told.straightM === null ? '–' : distance(told.straightM),
        },
        { label: plates.mine, value: standingWords(say, told.mine, sharesRoute) },
        { label: plates.other, value: standingWords(say, told.other, sharesRoute) },
        other.shiftMs === undefined || other.shiftMs === 0
          ? undefined
          : {
              label: say('compare.itsTime', { plate: plates.other }),
              value: secondInstant(at - other.shiftMs, language),
            },
      ]}
    />
  );
}

type Plates = { readonly mine: string; readonly other: string };

/** The plate of the one ahead. */
export function aheadWords(say: Say, { ahead }: Difference, plates: Plates): string {
  if (ahead === null) return '–';
  return ahead === 'level' ? say('compare.level') : plates[ahead];
}

export const roadWords = ({ routeKm }: Difference): string =>
  routeKm === null ? '–' : distance(routeKm * 1_000);

/** How long ago the one ahead was where the other is now. */
export function timeWords(say: Say, { ahead, behindMs }: Difference): string {
  if (ahead === null || ahead === 'level') return '–';
  if (behindMs === null) return say('compare.notPassed');
  const { least, most } = behindMs;
  if (least === most) return saySpan(say, least);
  return say('compare.between', { least: saySpan(say, least), most: saySpan(say, most) });
}

/** Where one of the two is, along the route. */
export function standingWords(say: Say, standing: Standing | null, sharesRoute: boolean): string {
  if (standing === null) return say('compare.notHeard');
  const { km, silentMs } = standing;
  const on = km === null ? say('compare.offRoute') : say('compare.km', { km: km.toFixed(1) });
  const where = sharesRoute ? on : '–';
  return silentMs === 0 ? where : say('compare.silent', { where, span: saySpan(say, silentMs) });
}
