import { RULE_BASES, type RuleBasis } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import { TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Segments } from '../ui/segments.tsx';

type Reason = { readonly why: string; readonly source: string; readonly basis: RuleBasis };

/** Why a rule is changed, and on whose word. */
export function ReasonFields(props: {
  reason: Reason;
  change: (some: Partial<Reason>) => void;
  error: (name: 'why' | 'source') => string | undefined;
}) {
  const say = useSay();
  const { reason, change, error } = props;
  return (
    <>
      <div className={page.pair}>
        <TextField
          label={say('rules.why')}
          hint={say('rules.whyHint')}
          lines={2}
          error={error('why')}
          value={reason.why}
          onChange={(why) => change({ why })}
        />
        <TextField
          label={say('rules.source')}
          hint={say('rules.sourceHint')}
          lines={2}
          error={error('source')}
          value={reason.source}
          onChange={(source) => change({ source })}
        />
      </div>
      <Segments
        label={say('rules.basis')}
        value={reason.basis}
        choices={RULE_BASES.map((value) => ({ value, label: say(`rules.basis.${value}`) }))}
        onChange={(basis) => change({ basis })}
      />
    </>
  );
}
