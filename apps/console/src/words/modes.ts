import type { WordTable } from './said.ts';

/** The mode of the centre: how much of it works, as two officers said it. */
export const modeWords = {
  'fact.mode-proposed': { en: 'Mode of the centre proposed', sw: 'Hali ya kituo imependekezwa' },
  'fact.mode-confirmed': { en: 'Mode of the centre declared', sw: 'Hali ya kituo imetangazwa' },
  'fact.mode-declined': { en: 'Mode of the centre declined', sw: 'Hali ya kituo imekataliwa' },
  'subject.mode': { en: 'Mode of the centre', sw: 'Hali ya kituo' },

  'mode.title': { en: 'Mode of the centre', sw: 'Hali ya kituo' },
  'mode.green': { en: 'Green', sw: 'Kijani' },
  'mode.amber': { en: 'Amber', sw: 'Njano' },
  'mode.red': { en: 'Red', sw: 'Nyekundu' },
  'mode.black': { en: 'Black', sw: 'Nyeusi' },
  'mode.green.says': { en: 'Everything works.', sw: 'Kila kitu kinafanya kazi.' },
  'mode.amber.says': {
    en: 'Part of the centre is slow or away. Stations decide what they may by themselves.',
    sw: 'Sehemu ya kituo ni polepole au haipo. Vituo vidogo huamua vinavyoruhusiwa.',
  },
  'mode.red.says': {
    en: 'The centre is away. Stations work on their own and send later.',
    sw: 'Kituo kikuu hakipo. Vituo vidogo hufanya kazi peke yake na kutuma baadaye.',
  },
  'mode.black.says': {
    en: 'The stations are away too. Work with telephones: check, write down, send later.',
    sw: 'Vituo vidogo navyo havipo. Tumia simu: kagua, andika, tuma baadaye.',
  },
  'mode.reason': { en: 'Because of', sw: 'Kwa sababu ya' },
  'mode.reason.restored': { en: 'works again', sw: 'inafanya kazi tena' },
  'mode.reason.own-systems': { en: 'our own systems', sw: 'mifumo yetu wenyewe' },
  'mode.reason.partner-link': { en: 'the link to a partner', sw: 'kiungo cha mshirika' },
  'mode.reason.network': { en: 'the network', sw: 'mtandao' },
  'mode.reason.power': { en: 'electric power', sw: 'umeme' },
  'mode.reason.attack': { en: 'an attack', sw: 'shambulio' },
  'mode.reason.drill': { en: 'a drill', sw: 'zoezi' },
  'mode.banner': { en: 'Mode {mode} since {at}', sw: 'Hali {mode} tangu {at}' },
  'mode.declaredBy': { en: 'declared by {one} and {other}', sw: 'imetangazwa na {one} na {other}' },
  'mode.proposedBy': { en: '{by} proposes mode {mode}', sw: '{by} anapendekeza hali {mode}' },
  'mode.waits': { en: 'It waits for a second officer.', sw: 'Inasubiri ofisa wa pili.' },
  'mode.confirm': { en: 'Agree', sw: 'Kubali' },
  'mode.decline': { en: 'Decline', sw: 'Kataa' },
  'mode.takeBack': { en: 'Take it back', sw: 'Iondoe' },
  'mode.declare': { en: 'Declare another mode', sw: 'Tangaza hali nyingine' },
  'mode.ask': { en: 'Ask a second officer', sw: 'Omba ofisa wa pili' },
  'mode.new': { en: 'What holds from now on', sw: 'Hali kuanzia sasa' },

  'problem.mode-holds-already': { en: 'This mode holds already.', sw: 'Hali hii ipo tayari.' },
  'problem.mode-holds-already.do': {
    en: 'Choose another, or leave it.',
    sw: 'Chagua nyingine, au iache.',
  },
  'problem.mode-proposed-already': {
    en: 'Another mode waits for its second officer.',
    sw: 'Hali nyingine inasubiri ofisa wa pili.',
  },
  'problem.mode-proposed-already.do': {
    en: 'Agree to it, or decline it first.',
    sw: 'Ikubali, au ikatae kwanza.',
  },
  'problem.mode-settled': {
    en: 'This was settled by another officer.',
    sw: 'Hili limeamuliwa na ofisa mwingine.',
  },
  'problem.mode-settled.do': {
    en: 'Nothing is left to do.',
    sw: 'Hakuna kilichobaki cha kufanya.',
  },
  'problem.no-such-mode': { en: 'There is no such declaration.', sw: 'Hakuna tangazo kama hilo.' },
  'problem.no-such-mode.do': { en: 'Reload the page.', sw: 'Pakia ukurasa upya tena.' },
} as const satisfies WordTable;
