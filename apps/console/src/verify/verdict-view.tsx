import { Check, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import type { Line, Told } from './verdict-lines.ts';
import styles from './verify.module.css';

const ICONS = { good: Check, warning: TriangleAlert, wrong: X } as const satisfies Record<
  Line['mark'],
  unknown
>;

/** What the verification came to; the keyboard is taken to it. */
export function VerdictView({ name, told }: { name: string; told: Told }) {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const Icon = told.held ? Check : X;
  return (
    <section className={styles.verdict} data-held={told.held}>
      <h2 ref={heading} tabIndex={-1} className={styles.headline}>
        <Icon size={24} aria-hidden="true" />
        {told.headline}
      </h2>
      <p className={styles.name}>{name}</p>
      <h3 className="unseen">{say('verify.checks')}</h3>
      <ul className={styles.lines}>
        {told.lines.map((line) => (
          <VerdictLine key={`${line.mark} ${line.path} ${line.text}`} line={line} />
        ))}
      </ul>
      <Paragraphs title={say('verify.proves')} texts={told.proves} />
      <Paragraphs title={say('verify.notProves')} texts={told.notProves} />
      {told.about.length === 0 ? null : (
        <>
          <h3>{say('verify.about')}</h3>
          <dl className={styles.about}>
            {told.about.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className={/^[0-9a-f]{64}$/.test(value) ? 'mono' : undefined}>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <div className={styles.acts}>
        <Button onClick={() => print()}>{say('verify.print')}</Button>
      </div>
    </section>
  );
}

function VerdictLine({ line: { mark, path, text } }: { line: Line }) {
  const Icon = ICONS[mark];
  return (
    <li data-mark={mark}>
      <Icon size={18} aria-hidden="true" />
      <span>
        {path === '' ? null : <span className={`mono ${styles.path}`}>{path}</span>}
        {text}
      </span>
    </li>
  );
}

function Paragraphs({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles.texts}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
