import { useSay } from '../shell/language.tsx';

/** A name, or that it is unknown: forgotten, or not the viewer's to see. */
export function NameOrUnknown({ name }: { name: string | null }) {
  const say = useSay();
  return name ?? say('state.unknown');
}
