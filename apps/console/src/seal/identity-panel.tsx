import { Link } from '@tanstack/react-router';
import type { Seal } from '../api/contract.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { NameOrUnknown } from '../ui/name-or-unknown.tsx';
import { Panel, Rows } from '../ui/panel.tsx';
import { wordKey } from '../words/words.ts';

/** Who the seal is and who has it. */
export function IdentityPanel({ seal }: { seal: Seal }) {
  const say = useSay();
  const language = useLanguage();
  const { owner, model, dialect, wireId, registeredAt, journey, state } = seal;
  const spoken = wordKey('dialect', dialect);
  return (
    <Panel title={say('seal.who')}>
      <Rows
        rows={[
          { label: say('col.owner'), value: <NameOrUnknown name={owner.name} /> },
          {
            label: say('seal.custody'),
            value: (
              <>
                {say(`seal.state.${state}`)}
                {journey === null ? null : (
                  <>
                    {' · '}
                    <Link className="mono" to="/journeys/$id" params={{ id: journey.id }}>
                      {journey.ref}
                    </Link>
                  </>
                )}
              </>
            ),
          },
          { label: say('col.model'), value: model ?? say('state.unknown') },
          {
            label: say('register.dialect'),
            value: spoken === undefined ? dialect : say(spoken),
          },
          { label: say('register.wireId'), value: <span className="mono">{wireId}</span> },
          { label: say('seal.registered'), value: fullInstant(registeredAt, language) },
        ]}
      />
    </Panel>
  );
}
