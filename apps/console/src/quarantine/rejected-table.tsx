import { useInfiniteQuery } from '@tanstack/react-query';
import type { Reject } from '../api/device-contract.ts';
import { rejectsQuery } from '../api/device-queries.ts';
import { verdictWords } from '../seal/verdict-words.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Empty } from '../ui/waiting.tsx';
import { Dialect } from './dialect.tsx';

/** Bytes that made no sense, a sample of each connection. */
export function RejectedTable() {
  const say = useSay();
  return (
    <ListTable
      found={useInfiniteQuery(rejectsQuery)}
      columns={columns}
      keyOf={({ id }) => id}
      count="rejected.count"
      lead={<p className={page.lead}>{say('rejected.lead')}</p>}
      empty={<Empty title={say('rejected.empty')} />}
    />
  );
}

const columns: readonly Column<Reject>[] = [
  { head: 'rejected.when', cell: ({ receivedAt }) => <Age at={receivedAt} /> },
  { head: 'rejected.why', cell: ({ code }) => <Why code={code} /> },
  { head: 'rejected.at', cell: ({ offset }) => offset },
  { head: 'register.dialect', cell: ({ dialect }) => <Dialect dialect={dialect} /> },
  { head: 'unknown.from', look: 'mono', cell: ({ peer }) => peer },
  { head: 'rejected.bytes', cell: ({ hex }) => <Bytes hex={hex} /> },
];

function Why({ code }: { code: string }) {
  return verdictWords(useSay(), code);
}

/** So many of a sample tell a port scan from a torn message. */
const SHOWN_CHARS = 96;

function Bytes({ hex }: { hex: string }) {
  const say = useSay();
  return (
    <>
      <div className={`mono ${page.hex}`} title={hex.slice(0, SHOWN_CHARS)}>
        {hex.slice(0, SHOWN_CHARS)}
      </div>
      <span className={page.quiet}>{say('frames.bytes', { n: hex.length / 2 })}</span>
    </>
  );
}
