import { useQuery } from '@tanstack/react-query';
import { commandsOfSealQuery } from '../api/command-queries.ts';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Select } from '../ui/field.tsx';
import type { Fields } from './exception-fields.tsx';

/** The order to open that a transload goes by: one of those of the seal on the truck. */
export function OrderField({ journey, filled, change }: Fields) {
  const say = useSay();
  const language = useLanguage();
  const [seal = ''] = journey.seals.filter(({ until }) => until === null).map(({ id }) => id);
  const { data } = useQuery({ ...commandsOfSealQuery(seal), enabled: seal !== '' });
  const choices = (data?.items ?? [])
    .filter(({ word, journey: of }) => word === 'unlock' && of?.id === journey.id)
    .map(({ id, requestedAt }) => ({ value: id, label: secondInstant(requestedAt, language) }));
  return (
    <Select
      label={say('exception.order')}
      placeholder={say('exception.orderNone')}
      value={filled.order}
      choices={choices}
      onChange={(order) => change({ order })}
    />
  );
}
