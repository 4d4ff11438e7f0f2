import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Segments } from '../ui/segments.tsx';
import styles from './notices.module.css';
import { minutesIn, type WishFields, ZONES } from './wish-fields.ts';

/** When one wants no notice, by the clock on one's wall. */
export function QuietFields(props: {
  fields: WishFields;
  tried: boolean;
  onChange: (over: Partial<WishFields>) => void;
}) {
  const say = useSay();
  const { fields, tried, onChange } = props;
  const { isQuiet, from, until, zone, through } = fields;
  const wrong = (text: string): string | undefined => {
    if (!tried) return undefined;
    if (minutesIn(text) === undefined) return say('notices.quietWrong');
    return from === until ? say('problem.never-quiet.do') : undefined;
  };
  const zones = ZONES.map((value, at) => ({
    value: value as string,
    label: say(at === 0 ? 'notices.zone.eat' : 'notices.zone.cat'),
  }));
  const known = zones.some(({ value }) => value === zone);
  return (
    <>
      <Segments<'none' | 'some'>
        label={say('notices.quiet')}
        value={isQuiet ? 'some' : 'none'}
        choices={[
          { value: 'none', label: say('notices.quietNone') },
          { value: 'some', label: say('notices.quietSome') },
        ]}
        onChange={(value) => onChange({ isQuiet: value === 'some' })}
      />
      {isQuiet ? (
        <>
          <div className={styles.pair}>
            <TextField
              label={say('notices.quietFrom')}
              error={wrong(from)}
              value={from}
              onChange={(value) => onChange({ from: value })}
            />
            <TextField
              label={say('notices.quietUntil')}
              error={wrong(until)}
              value={until}
              onChange={(value) => onChange({ until: value })}
            />
          </div>
          <Select
            label={say('notices.zone')}
            value={zone}
            choices={known ? zones : [...zones, { value: zone, label: zone }]}
            onChange={(value) => onChange({ zone: value })}
          />
          <Segments<'yes' | 'no'>
            label={say('notices.through')}
            value={through ? 'yes' : 'no'}
            choices={(['yes', 'no'] as const).map((value) => ({
              value,
              label: say(`notices.through.${value}`),
            }))}
            onChange={(value) => onChange({ through: value === 'yes' })}
          />
        </>
      ) : null}
    </>
  );
}
