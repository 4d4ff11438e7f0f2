import type { WordTable } from './said.ts';

/** Shifts: who watches, what happened meanwhile, the hand-over and the team. */
export const shiftWords = {
  'fact.shift-started': { en: 'Shift started', sw: 'Zamu imeanza' },
  'fact.shift-handed-over': { en: 'Shift handed over', sw: 'Zamu imekabidhiwa' },
  'fact.shift-accepted': { en: 'Shift taken over', sw: 'Zamu imepokelewa' },
  'fact.shift-ended': { en: 'Shift ended', sw: 'Zamu imeisha' },
  'subject.shift': { en: 'Shift', sw: 'Zamu' },

  'problem.already-on-shift': { en: 'You are on shift already.', sw: 'Tayari uko zamu.' },
  'problem.already-on-shift.do': {
    en: 'Hand it over or end it first.',
    sw: 'Ikabidhi au imalize kwanza.',
  },
  'problem.shift-ends-behind': {
    en: 'The end of the shift must lie ahead.',
    sw: 'Mwisho wa zamu lazima uwe wakati ujao.',
  },
  'problem.shift-ends-behind.do': { en: 'Choose a later time.', sw: 'Chagua wakati wa baadaye.' },
  'problem.shift-too-long': { en: 'That is too long for a shift.', sw: 'Zamu hiyo ni ndefu mno.' },
  'problem.shift-too-long.do': {
    en: 'Choose at most fourteen hours.',
    sw: 'Chagua saa kumi na nne kwa zaidi.',
  },
  'problem.not-your-shift': { en: 'This is not your shift.', sw: 'Hii si zamu yako.' },
  'problem.not-your-shift.do': {
    en: 'Only who watches hands it over or ends it.',
    sw: 'Aliye zamu tu ndiye huikabidhi au huimaliza.',
  },
  'problem.shift-ended': { en: 'This shift has ended.', sw: 'Zamu hii imeisha.' },
  'problem.shift-ended.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.not-handed-over': {
    en: 'This shift is not handed over.',
    sw: 'Zamu hii haijakabidhiwa.',
  },
  'problem.not-handed-over.do': {
    en: 'Who watches hands it over first.',
    sw: 'Aliye zamu aikabidhi kwanza.',
  },
  'problem.not-on-shift': { en: 'You are not on shift.', sw: 'Hauko zamu.' },
  'problem.not-on-shift.do': { en: 'Start your shift first.', sw: 'Anza zamu yako kwanza.' },
  'problem.holds-cases': { en: 'You hold open alarms.', sw: 'Unashika tahadhari zilizo wazi.' },
  'problem.holds-cases.do': {
    en: 'Hand them over to the next, or give them away first.',
    sw: 'Mkabidhi anayefuata, au wape wengine kwanza.',
  },
  'problem.no-such-shift': {
    en: 'There is no such shift.',
    sw: 'Hakuna zamu kama hiyo.',
  },
  'problem.no-such-shift.do': { en: 'Reload the page.', sw: 'Pakia ukurasa upya.' },

  'shift.none': { en: 'Start shift', sw: 'Anza zamu' },
  'shift.since': { en: 'Shift since {at}', sw: 'Zamu tangu {at}' },
  'shift.offered': { en: 'Handed over', sw: 'Imekabidhiwa' },
  'shift.title': { en: 'Your shift', sw: 'Zamu yako' },
  'shift.until': { en: 'How long do you watch?', sw: 'Utakuwa zamu kwa muda gani?' },
  'shift.start': { en: 'Start my shift', sw: 'Anza zamu yangu' },
  'shift.away': { en: 'While you were away', sw: 'Ulipokuwa haupo' },
  'shift.awaySince': { en: 'Since {at}', sw: 'Tangu {at}' },
  'shift.toAlarms': { en: 'Go to the alarms', sw: 'Nenda kwenye tahadhari' },
  'shift.opened': { en: 'Opened', sw: 'Zilizofunguliwa' },
  'shift.closed': { en: 'Closed', sw: 'Zilizofungwa' },
  'shift.stillOpen': { en: 'Still open', sw: 'Bado ziko wazi' },
  'shift.escalated': { en: 'Escalated', sw: 'Zilizopandishwa ngazi' },
  'shift.checks': { en: 'Promised checks', sw: 'Kaguzi zilizoahidiwa' },
  'shift.noChecks': {
    en: 'Nobody has promised a check.',
    sw: 'Hakuna aliyeahidi ukaguzi.',
  },
  'shift.on': { en: 'Who watches now', sw: 'Nani yuko zamu sasa' },
  'shift.nobodyElse': {
    en: 'Nobody else is on shift.',
    sw: 'Hakuna mwingine aliye zamu.',
  },
  'shift.nobodyOn': { en: 'Nobody is on shift.', sw: 'Hakuna aliye zamu.' },
  'shift.holds': {
    en: '{n, plural, =0 {holds no alarm} one {holds # alarm} other {holds # alarms}}',
    sw: '{n, plural, =0 {hana tahadhari} one {ana tahadhari #} other {ana tahadhari #}}',
  },
  'shift.accept': { en: 'Take over', sw: 'Pokea zamu' },
  'shift.acceptSays': {
    en: '{n, plural, =0 {Nothing goes over with it.} one {# alarm goes over to you.} other {# alarms go over to you.}}',
    sw: '{n, plural, =0 {Hakuna kinachokuja nayo.} one {Tahadhari # itakuja kwako.} other {Tahadhari # zitakuja kwako.}}',
  },
  'shift.handOver': { en: 'Hand over', sw: 'Kabidhi zamu' },
  'shift.handOverNote': {
    en: 'What the next must know',
    sw: 'Anayefuata anapaswa kujua nini',
  },
  'shift.handOverHint': {
    en: 'Your shift ends when somebody on shift accepts it, and your alarms go over.',
    sw: 'Zamu yako itaisha mtu aliye zamu atakapoipokea, pamoja na tahadhari zako.',
  },
  'shift.end': { en: 'End my shift', sw: 'Maliza zamu yangu' },
  'shift.waits': {
    en: 'Handed over. It waits until somebody accepts.',
    sw: 'Imekabidhiwa. Inasubiri mtu aipokee.',
  },
  'shift.over': { en: 'planned until {at}, over', sw: 'ilipangwa hadi {at}, imepita' },
  'shift.planned': { en: 'until {at}', sw: 'hadi {at}' },

  'queue.team': { en: 'Team', sw: 'Timu' },
  'team.target': {
    en: 'Target: {n} alarms an hour for one person',
    sw: 'Lengo: tahadhari {n} kwa saa kwa mtu mmoja',
  },
  'team.hour': { en: '{n} in the last hour', sw: '{n} kwa saa iliyopita' },
  'team.over': { en: 'over the target', sw: 'imezidi lengo' },
  'team.ack': { en: 'acknowledges after {span}', sw: 'hupokea baada ya {span}' },
  'team.escalated': {
    en: '{n, plural, one {# escalated} other {# escalated}}',
    sw: '{n, plural, one {# imepandishwa} other {# zimepandishwa}}',
  },
  'team.offShift': { en: 'not on shift', sw: 'hayuko zamu' },
  'team.closed': { en: '{n} closed', sw: '{n} zimefungwa' },
  'team.none': {
    en: 'Nobody is on shift, and nobody holds an alarm.',
    sw: 'Hakuna aliye zamu wala mwenye tahadhari.',
  },
} as const satisfies WordTable;
