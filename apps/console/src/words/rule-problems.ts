import type { WordTable } from './said.ts';

/** What the workshop of rules refuses, and what to do next. */
export const ruleProblemWords = {
  'problem.number-unknown': {
    en: 'This rule has no such number.',
    sw: 'Kanuni hii haina namba hiyo.',
  },
  'problem.number-unknown.facts': { en: 'Leave it out: {name}.', sw: 'Iache: {name}.' },
  'problem.number-unknown.do': {
    en: 'Send only numbers of the rule.',
    sw: 'Tuma namba za kanuni tu.',
  },
  'problem.number-missing': { en: 'A number is missing.', sw: 'Namba moja haipo.' },
  'problem.number-missing.facts': { en: 'Give it: {name}.', sw: 'Iandike: {name}.' },
  'problem.number-missing.do': {
    en: 'Give every number of the rule.',
    sw: 'Andika namba zote za kanuni.',
  },
  'problem.number-out-of-range': {
    en: 'This number cannot be meant.',
    sw: 'Namba hii haiwezekani.',
  },
  'problem.number-out-of-range.facts': {
    en: 'Give {name} from {min} to {max}.',
    sw: 'Andika {name} kuanzia {min} hadi {max}.',
  },
  'problem.number-out-of-range.do': {
    en: 'Choose a number within the limits.',
    sw: 'Chagua namba ndani ya mipaka.',
  },
  'problem.condition-unsound': { en: 'The condition cannot be read.', sw: 'Sharti halisomeki.' },
  'problem.condition-unsound.do': {
    en: 'Correct it where it is marked.',
    sw: 'Lisahihishe palipowekwa alama.',
  },
  'problem.override-unsound': {
    en: 'An exception of this rule is not sound.',
    sw: 'Kighairi kimoja cha kanuni si sahihi.',
  },
  'problem.override-unsound.facts': { en: 'Correct “{name}”.', sw: 'Sahihisha “{name}”.' },
  'problem.override-unsound.do': {
    en: 'Correct the exception, or take it out.',
    sw: 'Sahihisha kighairi, au kiondoe.',
  },
  'problem.draft-moved-on': {
    en: 'Somebody changed this rule meanwhile.',
    sw: 'Mtu mwingine amebadilisha kanuni hii.',
  },
  'problem.draft-moved-on.do': {
    en: 'Load it again. Your text is kept: compare it with what is there now.',
    sw: 'Ipakie upya. Maandishi yako yamehifadhiwa: yalinganishe na yaliyopo sasa.',
  },
  'problem.draft-proposed': {
    en: 'It waits for a second officer.',
    sw: 'Inasubiri afisa wa pili.',
  },
  'problem.draft-proposed.do': {
    en: 'It is approved or declined first.',
    sw: 'Kwanza iidhinishwe au ikataliwe.',
  },
  'problem.draft-unchanged': {
    en: 'It says just what holds already.',
    sw: 'Inasema yale yale yanayotumika.',
  },
  'problem.draft-unchanged.do': { en: 'Change something first.', sw: 'Badilisha kitu kwanza.' },
  'problem.no-draft': { en: 'There is no draft.', sw: 'Hakuna rasimu.' },
  'problem.no-draft.do': { en: 'Write one first.', sw: 'Andika moja kwanza.' },
  'problem.not-proposed': { en: 'Nobody has proposed it.', sw: 'Hakuna aliyeipendekeza.' },
  'problem.not-proposed.do': { en: 'Propose the draft first.', sw: 'Pendekeza rasimu kwanza.' },
  'problem.no-such-version': { en: 'There is no such version.', sw: 'Hakuna toleo kama hilo.' },
  'problem.no-such-version.do': {
    en: 'Only versions that people made are withdrawn.',
    sw: 'Matoleo yaliyotengenezwa na watu tu ndiyo huondolewa.',
  },
  'problem.already-in-force': {
    en: 'This version holds already, or in a moment.',
    sw: 'Toleo hili linatumika tayari, au hivi punde.',
  },
  'problem.already-in-force.do': {
    en: 'Draft the one before it anew, and have it approved.',
    sw: 'Andika upya lililotangulia, na liidhinishwe.',
  },
  'problem.already-withdrawn': {
    en: 'This version is withdrawn already.',
    sw: 'Toleo hili limeshaondolewa.',
  },
  'problem.already-withdrawn.do': { en: 'Nothing is left to do.', sw: 'Hakuna lililobaki.' },
  'problem.no-such-back-test': {
    en: 'There is no such back-test.',
    sw: 'Hakuna jaribio kama hilo.',
  },
  'problem.no-such-back-test.do': {
    en: 'Look it up in the list of its rule.',
    sw: 'Litafute kwenye orodha ya kanuni yake.',
  },
  'problem.back-test-running': {
    en: 'Another back-test is running.',
    sw: 'Jaribio jingine linaendelea.',
  },
  'problem.back-test-running.do': {
    en: 'Wait until it is done, or cancel it.',
    sw: 'Subiri liishe, au lisitishe.',
  },
  'problem.back-test-ended': { en: 'This back-test is over.', sw: 'Jaribio hili limekwisha.' },
  'problem.back-test-ended.do': { en: 'Nothing is left to do.', sw: 'Hakuna lililobaki.' },
  'problem.back-test-span': {
    en: 'This is no time to look back on.',
    sw: 'Huu si wakati wa kuangalia nyuma.',
  },
  'problem.back-test-span.do': {
    en: 'Choose days that are past, at most 92.',
    sw: 'Chagua siku zilizopita, zisizozidi 92.',
  },
  'problem.not-back-testable': {
    en: 'This rule cannot be tried on stored readings.',
    sw: 'Kanuni hii haiwezi kujaribiwa kwa taarifa zilizohifadhiwa.',
  },
  'problem.not-back-testable.do': {
    en: 'It rests on more than one seal’s stored reports. The page of the rule says on what.',
    sw: 'Haitegemei ripoti zilizohifadhiwa za lakiri moja tu. Ukurasa wa kanuni unasema inategemea nini.',
  },
} as const satisfies WordTable;
