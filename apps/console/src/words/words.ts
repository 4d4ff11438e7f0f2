import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { backTestWords } from './back-tests.ts';
import { bulletinWords } from './bulletins.ts';
import { caseLifeWords } from './case-life.ts';
import { caseWords, causeWords } from './cases.ts';
import { comparisonWords } from './comparison.ts';
import { corridorWords } from './corridors.ts';
import { deadZoneScreenWords } from './dead-zone-screens.ts';
import { deadZoneWords } from './dead-zones.ts';
import { doorProblemWords } from './door-problems.ts';
import { doubtWords } from './doubts.ts';
import { evidenceWords } from './evidence.ts';
import { evidenceProblemWords } from './evidence-problems.ts';
import { exceptionWords } from './exceptions.ts';
import { factWords } from './facts.ts';
import { feedFormWords } from './feed-forms.ts';
import { feedWords } from './feeds.ts';
import { frameWords } from './frames.ts';
import { gazetteProblemWords } from './gazette-problems.ts';
import { hourWords } from './hour.ts';
import { journeyWords } from './journeys.ts';
import { longer } from './longer.ts';
import { modelWords } from './models.ts';
import { modeWords } from './modes.ts';
import { noticeProblemWords, noticeWords } from './notices.ts';
import { orderProblemWords, orderWords } from './orders.ts';
import { placeWords } from './places.ts';
import { playbookWords } from './playbook.ts';
import { problemWords } from './problems.ts';
import { quarantineWords } from './quarantine.ts';
import { reportWords } from './reports.ts';
import { responseWords } from './response.ts';
import { rulePartWords } from './rule-parts.ts';
import { ruleProblemWords } from './rule-problems.ts';
import { ruleSentences } from './rule-sentences.ts';
import { ruleWords } from './rules.ts';
import type { Language, Said } from './said.ts';
import { sealWords } from './seals.ts';
import { shellWords } from './shell.ts';
import { shiftWords } from './shifts.ts';
import { trustWords } from './trust.ts';
import { verifyWords } from './verify.ts';
import { whyWords } from './why.ts';

export const words = {
  ...shellWords,
  ...shiftWords,
  ...modeWords,
  ...caseWords,
  ...causeWords,
  ...caseLifeWords,
  ...playbookWords,
  ...whyWords,
  ...doubtWords,
  ...journeyWords,
  ...comparisonWords,
  ...hourWords,
  ...sealWords,
  ...frameWords,
  ...deadZoneScreenWords,
  ...corridorWords,
  ...bulletinWords,
  ...feedWords,
  ...feedFormWords,
  ...modelWords,
  ...quarantineWords,
  ...trustWords,
  ...noticeWords,
  ...noticeProblemWords,
  ...orderWords,
  ...orderProblemWords,
  ...problemWords,
  ...ruleProblemWords,
  ...doorProblemWords,
  ...deadZoneWords,
  ...gazetteProblemWords,
  ...placeWords,
  ...evidenceWords,
  ...evidenceProblemWords,
  ...factWords,
  ...exceptionWords,
  ...responseWords,
  ...reportWords,
  ...ruleSentences,
  ...ruleWords,
  ...rulePartWords,
  ...backTestWords,
  ...verifyWords,
};
export type WordKey = keyof typeof words;
export type Values = Readonly<Record<string, string | number | boolean>>;

/** Says one thing in the language it was made for. */
export type Say = (key: WordKey, values?: Values) => string;

const made = new Map<string, Say>();

/** The sayings of a language; compiled once, on first use. `isLong`: longer than they are, to see what still fits. */
export function sayIn(language: Language, isLong = false): Say {
  const name = isLong ? `${language}, long` : language;
  const known = made.get(name);
  if (known !== undefined) return known;
  const messages = Object.fromEntries(
    Object.entries<Said>(words).map(([key, said]) => {
      const message = compileMessage(said[language]);
      return [key, isLong ? longer(message) : message];
    }),
  );
  const i18n = setupI18n({ locale: language, messages: { [language]: messages } });
  const say: Say = (key, values) => i18n._(key, values);
  made.set(name, say);
  return say;
}

/** A key made of a part and a server's code, when there is a saying for it. */
export function wordKey(part: string, code: string): WordKey | undefined {
  const key = `${part}.${code}`;
  return Object.hasOwn(words, key) ? (key as WordKey) : undefined;
}
