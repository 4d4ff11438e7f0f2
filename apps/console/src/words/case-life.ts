import type { WordTable } from './said.ts';

/** What happens to a case beyond being taken, noted and closed: the shelf, checks, two people, merging, review. */
export const caseLifeWords = {
  'fact.case-acknowledgement-withdrawn': {
    en: 'Acknowledgement taken back',
    sw: 'Kupokea tahadhari kumebatilishwa',
  },
  'fact.case-assigned': { en: 'Alarm given to an officer', sw: 'Tahadhari imepewa afisa' },
  'fact.case-check-set': {
    en: 'Next check of an alarm set',
    sw: 'Ukaguzi ujao wa tahadhari umepangwa',
  },
  'fact.case-shelved': { en: 'Alarm shelved', sw: 'Tahadhari imewekwa kando' },
  'fact.case-unshelved': { en: 'Alarm off the shelf', sw: 'Tahadhari imerudishwa kwenye foleni' },
  'fact.case-escalated': { en: 'Alarm escalated', sw: 'Tahadhari imepandishwa ngazi' },
  'fact.case-step-noted': { en: 'Step taken on an alarm', sw: 'Hatua imechukuliwa kwa tahadhari' },
  'fact.case-close-proposed': {
    en: 'Closing of an alarm proposed',
    sw: 'Imependekezwa kufunga tahadhari',
  },
  'fact.case-close-declined': {
    en: 'Closing of an alarm declined',
    sw: 'Pendekezo la kufunga tahadhari limekataliwa',
  },
  'fact.case-merged': {
    en: 'Alarm merged into another',
    sw: 'Tahadhari imeunganishwa na nyingine',
  },
  'fact.case-joined': {
    en: 'Another alarm merged into this',
    sw: 'Tahadhari nyingine imeunganishwa hapa',
  },
  'fact.case-reopened': { en: 'Alarm reopened', sw: 'Tahadhari imefunguliwa tena' },
  'fact.case-reviewed': { en: 'Closed alarm reviewed', sw: 'Tahadhari iliyofungwa imepitiwa' },

  'problem.not-acknowledged': {
    en: 'Nobody has taken this alarm yet.',
    sw: 'Bado hakuna aliyepokea tahadhari hii.',
  },
  'problem.not-acknowledged.do': { en: 'Acknowledge it first.', sw: 'Ipokee kwanza.' },
  'problem.case-not-closed': {
    en: 'This alarm is still open.',
    sw: 'Tahadhari hii bado iko wazi.',
  },
  'problem.case-not-closed.do': { en: 'Close it first.', sw: 'Ifunge kwanza.' },
  'problem.not-yours': {
    en: 'Somebody else took this alarm.',
    sw: 'Tahadhari hii imepokelewa na mwingine.',
  },
  'problem.not-yours.do': {
    en: 'Who took it gives it back, or a supervisor gives it to somebody.',
    sw: 'Aliyeipokea airudishe, au msimamizi ampe mtu mwingine.',
  },
  'problem.undo-too-late': {
    en: 'It is too late to undo this.',
    sw: 'Muda wa kubatilisha umepita.',
  },
  'problem.undo-too-late.do': {
    en: 'Give the alarm to somebody instead.',
    sw: 'Mpe mtu mwingine tahadhari badala yake.',
  },
  'problem.supervisor-only': { en: 'A supervisor does this.', sw: 'Msimamizi ndiye hufanya hivi.' },
  'problem.supervisor-only.do': {
    en: 'Ask a supervisor who is on duty.',
    sw: 'Muulize msimamizi aliye zamu.',
  },
  'problem.no-such-person': {
    en: 'This person may not act on alarms.',
    sw: 'Mtu huyu haruhusiwi kushughulikia tahadhari.',
  },
  'problem.no-such-person.do': {
    en: 'Choose somebody of the list.',
    sw: 'Chagua mtu kwenye orodha.',
  },
  'problem.already-held': {
    en: 'This person has the alarm already.',
    sw: 'Mtu huyu tayari ana tahadhari hii.',
  },
  'problem.already-held.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.check-not-ahead': {
    en: 'The next check must lie ahead.',
    sw: 'Ukaguzi ujao lazima uwe wakati ujao.',
  },
  'problem.check-not-ahead.do': { en: 'Choose a later time.', sw: 'Chagua wakati wa baadaye.' },
  'problem.check-too-far': {
    en: 'The next check is too far ahead.',
    sw: 'Ukaguzi ujao uko mbali mno.',
  },
  'problem.check-too-far.do': {
    en: 'Choose a time within a day, or hand it over.',
    sw: 'Chagua wakati ndani ya siku moja, au kabidhi zamu.',
  },
  'problem.already-shelved': {
    en: 'This alarm is on the shelf already.',
    sw: 'Tahadhari hii tayari imewekwa kando.',
  },
  'problem.already-shelved.do': {
    en: 'It comes back by itself, or take it off the shelf.',
    sw: 'Itarudi yenyewe, au irudishe sasa.',
  },
  'problem.not-shelved': {
    en: 'This alarm is not on the shelf.',
    sw: 'Tahadhari hii haijawekwa kando.',
  },
  'problem.not-shelved.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.shelf-not-ahead': {
    en: 'The wake time must lie ahead.',
    sw: 'Wakati wa kurudi lazima uwe wakati ujao.',
  },
  'problem.shelf-not-ahead.do': { en: 'Choose a later time.', sw: 'Chagua wakati wa baadaye.' },
  'problem.shelf-too-long': {
    en: 'That is too long for the shelf.',
    sw: 'Muda huo ni mrefu mno kuweka kando.',
  },
  'problem.shelf-too-long.do': {
    en: 'Choose at most four hours; then look at it again.',
    sw: 'Chagua saa nne kwa zaidi; kisha iangalie tena.',
  },
  'problem.merge-into-itself': {
    en: 'An alarm cannot be merged into itself.',
    sw: 'Tahadhari haiwezi kuunganishwa na yenyewe.',
  },
  'problem.merge-into-itself.do': { en: 'Choose another one.', sw: 'Chagua nyingine.' },
  'problem.merge-into-ended': {
    en: 'The other alarm is not open.',
    sw: 'Tahadhari ile nyingine haiko wazi.',
  },
  'problem.merge-into-ended.do': { en: 'Choose one that is open.', sw: 'Chagua iliyo wazi.' },
  'problem.merge-hides-severity': {
    en: 'A graver alarm cannot go under in a lesser one.',
    sw: 'Tahadhari nzito haiwezi kufichwa ndani ya nyepesi.',
  },
  'problem.merge-hides-severity.do': {
    en: 'Merge the other way round.',
    sw: 'Unganisha kwa upande wa pili.',
  },
  'problem.close-already-proposed': {
    en: 'Somebody has proposed to close it already.',
    sw: 'Mwingine ameshapendekeza kuifunga.',
  },
  'problem.close-already-proposed.do': {
    en: 'Agree with it, or decline it.',
    sw: 'Kubaliana nalo, au likatae.',
  },
  'problem.close-not-proposed': {
    en: 'Nobody has proposed to close it.',
    sw: 'Hakuna aliyependekeza kuifunga.',
  },
  'problem.close-not-proposed.do': {
    en: 'Propose how to close it first.',
    sw: 'Pendekeza kwanza jinsi ya kuifunga.',
  },
  'problem.already-reviewed': {
    en: 'This alarm has been reviewed.',
    sw: 'Tahadhari hii imeshapitiwa.',
  },
  'problem.already-reviewed.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.evidence-unreadable': {
    en: 'This names no evidence.',
    sw: 'Hii haionyeshi ushahidi wowote.',
  },
  'problem.evidence-unreadable.do': {
    en: 'Give the id of a fact or the SHA-256 of a file; at most 20.',
    sw: 'Toa nambari ya tukio au SHA-256 ya faili; zisizidi 20.',
  },

  'queue.shelved': { en: 'Shelved', sw: 'Kando' },
  'queue.empty.shelved': { en: 'No alarm is shelved.', sw: 'Hakuna tahadhari iliyowekwa kando.' },
  'case.did.acknowledgement-withdrawn': { en: '{by} gave it back', sw: '{by} ameirudisha' },
  'case.did.assigned': { en: '{by} gave it to {to}', sw: '{by} amempa {to}' },
  'case.did.check-set': { en: '{by}: next check {at}', sw: '{by}: ukaguzi ujao {at}' },
  'case.did.shelved': { en: '{by} shelved it until {at}', sw: '{by} ameiweka kando hadi {at}' },
  'case.did.unshelved': { en: '{by} took it off the shelf', sw: '{by} ameirudisha kwenye foleni' },
  'case.did.woken': {
    en: 'Off the shelf: its time was over',
    sw: 'Imerudi kwenye foleni: muda umeisha',
  },
  'case.did.escalated.acknowledge': {
    en: 'Escalated: nobody acknowledged it in time',
    sw: 'Imepandishwa ngazi: hakuna aliyeipokea kwa wakati',
  },
  'case.did.escalated.check': {
    en: 'Escalated: nobody checked it in time',
    sw: 'Imepandishwa ngazi: hakuna aliyeikagua kwa wakati',
  },
  'case.did.step.driver-called': { en: '{by} called the driver', sw: '{by} amempigia dereva' },
  'case.did.step.unit-dispatched': { en: '{by} sent a unit', sw: '{by} ametuma kikosi' },
  'case.did.step.on-site': {
    en: '{by}: somebody is at the truck',
    sw: '{by}: mtu amefika kwenye lori',
  },
  'case.did.step.partner-notified': { en: '{by} told a partner', sw: '{by} amemjulisha mshirika' },
  'case.did.close-proposed': {
    en: '{by} proposed to close it: {outcome}',
    sw: '{by} amependekeza kuifunga: {outcome}',
  },
  'case.did.close-declined': {
    en: '{by} did not agree to close it',
    sw: '{by} hakukubali kuifunga',
  },
  'case.did.merged': { en: '{by} merged it into another', sw: '{by} ameiunganisha na nyingine' },
  'case.did.joined': { en: '{by} merged another into this', sw: '{by} ameunganisha nyingine hapa' },
  'case.did.reopened': { en: '{by} reopened it', sw: '{by} ameifungua tena' },
  'case.did.reviewed': { en: '{by} reviewed it: {verdict}', sw: '{by} ameipitia: {verdict}' },
  'case.verdict.handled-well': { en: 'handled well', sw: 'imeshughulikiwa vizuri' },
  'case.verdict.handled-late': { en: 'handled late', sw: 'imechelewa kushughulikiwa' },
  'case.verdict.rule-too-sharp': { en: 'the rule is too sharp', sw: 'kanuni ni kali mno' },
  'case.verdict.needs-training': { en: 'needs training', sw: 'inahitaji mafunzo' },

  'queue.escalated': { en: 'Escalated {step}', sw: 'Imepandishwa {step}' },
  'queue.checkIn': { en: 'Check in {left}', sw: 'Kagua kwa {left}' },
  'queue.checkLate': { en: 'Check {by} late', sw: 'Ukaguzi umechelewa {by}' },
  'queue.wakesIn': { en: 'Back in {left}', sw: 'Itarudi kwa {left}' },
  'queue.needsSecond': { en: 'Second person needed', sw: 'Anahitajika mtu wa pili' },
  'queue.mergedNow': { en: 'Merged', sw: 'Imeunganishwa' },
  'queue.choose': { en: 'Choose {plate}', sw: 'Chagua {plate}' },
  'queue.chooseStorm': { en: 'Choose all {n}', sw: 'Chagua zote {n}' },

  'storm.title': { en: '{n} × {kind}', sw: '{kind} × {n}' },
  'storm.since': { en: '{where}, since {at}', sw: '{where}, tangu {at}' },
  'storm.free': {
    en: '{n, plural, =0 {All acknowledged} one {# unassigned} other {# unassigned}}',
    sw: '{n, plural, =0 {Zote zimepokelewa} one {# bila mtu} other {# bila mtu}}',
  },
  'storm.actsOnAll': { en: 'Acts on all', sw: 'Hushughulikia zote' },

  'bulk.label': { en: 'Act on the chosen alarms', sw: 'Shughulikia tahadhari zilizochaguliwa' },
  'bulk.chosen': {
    en: '{n, plural, one {# alarm chosen} other {# alarms chosen}}',
    sw: '{n, plural, one {Tahadhari # imechaguliwa} other {Tahadhari # zimechaguliwa}}',
  },
  'bulk.clear': { en: 'Choose none', sw: 'Usichague yoyote' },

  'told.undo': { en: 'Undo', sw: 'Batilisha' },
  'told.refused': {
    en: '{n, plural, one {# was not done:} other {# were not done:}}',
    sw: '{n, plural, one {# haikufanyika:} other {# hazikufanyika:}}',
  },
  'told.acknowledge': {
    en: '{n, plural, one {Acknowledged.} other {# acknowledged.}}',
    sw: '{n, plural, one {Imepokelewa.} other {# zimepokelewa.}}',
  },
  'told.withdraw': {
    en: '{n, plural, one {Given back.} other {# given back.}}',
    sw: '{n, plural, one {Imerudishwa.} other {# zimerudishwa.}}',
  },
  'told.assign': {
    en: '{n, plural, one {Given.} other {# given.}}',
    sw: '{n, plural, one {Amepewa.} other {Amepewa #.}}',
  },
  'told.check': {
    en: '{n, plural, one {Next check set.} other {# checks set.}}',
    sw: '{n, plural, one {Ukaguzi ujao umepangwa.} other {Kaguzi # zimepangwa.}}',
  },
  'told.note': {
    en: '{n, plural, one {Note saved.} other {# notes saved.}}',
    sw: '{n, plural, one {Maelezo yamehifadhiwa.} other {Maelezo # yamehifadhiwa.}}',
  },
  'told.shelve': {
    en: '{n, plural, one {Shelved.} other {# shelved.}}',
    sw: '{n, plural, one {Imewekwa kando.} other {# zimewekwa kando.}}',
  },
  'told.unshelve': {
    en: '{n, plural, one {Off the shelf.} other {# off the shelf.}}',
    sw: '{n, plural, one {Imerudi kwenye foleni.} other {# zimerudi kwenye foleni.}}',
  },
  'told.merge': {
    en: '{n, plural, one {Merged.} other {# merged.}}',
    sw: '{n, plural, one {Imeunganishwa.} other {# zimeunganishwa.}}',
  },
  'told.close': {
    en: '{n, plural, one {Sent.} other {# sent.}}',
    sw: '{n, plural, one {Imetumwa.} other {# zimetumwa.}}',
  },
  'told.confirm': { en: 'Closed by two.', sw: 'Imefungwa na wawili.' },
  'told.decline': { en: 'It goes on.', sw: 'Inaendelea.' },
  'told.reopen': { en: 'Reopened.', sw: 'Imefunguliwa tena.' },
  'told.review': { en: 'Reviewed.', sw: 'Imepitiwa.' },

  'case.check': { en: 'Next check', sw: 'Ukaguzi ujao' },
  'case.shelve': { en: 'Shelve', sw: 'Weka kando' },
  'case.unshelve': { en: 'Off the shelf', sw: 'Rudisha kwenye foleni' },
  'case.give': { en: 'Give', sw: 'Kabidhi' },
  'case.merge': { en: 'Merge', sw: 'Unganisha' },
  'case.reopen': { en: 'Reopen', sw: 'Fungua tena' },
  'case.review': { en: 'Review', sw: 'Pitia' },
  'case.agree': { en: 'Agree and close', sw: 'Kubali na ufunge' },
  'case.decline': { en: 'Do not agree', sw: 'Usikubali' },
  'case.takeBack': { en: 'Take back', sw: 'Batilisha pendekezo' },
  'case.second': { en: 'Second person', sw: 'Mtu wa pili' },
  'case.proposedBy': {
    en: '{by} wants to close it: {outcome}.',
    sw: '{by} anataka kuifunga: {outcome}.',
  },
  'case.waitsForSecond': {
    en: 'It waits for another officer. Who proposes does not also agree.',
    sw: 'Inasubiri afisa mwingine. Anayependekeza hakubali mwenyewe.',
  },
  'case.mergedAway': { en: 'Merged into another alarm', sw: 'Imeunganishwa na tahadhari nyingine' },
  'case.noteTitle': { en: 'Write a note', sw: 'Andika maelezo' },
  'case.declineTitle': { en: 'Do not close it yet', sw: 'Usiifunge bado' },
  'case.reopenTitle': { en: 'Reopen this alarm', sw: 'Fungua tahadhari hii tena' },
  'case.whyLabel': { en: 'Why', sw: 'Kwa nini' },
  'case.timeMissing': { en: 'Choose a time.', sw: 'Chagua muda.' },
  'case.shelveTitle': { en: 'Shelve: out of the queue for a while', sw: 'Weka kando kwa muda' },
  'case.shelveUntil': { en: 'It comes back after', sw: 'Itarudi baada ya' },
  'case.shelveSubmit': { en: 'Shelve it', sw: 'Iweke kando' },
  'case.checkTitle': { en: 'When do you look again?', sw: 'Utaangalia tena lini?' },
  'case.checkIn': { en: 'Look again in', sw: 'Angalia tena baada ya' },
  'case.checkSubmit': { en: 'Promise it', sw: 'Ahidi' },
  'case.giveTitle': { en: 'Give it to somebody', sw: 'Mkabidhi mtu' },
  'case.giveTo': { en: 'Who goes on with it', sw: 'Nani anaendelea nayo' },
  'case.giveMe': { en: '{name} (me)', sw: '{name} (mimi)' },
  'case.giveSubmit': { en: 'Give it', sw: 'Mkabidhi' },
  'case.mergeTitle': { en: 'Merge: one cause, one alarm', sw: 'Unganisha: chanzo kimoja' },
  'case.mergeInto': { en: 'Goes on in', sw: 'Inaendelea katika' },
  'case.mergeHint': {
    en: 'Only open alarms that are at least as grave.',
    sw: 'Tahadhari zilizo wazi zenye uzito sawa au zaidi tu.',
  },
  'case.mergeMissing': {
    en: 'Choose the alarm it goes on in.',
    sw: 'Chagua tahadhari inayoendelea.',
  },
  'case.mergeSubmit': { en: 'Merge', sw: 'Unganisha' },
  'case.reviewTitle': { en: 'How was it handled?', sw: 'Ilishughulikiwa vipi?' },
  'case.verdict': { en: 'Verdict', sw: 'Uamuzi' },
  'case.verdictMissing': { en: 'Choose a verdict.', sw: 'Chagua uamuzi.' },
  'case.reviewNote': { en: 'Remark', sw: 'Maoni' },
  'case.reviewSubmit': { en: 'Save review', sw: 'Hifadhi upitiaji' },
  'case.proposeTitle': { en: 'Propose to close this alarm', sw: 'Pendekeza kufunga tahadhari hii' },
  'case.proposeHint': {
    en: 'It is critical: another officer must agree before it is closed.',
    sw: 'Ni ya hatari kubwa: afisa mwingine lazima akubali kabla ya kufungwa.',
  },
  'case.proposeSubmit': { en: 'Propose to close', sw: 'Pendekeza kufunga' },
  'case.step.driver-called': { en: 'driver called', sw: 'dereva amepigiwa' },
  'case.step.unit-dispatched': { en: 'unit sent', sw: 'kikosi kimetumwa' },
  'case.step.on-site': { en: 'on site', sw: 'wamefika' },
  'case.step.partner-notified': { en: 'partner told', sw: 'mshirika ajua' },

  'keys.select': { en: 'choose for one act on many', sw: 'chagua ili kushughulikia nyingi' },
  'keys.shelve': { en: 'shelve', sw: 'weka kando' },
  'keys.dispatch': { en: 'dispatch a unit', sw: 'tuma kikosi' },
  'keys.call': { en: 'call', sw: 'piga simu' },
  'keys.check': { en: 'next check', sw: 'ukaguzi ujao' },
  'keys.give': { en: 'give to somebody', sw: 'kabidhi mtu' },
  'keys.merge': { en: 'merge', sw: 'unganisha' },
  'keys.undo': { en: 'undo', sw: 'batilisha' },

  'case.outcome.nuisance': { en: 'Nuisance: nothing to do', sw: 'Kero: hakuna la kufanya' },
  'case.outcome.technical': { en: 'Technical fault', sw: 'Hitilafu ya kiufundi' },
} as const satisfies WordTable;
