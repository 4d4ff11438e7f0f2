import type { WordTable } from './said.ts';

/** What the console says when a draft of the gazette, or what it would put in force, is refused. */
export const gazetteProblemWords = {
  'problem.no-such-draft': { en: 'There is no such draft.', sw: 'Hakuna rasimu kama hiyo.' },
  'problem.no-such-draft.do': { en: 'Choose it from the list.', sw: 'Ichague kwenye orodha.' },
  'problem.draft-over': {
    en: 'This draft was approved or discarded already.',
    sw: 'Rasimu hii tayari imeidhinishwa au imetupwa.',
  },
  'problem.draft-over.do': { en: 'Write a new one.', sw: 'Andika mpya.' },
  'problem.draft-not-proposed': {
    en: 'Nobody has proposed this draft.',
    sw: 'Hakuna aliyependekeza rasimu hii.',
  },
  'problem.draft-not-proposed.do': { en: 'Propose it first.', sw: 'Ipendekeze kwanza.' },
  'problem.draft-changed': {
    en: 'It was changed since you read it.',
    sw: 'Imebadilishwa tangu uisome.',
  },
  'problem.draft-changed.do': {
    en: 'Read it again, then decide.',
    sw: 'Isome tena, kisha uamue.',
  },
  'problem.draft-outrun': {
    en: 'Another version was put in force after this was written.',
    sw: 'Toleo lingine lilianza kutumika baada ya hii kuandikwa.',
  },
  'problem.draft-outrun.do': {
    en: 'Change the draft by that version, and propose it again.',
    sw: 'Badilisha rasimu kwa kufuata toleo hilo, kisha uipendekeze tena.',
  },
  'problem.own-draft': {
    en: 'Whoever wrote or proposed a draft does not approve it.',
    sw: 'Aliyeandika au kupendekeza rasimu haiidhinishi.',
  },
  'problem.own-draft.do': {
    en: 'Ask another officer.',
    sw: 'Muombe afisa mwingine.',
  },
  'problem.too-many-drafts': {
    en: 'There are as many drafts waiting as there may be.',
    sw: 'Rasimu zinazosubiri zimefika idadi ya juu kabisa.',
  },
  'problem.too-many-drafts.do': {
    en: 'Approve or discard some first.',
    sw: 'Idhinisha au tupa baadhi kwanza.',
  },
  'problem.no-such-fence': { en: 'There is no such fence.', sw: 'Hakuna uzio kama huo.' },
  'problem.no-such-fence.do': { en: 'Choose it from the list.', sw: 'Uchague kwenye orodha.' },
  'problem.fence-name': {
    en: 'Its name is missing, or too long.',
    sw: 'Jina lake halipo, au ni refu mno.',
  },
  'problem.fence-name.do': {
    en: 'Name it as people there do.',
    sw: 'Upe jina linalotumiwa na watu wa huko.',
  },
  'problem.fence-area': {
    en: 'This is no circle and no polygon.',
    sw: 'Hili si duara wala si poligoni.',
  },
  'problem.fence-area.do': {
    en: 'Check its radius, or that its sides do not cross.',
    sw: 'Hakiki nusu kipenyo, au kwamba pande hazivukani.',
  },
  'problem.gazette-source': {
    en: 'On whose word is missing, or too long.',
    sw: 'Kwa agizo la nani halijatajwa, au ni refu mno.',
  },
  'problem.gazette-source.do': {
    en: 'Name the notice, the order or the survey.',
    sw: 'Taja tangazo, agizo au upimaji.',
  },
  'problem.fence-withdrawn': {
    en: 'This fence was withdrawn.',
    sw: 'Uzio huu umeondolewa.',
  },
  'problem.fence-withdrawn.do': { en: 'Draw a new one.', sw: 'Chora mpya.' },
  'problem.too-many-fences': {
    en: 'There are as many fences as there may be.',
    sw: 'Nyuzio zimefika idadi ya juu kabisa.',
  },
  'problem.too-many-fences.do': { en: 'Withdraw some first.', sw: 'Ondoa baadhi kwanza.' },
} as const satisfies WordTable;
