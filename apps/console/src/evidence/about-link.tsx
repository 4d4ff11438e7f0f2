import { Link } from '@tanstack/react-router';
import type { FactLine } from '../api/evidence-contract.ts';
import { useSay } from '../shell/language.tsx';
import { aboutWords } from './fact-words.ts';

/** What a fact is about; leads there where there is a screen for it. */
export function AboutLink({ fact }: { fact: FactLine }) {
  const words = aboutWords(useSay(), fact);
  if (fact.subjectKind === 'journey')
    return (
      <Link to="/journeys/$id" params={{ id: fact.subject }}>
        {words}
      </Link>
    );
  if (fact.subjectKind === 'case')
    return (
      <Link to="/monitor" search={{ case: fact.subject }}>
        {words}
      </Link>
    );
  return words;
}
