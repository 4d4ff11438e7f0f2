import type { ChannelKind } from '@lakiri/notices';
import { type FormEvent, useState } from 'react';
import type { ChannelsSeen } from '../api/notice-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { Segments } from '../ui/segments.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './notices.module.css';
import { subscribeBrowser } from './push.ts';

type Whose = 'me' | 'party';

/** What the node can send, to whom: a system is an organisation's, a browser a person's. */
function kindsOf(
  { carriers, pushKey, mayKeepPartys }: ChannelsSeen,
  whose: Whose,
): readonly ChannelKind[] {
  const own: readonly (readonly [ChannelKind, boolean])[] = [
    ['push', pushKey !== null && whose === 'me'],
    ['email', carriers.email],
    ['sms', carriers.sms],
    ['webhook', mayKeepPartys && whose === 'party'],
  ];
  return own.flatMap(([kind, isOpen]) => (isOpen ? [kind] : []));
}

const fieldOf = {
  email: { label: 'notices.address', name: 'address', hint: undefined },
  sms: { label: 'notices.phone', name: 'phone', hint: 'notices.phoneHint' },
  webhook: { label: 'notices.url', name: 'url', hint: undefined },
} as const;

export function ChannelForm(props: {
  seen: ChannelsSeen;
  onDone: (added: { readonly receiversKey: string | null }) => void;
  onCancel: () => void;
}) {
  const say = useSay();
  const { seen, onDone, onCancel } = props;
  const [whose, setWhose] = useState<Whose>('me');
  const [chosen, setChosen] = useState<ChannelKind>();
  const [name, setName] = useState('');
  const [where, setWhere] = useState('');
  const [tried, setTried] = useState(false);
  const [isDenied, setDenied] = useState(false);
  const { send, sending, problem } = useSend('notices', onDone);
  const form = useFirstField();
  const kinds = kindsOf(seen, whose);
  const kind = chosen !== undefined && kinds.includes(chosen) ? chosen : kinds[0];
  const field = kind === undefined || kind === 'push' ? undefined : fieldOf[kind];
  const isMissing = name.trim() === '' || (field !== undefined && where.trim() === '');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (isMissing || kind === undefined) return focusFaulty(form);
    const target =
      field === undefined
        ? await subscribeBrowser(seen.pushKey ?? '')
        : { kind, [field.name]: where.trim() };
    setDenied(target === undefined);
    if (target !== undefined)
      await send('/notices/channels', { for: whose, name: name.trim(), target });
  };
  const missing = (text: string): string | undefined =>
    tried && text.trim() === '' ? say('notices.missing') : undefined;
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {seen.mayKeepPartys ? <WhoseField value={whose} onChange={setWhose} /> : null}
      <Select
        label={say('notices.kindOfChannel')}
        hint={kind === 'push' ? say('notices.pushHint') : undefined}
        error={isDenied && kind === 'push' ? say('notices.pushDenied') : undefined}
        value={kind ?? ''}
        choices={kinds.map((value) => ({ value, label: say(`notices.kind.${value}`) }))}
        onChange={(value) => setChosen(value as ChannelKind)}
      />
      <TextField
        label={say('notices.name')}
        hint={say('notices.nameHint')}
        error={missing(name)}
        value={name}
        onChange={setName}
      />
      {field === undefined ? null : (
        <WhereField of={field} error={missing(where)} value={where} onChange={setWhere} />
      )}
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'notices.addChannel')}
        </Button>
        <Button onClick={onCancel}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

function WhoseField({ value, onChange }: { value: Whose; onChange: (value: Whose) => void }) {
  const say = useSay();
  const choices = (['me', 'party'] as const).map((one) => ({
    value: one,
    label: say(`notices.for.${one}`),
  }));
  return <Segments<Whose> label={say('notices.for')} {...{ value, choices, onChange }} />;
}

function WhereField(props: {
  of: (typeof fieldOf)[keyof typeof fieldOf];
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  const say = useSay();
  const { of, error, value, onChange } = props;
  const hint = of.hint === undefined ? undefined : say(of.hint);
  return <TextField label={say(of.label)} {...{ hint, error, value, onChange }} />;
}
