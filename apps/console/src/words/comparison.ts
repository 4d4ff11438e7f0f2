import type { WordTable } from './said.ts';

/** Two journeys on one clock. */
export const comparisonWords = {
  'keys.compare': { en: 'Compare with another journey', sw: 'Linganisha na safari nyingine' },
  'replay.tab.compared': { en: 'Difference', sw: 'Tofauti' },
  'compare.open': { en: 'Compare with another journey', sw: 'Linganisha na safari nyingine' },
  'compare.title': { en: 'Compared with another journey', sw: 'Ikilinganishwa na safari nyingine' },
  'compare.search': { en: 'Plate, seal or reference', sw: 'Namba ya gari, lakiri au kumbukumbu' },
  'compare.searchLabel': {
    en: 'Search for the journey to compare with',
    sw: 'Tafuta safari ya kulinganisha nayo',
  },
  'compare.sameRoute': { en: 'On the same route', sw: 'Katika njia hiyo hiyo' },
  'compare.otherRoutes': { en: 'On other routes', sw: 'Katika njia nyingine' },
  'compare.byId': { en: 'By its id', sw: 'Kwa kitambulisho chake' },
  'compare.none': { en: 'No other journey fits.', sw: 'Hakuna safari nyingine inayolingana.' },
  'compare.another': { en: 'Choose another', sw: 'Chagua nyingine' },
  'compare.swap': { en: 'Swap the two', sw: 'Zibadilishane' },
  'compare.end': { en: 'End comparison', sw: 'Maliza kulinganisha' },
  'compare.strokes': { en: 'The two journeys', sw: 'Safari mbili' },
  'compare.solid': { en: 'solid line', sw: 'mstari mzima' },
  'compare.dashed': { en: 'dashed line', sw: 'mstari wa vistari' },
  'compare.align': { en: 'Aligned by', sw: 'Zimepangwa kwa' },
  'compare.align.clock': { en: 'time of day', sw: 'saa ya siku' },
  'compare.align.departure': { en: 'time since departure', sw: 'muda tangu kuondoka' },
  'compare.noDeparture': {
    en: 'One of the two has not departed yet, so they have no common departure. Align them by the time of day.',
    sw: 'Mojawapo bado haijaondoka, kwa hiyo hazina mwanzo wa pamoja. Zipange kwa saa ya siku.',
  },
  'compare.nothingHere': {
    en: '{plate} sent nothing in the time of this journey. Align them by the time since departure.',
    sw: '{plate} haikutuma chochote katika muda wa safari hii. Zipange kwa muda tangu kuondoka.',
  },
  'compare.difference': { en: 'Difference at this moment', sw: 'Tofauti wakati huu' },
  'compare.ahead': { en: 'Ahead', sw: 'Iliyo mbele' },
  'compare.level': { en: 'side by side', sw: 'ziko sambamba' },
  'compare.byRoad': { en: 'By road', sw: 'Kwa barabara' },
  'compare.byTime': { en: 'By time', sw: 'Kwa muda' },
  'compare.between': {
    en: '{least} to {most}: it passed here while its seal was silent',
    sw: '{least} hadi {most}: ilipita hapa lakiri yake ikiwa kimya',
  },
  'compare.notPassed': {
    en: 'not known: it was not seen to pass here',
    sw: 'haijulikani: haikuonekana ikipita hapa',
  },
  'compare.straight': { en: 'Straight line', sw: 'Mstari ulionyooka' },
  'compare.km': { en: 'at km {km}', sw: 'kwenye km {km}' },
  'compare.offRoute': { en: 'off the route', sw: 'nje ya njia' },
  'compare.notHeard': { en: 'not heard yet', sw: 'bado haijasikika' },
  'compare.silent': {
    en: '{where}, last heard {span} before',
    sw: '{where}, ilisikika mara ya mwisho {span} kabla',
  },
  'compare.noRoute': {
    en: 'They run on different routes, so they have no kilometre in common.',
    sw: 'Zinapita njia tofauti, kwa hiyo hazina kilomita ya pamoja.',
  },
  'compare.itsTime': { en: 'Time of {plate}', sw: 'Saa ya {plate}' },
  'compare.rail': {
    en: 'Events of {plate} on the same clock',
    sw: 'Matukio ya {plate} kwa saa hiyo hiyo',
  },
} as const satisfies WordTable;
