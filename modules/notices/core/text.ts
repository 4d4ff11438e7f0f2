import type { Content } from './content.ts';
import type { Language } from './subscription.ts';
import { KIND_WORDS, PARTS, REPORT_WORDS, TOPIC_WORDS } from './text-words.ts';

export type Text = {
  /** One line, for a subject or a title. */
  readonly title: string;
  /** Lines of plain text. */
  readonly body: string;
  /** All that matters in one short message. */
  readonly short: string;
};

/** One short message is 160 characters of the GSM alphabet (3GPP TS 23.038); two are joined by every phone. */
const SHORT_CHARS_MAX = 306;

/** The zones whose time the corridor's people read on their walls, by name. */
const ZONE_NAMES: Readonly<Record<string, string>> = {
  'Africa/Nairobi': 'EAT',
  'Africa/Dar_es_Salaam': 'EAT',
  'Africa/Kampala': 'EAT',
  'Africa/Kigali': 'CAT',
  'Africa/Bujumbura': 'CAT',
  'Africa/Juba': 'CAT',
  'Africa/Lubumbashi': 'CAT',
};
/** Where a subscription names no zone: the corridor begins on it. */
const ZONE_STANDARD = 'Africa/Nairobi';

/** What a person reads of a notice, in their language and by their clock. */
export function textOf(
  content: Content,
  { language, zone = ZONE_STANDARD }: { readonly language: Language; readonly zone?: string },
): Text {
  const say = (part: keyof typeof PARTS): string => PARTS[part][language];
  const { case: about, journey, seal, url, report } = content;
  const what = whatOf(content, language);
  const who = journey?.plate ?? journey?.ref ?? seal?.number ?? (report && daysOf(report));
  const title = [what, who].filter(Boolean).join(' · ');
  const when = wallClock(content.at, zone);
  const near = about?.near ?? undefined;
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    [say('when'), report === undefined ? when : undefined],
    [say('period'), report && daysOf(report)],
    [say('truck'), journey?.plate],
    [say('journey'), journey?.ref],
    [say('route'), journey?.route],
    [say('seal'), seal?.number],
    [say('near'), near],
    [say('look'), url],
  ];
  const said = lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  const last = say(content.topic === 'test' || content.topic === 'report' ? content.topic : 'why');
  const short = [title, journey?.ref, near, when, url].filter(Boolean).join(', ');
  return {
    title: oneLine(title),
    body: [what, ...said, '', last, ''].join('\n'),
    short: cut(oneLine(content.topic === 'test' ? `${title}. ${last}` : short)),
  };
}

function whatOf({ topic, case: about, report }: Content, language: Language): string {
  const what = TOPIC_WORDS[topic][language];
  if (report !== undefined) return `${what}: ${REPORT_WORDS[report.kind][language]}`;
  if (about === null) return what;
  const kind = KIND_WORDS[about.kind]?.[language] ?? about.kind.replaceAll('-', ' ');
  return `${what}: ${kind} (${PARTS.severity[language]} ${about.severity})`;
}

/** `2026-11-16 – 2026-11-22 EAT` */
function daysOf({ firstDay, lastDay, zone }: NonNullable<Content['report']>): string {
  return `${firstDay} – ${lastDay} ${ZONE_NAMES[zone] ?? zone}`;
}

/** A name that somebody typed must not begin a header of its own. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

const cut = (text: string): string =>
  text.length <= SHORT_CHARS_MAX ? text : `${text.slice(0, SHORT_CHARS_MAX - 1)}…`;

/** `23.11.2026 07:29 EAT`; a zone without a short name here is said by its own. */
function wallClock(at: string, zone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  } as Intl.DateTimeFormatOptions);
  const part = Object.fromEntries(
    clock.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]),
  );
  const { day, month, year, hour, minute } = part as Record<string, string>;
  return `${day}.${month}.${year} ${hour}:${minute} ${ZONE_NAMES[zone] ?? zone}`;
}
