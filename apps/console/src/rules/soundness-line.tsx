import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { soundnessQuery } from '../api/rule-queries.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';

/** Whether the engine takes a condition, as it is typed; and where it does not. */
export function SoundnessLine({ condition }: { condition: string }) {
  const say = useSay();
  const asked = useDeferredValue(condition.trim());
  const { data } = useQuery(soundnessQuery(asked));
  if (asked === '') return null;
  const fault = data?.fault ?? null;
  return (
    <p role="status" className={fault === null ? page.quiet : page.bad}>
      {data === undefined || data === null
        ? ''
        : fault === null
          ? say('rules.sound')
          : say('rules.unsound', {
              part: condition.slice(fault.from, fault.to) || condition,
              message: fault.message,
            })}
    </p>
  );
}
