import type { ReportAsked } from '../api/report-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import styles from './reports.module.css';
import { type ReportsSearch, ZONES } from './search.ts';

/** From which day to which, by whose clock. */
export function PeriodFields(props: {
  asked: ReportAsked;
  onChange: (changed: Pick<ReportsSearch, 'from' | 'to' | 'zone'>) => void;
}) {
  const say = useSay();
  const { asked, onChange } = props;
  const day = (which: 'from' | 'to') => (
    <TextField
      type="date"
      label={say(`report.${which}`)}
      value={asked[which]}
      // A field that somebody has half emptied is no day yet.
      onChange={(value) => (value === '' ? undefined : onChange({ [which]: value }))}
    />
  );
  return (
    <div className={styles.period}>
      {day('from')}
      {day('to')}
      <Select
        label={say('report.zone')}
        value={asked.zone}
        choices={ZONES.map((value) => ({ value, label: say(`report.zone.${value}`) }))}
        onChange={(value) => onChange({ zone: ZONES.find((zone) => zone === value) ?? ZONES[0] })}
      />
    </div>
  );
}
