import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { ProfileField } from './profile-field.tsx';
import { BASES, type RevisionField, type RevisionSaid, TIERS } from './revision.ts';

type Parts = {
  readonly said: RevisionSaid;
  readonly change: (some: Partial<RevisionSaid>) => void;
  readonly error: (field: RevisionField) => string | undefined;
  /** Of a model that is proposed: when it holds is decided by its approval. */
  readonly isNew?: boolean;
};

/** All that a version says of a model, with whose word it is and from when on it holds. */
export function RevisionFields(parts: Parts) {
  const say = useSay();
  const { said, change, error, isNew = false } = parts;
  return (
    <>
      <Figures {...parts} />
      <ProfileField
        entries={said.profile}
        error={error('profile')}
        onChange={(profile) => change({ profile })}
      />
      <Select
        label={say('revise.basis')}
        value={said.basis}
        choices={BASES.map((basis) => ({ value: basis, label: say(`models.basis.${basis}`) }))}
        onChange={(basis) => change({ basis: BASES.find((it) => it === basis) ?? said.basis })}
      />
      <TextField
        label={say('revise.source')}
        hint={say('revise.sourceHint')}
        lines={2}
        error={error('source')}
        value={said.source}
        onChange={(source) => change({ source })}
      />
      {isNew ? null : (
        <TextField
          label={say('revise.effectiveFrom')}
          hint={say('revise.effectiveHint')}
          type="datetime-local"
          error={error('effectiveFrom')}
          value={said.effectiveFrom}
          onChange={(effectiveFrom) => change({ effectiveFrom })}
        />
      )}
    </>
  );
}

const INTERVALS = ['reportIntervalS', 'parkedIntervalS', 'asleepIntervalS'] as const;

function Figures({ said, change, error }: Parts) {
  const say = useSay();
  return (
    <>
      {INTERVALS.map((field) => (
        <TextField
          key={field}
          label={say(`revise.${field}`)}
          hint={field === 'reportIntervalS' ? undefined : say('revise.unknownHint')}
          inputMode="numeric"
          error={error(field)}
          value={said[field]}
          onChange={(value) => change({ [field]: value })}
        />
      ))}
      <div className={page.pair}>
        <TextField
          label={say('revise.drainPctPerHour')}
          inputMode="decimal"
          error={error('drainPctPerHour')}
          value={said.drainPctPerHour}
          onChange={(drainPctPerHour) => change({ drainPctPerHour })}
        />
        <Select
          label={say('revise.tierMax')}
          value={said.tierMax}
          choices={TIERS.map((tier) => ({
            value: String(tier),
            label: `T${tier}: ${say(`trust.tier.${tier}`)}`,
          }))}
          onChange={(tierMax) => change({ tierMax })}
        />
      </div>
    </>
  );
}
