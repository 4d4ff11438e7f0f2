import type { WordTable } from './said.ts';

/** An hour of the whole corridor, played. */
export const hourWords = {
  'hour.title': { en: 'Replay of the corridor', sw: 'Marudio ya ushoroba' },
  'hour.span': { en: '{from} to {to}', sw: '{from} hadi {to}' },
  'hour.open': { en: 'Replay an hour', sw: 'Rudia saa moja' },
  'hour.openAt': { en: 'Replay the corridor then', sw: 'Rudia ushoroba wakati huo' },
  'hour.from': { en: 'Hour from, EAT', sw: 'Saa kuanzia, EAT' },
  'hour.previous': { en: 'Previous hour', sw: 'Saa iliyotangulia' },
  'hour.next': { en: 'Next hour', sw: 'Saa inayofuata' },
  'hour.none': {
    en: 'No truck was heard in this hour.',
    sw: 'Hakuna lori lililosikika katika saa hii.',
  },
  'hour.noneHint': {
    en: 'Choose another hour. Only trucks under seal that you may see are replayed.',
    sw: 'Chagua saa nyingine. Ni malori yenye lakiri unayoruhusiwa kuona tu yanayorudiwa.',
  },
  'hour.map': { en: 'Map of all trucks then', sw: 'Ramani ya malori yote wakati huo' },
  'hour.mapTwin': {
    en: 'The list of alarms and the table of all trucks beside the map say the same in words.',
    sw: 'Orodha ya tahadhari na jedwali la malori yote kando ya ramani yanasema hayo hayo kwa maneno.',
  },
  'hour.moment': { en: 'Second of the hour', sw: 'Sekunde ya saa hii' },
  'hour.pins': { en: 'Alarms of the hour', sw: 'Tahadhari za saa hii' },
  'hour.previousAlarm': { en: 'Previous alarm', sw: 'Tahadhari iliyotangulia' },
  'hour.nextAlarm': { en: 'Next alarm', sw: 'Tahadhari inayofuata' },
  'hour.back10': { en: 'Back ten seconds', sw: 'Rudi sekunde kumi' },
  'hour.on10': { en: 'On ten seconds', sw: 'Mbele sekunde kumi' },
  'hour.counts': { en: 'Trucks at this second', sw: 'Malori katika sekunde hii' },
  'hour.moving': { en: 'Moving', sw: 'Yanakwenda' },
  'hour.stopped': { en: 'Standing', sw: 'Yamesimama' },
  'hour.silent': { en: 'Silent', sw: 'Kimya' },
  'hour.alarmed': { en: 'Open alarm', sw: 'Tahadhari wazi' },
  'hour.trucks': { en: 'All {n} trucks of the hour', sw: 'Malori yote {n} ya saa hii' },
  'hour.findTruck': { en: 'Find a plate or seal', sw: 'Tafuta namba au lakiri' },
  'hour.foundTrucks': {
    en: '{n, plural, =0 {No truck has that.} one {# truck found} other {# trucks found}}',
    sw: '{n, plural, =0 {Hakuna lori lenye hiyo.} one {Lori # limepatikana} other {Malori # yamepatikana}}',
  },
  'hour.openStorm': { en: 'Open the storm in the queue', sw: 'Fungua kundi hili kwenye foleni' },
  'hour.truck': { en: 'Chosen truck', sw: 'Lori lililochaguliwa' },
  'hour.unheard': { en: 'not heard yet', sw: 'bado halijasikika' },
  'hour.openReplay': { en: 'Replay this journey', sw: 'Rudia safari hii' },
  'hour.openAlarm': { en: 'Open the alarm', sw: 'Fungua tahadhari' },
  'hour.alarms': {
    en: '{n, plural, =0 {Alarms} one {# alarm opened} other {# alarms opened}}',
    sw: '{n, plural, =0 {Tahadhari} one {Tahadhari # ilifunguliwa} other {Tahadhari # zilifunguliwa}}',
  },
  'hour.noAlarms': {
    en: 'No alarm was opened in this hour.',
    sw: 'Hakuna tahadhari iliyofunguliwa katika saa hii.',
  },
  'hour.thinned': {
    en: 'This hour has {n} fixes, more than a screen holds. One fix of each truck in {s} s is shown; between them nothing is known here.',
    sw: 'Saa hii ina vipimo {n}, zaidi ya vinavyobebwa na skrini. Kipimo kimoja cha kila lori kwa sekunde {s} kinaonyeshwa; kati yake hakuna kinachojulikana hapa.',
  },
  'hour.cut': {
    en: 'There were more trucks or fixes than one answer holds. What is shown is not the whole hour.',
    sw: 'Kulikuwa na malori au vipimo zaidi ya jibu moja linavyobeba. Kinachoonyeshwa si saa nzima.',
  },
  'hour.moreAlarms': {
    en: 'There were more alarms than one answer holds; the first ones are shown.',
    sw: 'Kulikuwa na tahadhari zaidi ya jibu moja linavyobeba; za kwanza ndizo zinazoonyeshwa.',
  },
} as const satisfies WordTable;
