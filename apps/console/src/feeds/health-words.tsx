import type { Feed } from '../api/feed-contract.ts';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';

/** How a feed is: normal is grey, what needs somebody is not. */
export function HealthMark({ feed: { state, health } }: { feed: Feed }) {
  const say = useSay();
  if (state === 'suspended') return <span className={page.bad}>{say('feed.state.suspended')}</span>;
  const bad = health.state === 'silent' || health.state === 'late';
  return <span className={bad ? page.bad : page.chip}>{say(`feed.health.${health.state}`)}</span>;
}

/** How far behind it tells, of nineteen reports in twenty. */
export function Lag({ feed: { health } }: { feed: Feed }) {
  const say = useSay();
  return health.lagP95S === null ? '–' : saySpan(say, health.lagP95S * 1_000);
}

export function LateShare({ feed: { health } }: { feed: Feed }) {
  return health.lateShare === null ? '–' : `${Math.round(health.lateShare * 100)} %`;
}
