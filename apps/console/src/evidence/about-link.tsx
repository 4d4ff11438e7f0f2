import { Link } from '@tanstack/react-router';
import type { FactLine } from '../api/evidence-contract.ts';
import { useSay } from '../shell/language.tsx';
import { aboutOf } from './fact-words.ts';

/** What a fact is about; leads there where there is a screen for it. */
export function AboutLink({ fact }: { fact: FactLine }) {
  const { subjectKind, subject } = fact;
  if (subjectKind === 'journey')
    return (
      <Link to="/journeys/$id" params={{ id: subject }}>
        <About fact={fact} />
      </Link>
    );
  if (subjectKind === 'case')
    return (
      <Link to="/monitor" search={{ case: subject }}>
        <About fact={fact} />
      </Link>
    );
  return <About fact={fact} />;
}

function About({ fact }: { fact: FactLine }) {
  const { kind, ref } = aboutOf(useSay(), fact);
  return (
    <span>
      {kind} <span>{ref}</span>
    </span>
  );
}
