import { Camera, Flag, type LucideIcon, Phone, Siren } from 'lucide-react';
import { memo, useMemo } from 'react';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { eventWords } from './event-words.ts';
import { type Pin, type PinKind, pinsOf } from './pins.ts';
import { useReplay } from './replay.tsx';
import styles from './timeline.module.css';

const icons = {
  photo: Camera,
  call: Phone,
  unit: Siren,
  exception: Flag,
} as const satisfies Record<PinKind, LucideIcon>;

/** Photographs, calls, units and exceptions over the rail. The list of events is their twin, for keys and for ears. */
export const PinRow = memo(function PinRow() {
  const { events, span } = useReplay();
  const pins = useMemo(() => pinsOf(events, span), [events, span]);
  if (pins.length === 0) return null;
  return (
    <div className={styles.pins} aria-hidden="true">
      {pins.map((pin) => (
        <OnePin key={pin.at} pin={pin} />
      ))}
    </div>
  );
});

function OnePin({ pin: { kind, at, part, events } }: { pin: Pin }) {
  const say = useSay();
  const language = useLanguage();
  const { goTo } = useReplay();
  const Icon = icons[kind];
  const words = events.map(
    (event) => `${secondInstant(event.at, language)} ${eventWords(say, event)}`,
  );
  return (
    <button
      type="button"
      tabIndex={-1}
      style={{ insetInlineStart: `${(part * 100).toFixed(2)}%` }}
      title={words.join('\n')}
      onClick={() => goTo(at)}
    >
      <Icon size={14} />
      {events.length > 1 ? <span>{events.length}</span> : null}
    </button>
  );
}
