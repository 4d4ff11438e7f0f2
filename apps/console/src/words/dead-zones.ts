import type { WordTable } from './said.ts';

/** What the console says when a dead zone cannot be set or ended, or a network’s cell not be placed. */
export const deadZoneWords = {
  'problem.no-such-dead-zone': {
    en: 'There is no such place without a network.',
    sw: 'Hakuna eneo kama hilo lisilo na mtandao.',
  },
  'problem.no-such-dead-zone.do': { en: 'Choose it from the list.', sw: 'Lichague kwenye orodha.' },
  'problem.dead-zone-name': {
    en: 'Its name is missing, or too long.',
    sw: 'Jina lake halipo, au ni refu mno.',
  },
  'problem.dead-zone-name.do': {
    en: 'Name it as people there do.',
    sw: 'Lipe jina linalotumiwa na watu wa huko.',
  },
  'problem.dead-zone-source': {
    en: 'Who measured it is missing, or too long.',
    sw: 'Aliyelipima hajatajwa, au maelezo ni marefu mno.',
  },
  'problem.dead-zone-source.do': {
    en: 'Say who measured it, and when.',
    sw: 'Taja nani alilipima, na lini.',
  },
  'problem.dead-zone-area': {
    en: 'This is no stretch of the route, and no circle.',
    sw: 'Hiki si kipande cha njia, wala si duara.',
  },
  'problem.dead-zone-area.do': {
    en: 'Check its kilometres, or its radius.',
    sw: 'Hakiki kilomita zake, au nusu kipenyo chake.',
  },
  'problem.excused-out-of-range': {
    en: 'Nobody is excused for so long, or so short.',
    sw: 'Hakuna anayesamehewa muda mrefu au mfupi kiasi hicho.',
  },
  'problem.excused-out-of-range.do': {
    en: 'Give minutes, from 1 to 1440.',
    sw: 'Taja dakika, kuanzia 1 hadi 1440.',
  },
  'problem.effective-in-past': { en: 'This time is past.', sw: 'Muda huu umepita.' },
  'problem.effective-in-past.do': {
    en: 'Let it begin now or later.',
    sw: 'Lianze sasa au baadaye.',
  },
  'problem.not-after-last': {
    en: 'A later version is there already.',
    sw: 'Toleo la baadaye tayari lipo.',
  },
  'problem.not-after-last.do': { en: 'Load the list again.', sw: 'Pakia orodha upya.' },
  'problem.unchanged': { en: 'It says just that already.', sw: 'Tayari inasema hivyo hivyo.' },
  'problem.unchanged.do': { en: 'Nothing is left to do.', sw: 'Hakuna la kufanya tena.' },
  'problem.dead-zone-ended': {
    en: 'This place without a network has ended.',
    sw: 'Eneo hili lisilo na mtandao limeondolewa.',
  },
  'problem.dead-zone-ended.do': { en: 'Add a new one.', sw: 'Ongeza jipya.' },
  'problem.too-many-dead-zones': {
    en: 'There are as many places without a network as there may be.',
    sw: 'Maeneo yasiyo na mtandao yamefika idadi ya juu kabisa.',
  },
  'problem.too-many-dead-zones.do': { en: 'End some first.', sw: 'Ondoa baadhi kwanza.' },
  'problem.cell-unreadable': { en: 'This names no cell.', sw: 'Hili si jina la mnara.' },
  'problem.cell-unreadable.do': {
    en: 'Write it as mcc-mnc-area-cell.',
    sw: 'Liandike hivi: mcc-mnc-eneo-mnara.',
  },
  'problem.cell-twice': { en: 'One cell is named twice.', sw: 'Mnara mmoja umetajwa mara mbili.' },
  'problem.cell-twice.do': { en: 'Name each once.', sw: 'Taja kila mmoja mara moja.' },
  'problem.cell-place': { en: 'This is no place of a cell.', sw: 'Hapa si mahali pa mnara.' },
  'problem.cell-place.do': {
    en: 'Check its degrees and how far it reaches.',
    sw: 'Hakiki nyuzi zake na umbali unaofika.',
  },
  'problem.cell-source': {
    en: 'Who knows where the cells are is missing, or too long.',
    sw: 'Anayejua minara ilipo hajatajwa, au maelezo ni marefu mno.',
  },
  'problem.cell-source.do': { en: 'Say who says so.', sw: 'Taja nani amesema hivyo.' },
  'problem.too-many-cells': {
    en: 'There are as many cells as there may be.',
    sw: 'Minara imefika idadi ya juu kabisa.',
  },
  'problem.too-many-cells.do': {
    en: 'Place those along the corridors only.',
    sw: 'Taja ile iliyo kando ya barabara za usafirishaji tu.',
  },
} as const satisfies WordTable;
