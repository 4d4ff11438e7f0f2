import type { WordTable } from './said.ts';

/** What the console says when a draft of the gazette, or what it would put in force, is refused. */
export const gazetteProblemWords = {
  'problem.no-such-gazette-draft': {
    en: 'There is no such draft.',
    sw: 'Hakuna rasimu kama hiyo.',
  },
  'problem.no-such-gazette-draft.do': {
    en: 'Choose it from the list.',
    sw: 'Ichague kwenye orodha.',
  },
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
  'problem.own-gazette-draft': {
    en: 'Whoever wrote or proposed a draft does not approve it.',
    sw: 'Aliyeandika au kupendekeza rasimu haiidhinishi.',
  },
  'problem.own-gazette-draft.do': {
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
  'problem.no-such-place': { en: 'There is no such place.', sw: 'Hakuna mahali kama hapo.' },
  'problem.no-such-place.do': {
    en: 'Choose stops from the list of places.',
    sw: 'Chagua vituo kutoka kwenye orodha ya mahali.',
  },
  'problem.nothing-ahead': {
    en: 'Its last version is in force already, or will be before this could be.',
    sw: 'Toleo lake la mwisho tayari linatumika, au litaanza kabla ya hili kuwezekana.',
  },
  'problem.nothing-ahead.do': {
    en: 'Draft another version of it instead.',
    sw: 'Badala yake andika rasimu ya toleo jingine.',
  },
  'problem.name-taken': {
    en: 'Another of this name is in the gazette.',
    sw: 'Jina hili tayari limo kwenye gazeti.',
  },
  'problem.name-taken.do': { en: 'Give it a name of its own.', sw: 'Lipe jina lake lenyewe.' },
  'problem.route-ends': {
    en: 'The route ends where it begins.',
    sw: 'Njia inaishia pale inapoanzia.',
  },
  'problem.route-ends.do': { en: 'Choose two places.', sw: 'Chagua mahali pawili tofauti.' },
  'problem.route-widths': {
    en: 'The stretches of another width do not follow the way.',
    sw: 'Vipande vyenye upana tofauti havifuati mpangilio wa njia.',
  },
  'problem.route-widths.do': {
    en: 'Give them in its order, none over another, none beyond its end.',
    sw: 'Vitaje kwa mpangilio wa njia, visipishane wala kuvuka mwisho wake.',
  },
  'problem.stop-hours': {
    en: 'A stop cannot be open at these hours.',
    sw: 'Kituo hakiwezi kuwa wazi kwa saa hizi.',
  },
  'problem.stop-hours.do': {
    en: 'Give when it opens and when it closes, or neither.',
    sw: 'Taja saa ya kufungua na ya kufunga, au acha zote wazi.',
  },
  'problem.place-name': {
    en: 'The place’s name is missing, or too long.',
    sw: 'Jina la mahali halipo, au ni refu mno.',
  },
  'problem.place-name.do': {
    en: 'Name it as people there do.',
    sw: 'Paite kama wenyeji wanavyopaita.',
  },
  'problem.place-country': { en: 'This is no country.', sw: 'Hii si nchi.' },
  'problem.place-country.do': {
    en: 'Give two letters, or both countries of a border with a dash between.',
    sw: 'Taja herufi mbili, au nchi zote mbili za mpaka zikitenganishwa na kistari.',
  },
  'problem.place-circle': { en: 'This is no circle.', sw: 'Hili si duara.' },
  'problem.place-circle.do': {
    en: 'Give a centre, and a radius of 50 m to 20 km.',
    sw: 'Taja kitovu, na nusu kipenyo cha m 50 hadi km 20.',
  },
  'problem.route-name': {
    en: 'The route’s name is missing, or too long.',
    sw: 'Jina la njia halipo, au ni refu mno.',
  },
  'problem.route-name.do': { en: 'Name it by its ends.', sw: 'Ipe jina la miisho yake.' },
  'problem.route-bounds': {
    en: 'Its width or its time cannot be.',
    sw: 'Upana wake au muda wake hauwezekani.',
  },
  'problem.route-bounds.do': {
    en: 'Give 50 m to 20 km, and 1 to 720 hours.',
    sw: 'Taja m 50 hadi km 20, na saa 1 hadi 720.',
  },
  'problem.route-line-short': {
    en: 'The line has no two points.',
    sw: 'Mstari hauna sehemu mbili.',
  },
  'problem.route-line-short.do': {
    en: 'Draw it from end to end.',
    sw: 'Uchore kutoka mwisho mmoja hadi mwingine.',
  },
  'problem.route-off-its-ends': {
    en: 'The line misses one of its ends.',
    sw: 'Mstari haufiki mwisho wake mmoja.',
  },
  'problem.route-off-its-ends.do': {
    en: 'Begin and end it within the two places.',
    sw: 'Uanze na umalizike ndani ya mahali pale pawili.',
  },
  'problem.stop-minutes': {
    en: 'Nobody may stand so long, or so short.',
    sw: 'Hakuna anayeruhusiwa kusimama muda huo.',
  },
  'problem.stop-minutes.do': {
    en: 'Give minutes from 1 to 2880, or none.',
    sw: 'Taja dakika 1 hadi 2880, au acha wazi.',
  },
  'problem.line-too-long': {
    en: 'The line has too many points.',
    sw: 'Mstari una sehemu nyingi mno.',
  },
  'problem.line-too-long.do': {
    en: 'Leave out points where it is straight.',
    sw: 'Acha sehemu pale ulipo wima.',
  },
  'problem.line-broken': { en: 'The line has a gap.', sw: 'Mstari una pengo.' },
  'problem.line-broken.do': {
    en: 'No two points may be farther apart than 60 km, or the same.',
    sw: 'Sehemu mbili zisiachane zaidi ya km 60, wala zisifanane.',
  },
  'problem.too-many-stops': { en: 'There are too many stops.', sw: 'Vituo ni vingi mno.' },
  'problem.too-many-stops.do': { en: 'Leave some out.', sw: 'Acha baadhi.' },
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
