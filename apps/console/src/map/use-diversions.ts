import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { bulletinsQuery } from '../api/bulletin-queries.ts';
import { routesQuery } from '../api/queries.ts';
import { closedStretch, phaseOf } from '../corridors/bulletin-phase.ts';
import { useSay } from '../shell/language.tsx';
import type { DrawnDiversion } from './diversion-layers.ts';

/** The diversions that held when the centre was last asked, of one route or of all, ready to be drawn; the very list until one begins or ends. */
export function useDiversions(route?: string): readonly DrawnDiversion[] {
  const say = useSay();
  const { data } = useQuery(bulletinsQuery);
  const { data: gazette } = useQuery(routesQuery);
  const holding = (data?.items ?? []).filter(
    (one) =>
      phaseOf(one, Date.parse(data?.now ?? '')) === 'holding' &&
      (route === undefined || one.says.route === route),
  );
  const key = holding.map(({ id, version }) => `${id} ${version}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which they are; the list is another each time
  return useMemo(
    () =>
      holding.map(({ number, says }) => ({
        label: say('bulletin.numbered', { number: number ?? '' }),
        line: says.line,
        closed: closedStretch(
          gazette?.routes.find(({ id }) => id === says.route)?.line,
          says.closed,
        )?.line,
      })),
    [key, gazette, say],
  );
}
