import type { FrameField, FrameRead } from '../api/device-contract.ts';
import { secondInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import type { Language } from '../words/said.ts';
import type { Say } from '../words/words.ts';
import { wordKey } from '../words/words.ts';
import { placesOf } from './bytes.ts';
import styles from './frames.module.css';

type FieldsProps = {
  readonly frame: FrameRead;
  readonly lit: FrameField | undefined;
  readonly held: FrameField | undefined;
  readonly onPoint: (field: FrameField | undefined) => void;
  readonly onHold: (field: FrameField) => void;
};

/** What the message says, in our words first and then as the maker names it. */
export function FrameFields(props: FieldsProps) {
  const say = useSay();
  const { fields } = props.frame;
  if (fields.length === 0) return <p className={styles.quiet}>{say('frames.noFields')}</p>;
  const readings = [...new Set(fields.map(({ reading }) => reading))];
  const many = readings.filter((reading) => reading !== null).length > 1;
  return (
    <div>
      {readings.flatMap((reading) =>
        [false, true].map((own) => {
          const those = fields.filter((it) => it.reading === reading && it.own === own);
          if (those.length === 0) return null;
          const title = titleOf(say, { reading, own, many });
          return (
            <section key={`${reading} ${own}`} className={styles.group}>
              <h3>{title}</h3>
              <ul>
                {those.map((field) => (
                  <li key={field.name}>
                    <Field {...props} field={field} />
                  </li>
                ))}
              </ul>
            </section>
          );
        }),
      )}
    </div>
  );
}

type Group = { readonly reading: number | null; readonly own: boolean; readonly many: boolean };

function titleOf(say: Say, { reading, own, many }: Group): string {
  if (own) return say('frames.own');
  if (reading === null) return say('frames.message');
  return many ? say('frames.reading', { n: reading + 1 }) : say('frames.says');
}

function Field({ field, lit, held, onPoint, onHold }: FieldsProps & { field: FrameField }) {
  const say = useSay();
  const language = useLanguage();
  const places = placesOf(field.spans);
  // What its maker called so is so called in every language.
  const own = field.own ? 'no' : undefined;
  return (
    <button
      type="button"
      className={styles.field}
      data-lit={field === lit}
      aria-pressed={field === held}
      onPointerEnter={({ pointerType }) => {
        if (pointerType === 'mouse') onPoint(field);
      }}
      onPointerLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(field)}
      onBlur={() => onPoint(undefined)}
      onClick={() => onHold(field)}
    >
      <span className={field.own ? styles.ownName : styles.name} translate={own}>
        {nameOf(say, field)}
      </span>
      <span className={styles.value} translate={own}>
        {shownValue(say, language, field)}
      </span>
      <span className={styles.places}>
        <span className="unseen">{places === '' ? '' : say('frames.bytesAt')} </span>
        {places}
      </span>
    </button>
  );
}

function nameOf(say: Say, { name, own }: FrameField): string {
  const key = own ? undefined : wordKey('field', name);
  return key === undefined ? name : say(key);
}

/** In our words; a maker's value stays as it came. */
function shownValue(say: Say, language: Language, { name, value, own }: FrameField): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return say(value ? 'state.yes' : 'state.no');
  if (own) return String(value);
  if (name === 'occurredAt') return `${secondInstant(String(value), language)} EAT`;
  const spoken = wordKey(name === 'event' ? 'method' : `field.${name}`, String(value));
  if (spoken !== undefined) return say(spoken);
  if (typeof value === 'string') return value;
  if (name === 'speedKmh') return say('case.kmh', { speed: tenths(value) });
  const unit = UNITS[name];
  return unit === undefined ? String(Number(value.toFixed(DEGREE_DIGITS))) : tenths(value) + unit;
}

/** A tenth of a metre: finer than any seal measures. */
const DEGREE_DIGITS = 6;
const UNITS: Readonly<Record<string, string>> = {
  courseDeg: '°',
  altitudeM: ' m',
  odometerKm: ' km',
  batteryPct: ' %',
  temperatureC: ' °C',
  humidityPct: ' %',
};

const tenths = (value: number): string => String(Math.round(value * 10) / 10);
