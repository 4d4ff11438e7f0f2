import type { Content } from './content.ts';
import type { Language } from './subscription.ts';

type Said = Readonly<Record<Language, string>>;

/** What happened, in a few words: the beginning of every message. */
export const TOPIC_WORDS = {
  'case-opened': { en: 'Alarm', sw: 'Tahadhari' },
  'case-escalated': { en: 'Nobody has taken this alarm', sw: 'Tahadhari hii haijachukuliwa' },
  'case-acknowledged': { en: 'Taken by an officer', sw: 'Imechukuliwa na afisa' },
  'case-closed': { en: 'Case closed', sw: 'Kesi imefungwa' },
  'journey-armed': { en: 'Armed', sw: 'Ulinzi umewashwa' },
  'journey-departed': { en: 'Departed', sw: 'Imeondoka' },
  'journey-arrived': { en: 'Arrived', sw: 'Imefika' },
  'journey-disarmed': { en: 'Disarmed', sw: 'Ulinzi umezimwa' },
  'journey-closed': { en: 'Journey closed', sw: 'Safari imefungwa' },
  test: { en: 'A test', sw: 'Jaribio' },
  report: { en: 'Report', sw: 'Ripoti' },
} as const satisfies Record<Content['topic'], Said>;

export const REPORT_WORDS = {
  alarms: { en: 'alarms', sw: 'tahadhari' },
  response: { en: 'response', sw: 'mwitikio' },
  corridors: { en: 'corridor times', sw: 'muda wa njia' },
} as const satisfies Record<string, Said>;

/** Kinds of alarms. One that is not here is said by its code, which is English already. */
export const KIND_WORDS: Readonly<Record<string, Said>> = {
  'seal-cut': { en: 'Seal cut', sw: 'Lakiri imekatwa' },
  'opened-no-order': { en: 'Opened without an order', sw: 'Imefunguliwa bila amri' },
  'cover-opened': { en: 'Cover opened', sw: 'Kifuniko kimefunguliwa' },
  'unlock-refused': { en: 'Unlocking refused', sw: 'Kufungua kumekataliwa' },
  'off-route': { en: 'Off the route', sw: 'Nje ya njia' },
  'long-stop': { en: 'Long stop', sw: 'Imesimama muda mrefu' },
  silent: { en: 'Silent', sw: 'Kimya' },
  'battery-short': { en: 'Battery will not last', sw: 'Betri haitatosha' },
  'identity-doubted': { en: 'Identity in doubt', sw: 'Utambulisho una shaka' },
  'position-doubted': { en: 'Position in doubt', sw: 'Mahali pana shaka' },
  'jamming-suspected': { en: 'Jamming suspected', sw: 'Kuna shaka ya kuzuia mawimbi' },
  'clock-jumped': { en: 'Wrong clock', sw: 'Saa si sahihi' },
  'opening-uncertain': { en: 'Opening in doubt', sw: 'Kufunguliwa kuna shaka' },
  'opened-outside': { en: 'Opened outside its place', sw: 'Imefunguliwa nje ya mahali pake' },
  'device-removed': { en: 'Device removed', sw: 'Kifaa kimeondolewa' },
  'tractor-trailer-split': { en: 'Tractor and trailer apart', sw: 'Kichwa na trela vimetengana' },
  'wrong-way': { en: 'Driving back', sw: 'Inarudi nyuma' },
  'forbidden-place': { en: 'In a forbidden place', sw: 'Mahali palipokatazwa' },
  'stop-overdue': { en: 'Stop longer than allowed', sw: 'Imesimama kupita muda ulioruhusiwa' },
  'night-move': { en: 'Moving at night', sw: 'Inasafiri usiku' },
  'trip-time': { en: 'Journey takes too long', sw: 'Safari inachukua muda mrefu' },
  'transit-period': { en: 'Transit period is ending', sw: 'Muda wa kupita unaisha' },
  'trip-distance': { en: 'Journey too far', sw: 'Safari ni ndefu mno' },
  overspeed: { en: 'Too fast', sw: 'Kasi kupita kiasi' },
  'gps-lost': { en: 'Position lost', sw: 'Mahali hapajulikani' },
  'power-cut': { en: 'Power cut', sw: 'Umeme umekatwa' },
  shock: { en: 'Shock', sw: 'Mshtuko' },
  'temperature-out': { en: 'Temperature out of range', sw: 'Joto nje ya kiwango' },
  'humidity-out': { en: 'Humidity out of range', sw: 'Unyevu nje ya kiwango' },
  'seal-mismatch': { en: 'Another seal on the truck', sw: 'Lakiri nyingine kwenye lori' },
  sos: { en: 'SOS', sw: 'SOS' },
  accident: { en: 'Accident', sw: 'Ajali' },
  'driver-report': { en: 'Report of the driver', sw: 'Taarifa ya dereva' },
  'stop-cluster': {
    en: 'Many trucks stop at one place',
    sw: 'Malori mengi yamesimama mahali pamoja',
  },
};

export const PARTS = {
  severity: { en: 'severity', sw: 'uzito' },
  when: { en: 'When', sw: 'Wakati' },
  truck: { en: 'Truck', sw: 'Lori' },
  journey: { en: 'Journey', sw: 'Safari' },
  route: { en: 'Route', sw: 'Njia' },
  seal: { en: 'Seal', sw: 'Lakiri' },
  near: { en: 'Near', sw: 'Karibu na' },
  period: { en: 'Period', sw: 'Kipindi' },
  look: { en: 'Look', sw: 'Tazama' },
  why: {
    en: 'You asked to be told. Under Notices you change what comes, and when.',
    sw: 'Uliomba kujulishwa. Chini ya Taarifa unabadilisha kinachokuja, na lini.',
  },
  report: {
    en: 'You asked for this report. Under Reports you end it. Its figures are in the file.',
    sw: 'Uliomba ripoti hii. Chini ya Ripoti unaimaliza. Takwimu zake zimo kwenye faili.',
  },
  test: {
    en: 'You asked for this test. The channel works.',
    sw: 'Uliomba jaribio hili. Njia inafanya kazi.',
  },
} as const satisfies Record<string, Said>;
