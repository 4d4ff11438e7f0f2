import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Unit } from '../api/response-contract.ts';
import { officersQuery } from '../api/shift-queries.ts';
import { useSay } from '../shell/language.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { Ends } from './report-forms.tsx';
import styles from './response.module.css';
import { bodyOf, faultsIn, latLonOf, NO_UNIT, saidOf, type UnitSaid } from './unit-body.ts';

/** A supervisor registers a car, or changes what is on record of one: its name, its base, who answers for it. */
export function UnitForm({ unit, onDone }: { unit?: Unit; onDone: () => void }) {
  const say = useSay();
  const { data: officers } = useQuery(officersQuery);
  const [said, setSaid] = useState(unit === undefined ? NO_UNIT : saidOf(unit));
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useSend<Unit>('units', onDone);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faultsIn(said).length > 0) focusFaulty(form);
    else void send(path, bodyOf(said));
  };
  const path = unit === undefined ? '/response/units' : `/response/units/${unit.id}/revise`;
  const faults = tried ? faultsIn(said) : [];
  const field = (name: keyof UnitSaid) => ({
    value: said[name],
    error: faults.includes(name)
      ? say(said[name].trim() === '' ? 'response.needed' : 'response.numberWrong')
      : undefined,
    onChange: (value: string) => setSaid((now) => ({ ...now, [name]: value })),
  });
  return (
    <form ref={form} className={page.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField label={say('response.name')} {...field('name')} />
      <TextField label={say('response.baseName')} {...field('baseName')} />
      <div className={styles.pair}>
        <TextField label={say('response.lat')} inputMode="decimal" mono {...field('lat')} />
        <TextField label={say('response.lon')} inputMode="decimal" mono {...field('lon')} />
      </div>
      <TextField label={say('response.areaKm')} inputMode="numeric" {...field('areaKm')} />
      <TextField label={say('response.phone')} type="tel" mono {...field('phone')} />
      <TextField
        label={say('response.languages')}
        hint={say('response.languagesHint')}
        {...field('languages')}
      />
      <Select
        label={say('response.person')}
        hint={say('response.personHint')}
        value={said.person}
        placeholder={say('response.personNone')}
        choices={(officers?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={field('person').onChange}
      />
      <Ends
        {...{ sending, onCancel: onDone }}
        label={say(unit === undefined ? 'response.unitNew' : 'response.save')}
      />
    </form>
  );
}

/** Where an officer heard that a unit is. */
export function PlaceForm({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const say = useSay();
  const [lat, setLat] = useState('');
  const [lon, setLon] = useState('');
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useSend<Unit>('units', onDone);
  const form = useFirstField();
  const place = latLonOf(lat, lon);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (place === undefined) focusFaulty(form);
    else void send(`/response/units/${unit.id}/place`, place);
  };
  const error = tried && place === undefined ? say('response.numberWrong') : undefined;
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <div className={styles.pair}>
        <TextField
          label={say('response.lat')}
          inputMode="decimal"
          mono
          {...{ error, value: lat, onChange: setLat }}
        />
        <TextField
          label={say('response.lon')}
          inputMode="decimal"
          mono
          {...{ error, value: lon, onChange: setLon }}
        />
      </div>
      <Ends {...{ sending, onCancel: onDone }} label={say('response.save')} />
    </form>
  );
}
