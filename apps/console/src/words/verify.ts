import type { BundleFindingCode, BundleWarningCode } from '@lakiri/evidence';
import type { Said, WordTable } from './said.ts';

/** What contradicts the signatures or the lists, and what that means. A new finding does not compile until it is said. */
const findings = {
  'verify.finding.zip-unreadable': {
    en: 'The file cannot be read safely: it was changed, or packed by another program.',
    sw: 'Faili haiwezi kusomwa kwa usalama: ilibadilishwa, au ilifungashwa na programu nyingine.',
  },
  'verify.finding.zip-damaged': {
    en: 'It does not come out of the zip as it was packed.',
    sw: 'Haitoki kwenye zip kama ilivyofungashwa.',
  },
  'verify.finding.zip-unusual': {
    en: 'The zip was packed again, or changed.',
    sw: 'Zip ilifungashwa upya, au ilibadilishwa.',
  },
  'verify.finding.manifest-missing': {
    en: 'The list of files is missing: this is no evidence bundle, or only a part of one.',
    sw: 'Orodha ya faili haipo: hiki si kifurushi cha ushahidi, au ni sehemu yake tu.',
  },
  'verify.finding.manifest-malformed': {
    en: 'The list of files is not in its form ({field}).',
    sw: 'Orodha ya faili haiko katika muundo wake ({field}).',
  },
  'verify.finding.sums-missing': {
    en: 'The list of hashes is missing.',
    sw: 'Orodha ya alama za hashi haipo.',
  },
  'verify.finding.sums-malformed': {
    en: 'The list of hashes is not in its form.',
    sw: 'Orodha ya alama za hashi haiko katika muundo wake.',
  },
  'verify.finding.sums-differ': {
    en: 'The list of hashes and {file} do not agree: one of the two was changed.',
    sw: 'Orodha ya alama za hashi na {file} havikubaliani: kimoja kilibadilishwa.',
  },
  'verify.finding.file-missing': { en: 'The file was taken out.', sw: 'Faili iliondolewa.' },
  'verify.finding.file-unlisted': {
    en: 'The file was put in: the bundle was exported without it.',
    sw: 'Faili iliongezwa: kifurushi kilitolewa bila hiyo.',
  },
  'verify.finding.file-changed': {
    en: 'The file was changed after the bundle was made.',
    sw: 'Faili ilibadilishwa baada ya kifurushi kutengenezwa.',
  },
  'verify.finding.keys-malformed': {
    en: 'Line {line} is no key.',
    sw: 'Mstari wa {line} si ufunguo.',
  },
  'verify.finding.no-log-key': {
    en: 'There is no key of the log to check its signature with.',
    sw: 'Hakuna ufunguo wa daftari wa kukagua sahihi yake.',
  },
  'verify.finding.checkpoint-missing': {
    en: 'The log’s signature is missing: nothing in the bundle is proven.',
    sw: 'Sahihi ya daftari haipo: hakuna kilichothibitishwa katika kifurushi.',
  },
  'verify.finding.checkpoint-refused': {
    en: 'The log’s owner has not signed this ({why}): nothing in the bundle is proven.',
    sw: 'Mwenye daftari hakutia sahihi hii ({why}): hakuna kilichothibitishwa katika kifurushi.',
  },
  'verify.finding.checkpoint-other-log': {
    en: 'It is signed for {origin} at {size} entries, and the bundle says otherwise.',
    sw: 'Imetiwa sahihi kwa {origin} ikiwa na maingizo {size}, na kifurushi kinasema vingine.',
  },
  'verify.finding.witnesses-missing': {
    en: 'Not enough of the witnesses have seen it ({have}).',
    sw: 'Mashahidi walioiona hawatoshi ({have}).',
  },
  'verify.finding.no-entries': {
    en: 'No entry of the log is in it: it proves nothing.',
    sw: 'Hakuna ingizo la daftari ndani yake: hakithibitishi chochote.',
  },
  'verify.finding.subject-differs': {
    en: 'Nothing that the log holds of it is about {ref}: the list was changed.',
    sw: 'Hakuna ingizo la daftari ndani yake linalohusu {ref}: orodha ilibadilishwa.',
  },
  'verify.finding.entry-without-proof': {
    en: 'There is no proof that the log holds it.',
    sw: 'Hakuna uthibitisho kwamba liko daftarini.',
  },
  'verify.finding.proof-without-entry': {
    en: 'There is a proof, but not the entry it is for.',
    sw: 'Kuna uthibitisho, lakini ingizo lake halipo.',
  },
  'verify.finding.proof-malformed': {
    en: 'The proof is not in its form.',
    sw: 'Uthibitisho hauko katika muundo wake.',
  },
  'verify.finding.proof-other-checkpoint': {
    en: 'The proof is under another signature than the bundle’s.',
    sw: 'Uthibitisho uko chini ya sahihi nyingine, si ya kifurushi hiki.',
  },
  'verify.finding.entry-not-in-log': {
    en: 'This is not entry {index} of the log: it was changed after it was signed.',
    sw: 'Hili si ingizo la {index} la daftari: lilibadilishwa baada ya kutiwa sahihi.',
  },
  'verify.finding.frames-malformed': {
    en: 'The device’s messages are not in their form.',
    sw: 'Ujumbe wa kifaa hauko katika muundo wake.',
  },
  'verify.finding.batch-not-in-log': {
    en: 'The messages of batch {batch} are not entry {index} of the log.',
    sw: 'Ujumbe wa fungu {batch} si ingizo la {index} la daftari.',
  },
  'verify.finding.batch-differs': {
    en: 'Batch {batch} is not what its entry in the log says.',
    sw: 'Fungu {batch} si kama ingizo lake daftarini linavyosema.',
  },
  'verify.finding.frame-changed': {
    en: 'Message {position} of batch {batch} is not the bytes that were received.',
    sw: 'Ujumbe wa {position} wa fungu {batch} si ule uliopokelewa.',
  },
  'verify.finding.frame-not-in-batch': {
    en: 'Message {position} of batch {batch} was not among those received.',
    sw: 'Ujumbe wa {position} wa fungu {batch} haukuwa kati ya uliopokelewa.',
  },
  'verify.finding.frame-said-otherwise': {
    en: 'Of message {position} of batch {batch} the log says another seal, time or verdict.',
    sw: 'Kuhusu ujumbe wa {position} wa fungu {batch} daftari linasema lakiri, saa au uamuzi mwingine.',
  },
  'verify.finding.personal-malformed': {
    en: 'The personal values are not in their form.',
    sw: 'Taarifa binafsi haziko katika muundo wake.',
  },
  'verify.finding.personal-differs': {
    en: 'The value of {field} is not the one that the log stands for.',
    sw: 'Taarifa ya {field} si ile ambayo daftari linaiwakilisha.',
  },
  'verify.finding.timestamp-malformed': {
    en: 'The time stamp is none ({why}).',
    sw: 'Muhuri wa wakati si sahihi ({why}).',
  },
  'verify.finding.timestamp-of-other-bytes': {
    en: 'The time stamp is over other bytes than the checkpoint beside it.',
    sw: 'Muhuri wa wakati ni wa data nyingine, si ya kituo cha ukaguzi kilicho kando yake.',
  },
  'verify.finding.timestamp-checkpoint-refused': {
    en: 'What was stamped is not signed by the log ({why}).',
    sw: 'Kilichopigwa muhuri hakijatiwa sahihi na daftari ({why}).',
  },
  'verify.finding.timestamp-other-log': {
    en: 'What was stamped at {size} entries is not the beginning of this log.',
    sw: 'Kilichopigwa muhuri kikiwa na maingizo {size} si mwanzo wa daftari hili.',
  },
} as const satisfies Record<`verify.finding.${BundleFindingCode}`, Said>;

/** What whoever relies on a bundle must know. */
const warnings = {
  'verify.warning.keys-claimed': {
    en: 'The keys are taken from the bundle itself. Ask the log’s owner for its key by another way and enter it below.',
    sw: 'Funguo zimechukuliwa kwenye kifurushi chenyewe. Mwombe mwenye daftari ufunguo wake kwa njia nyingine na uuweke hapa chini.',
  },
  'verify.warning.witnesses-claimed': {
    en: 'Who the witnesses are is taken from the bundle itself.',
    sw: 'Mashahidi ni nani imechukuliwa kwenye kifurushi chenyewe.',
  },
  'verify.warning.bundle-keys-differ': {
    en: 'The bundle names other keys than yours. Yours were used.',
    sw: 'Kifurushi kinataja funguo nyingine, si zako. Zako ndizo zilizotumika.',
  },
  'verify.warning.not-witnessed': {
    en: 'No witness has seen it: that nobody was shown another history rests on the owner’s word alone.',
    sw: 'Hakuna shahidi aliyeiona: kwamba hakuna aliyeonyeshwa historia nyingine ni neno la mwenye daftari tu.',
  },
  'verify.warning.no-timestamp': {
    en: 'It has no time stamp of an authority: its times are those of the node and its witnesses.',
    sw: 'Hakina muhuri wa wakati wa mamlaka: saa zake ni za nodi na mashahidi wake.',
  },
  'verify.warning.late-readings': {
    en: '{count, plural, one {# reading} other {# readings}} arrived late, by up to {span}',
    sw: '{count, plural, one {Kipimo #} other {Vipimo #}} vilichelewa kufika, hadi {span}',
  },
  'verify.warning.frames-redacted': {
    en: '{count, plural, one {# message} other {# messages}} held a password, which is blanked: the rest is as received',
    sw: '{count, plural, one {Ujumbe #} other {Jumbe #}} ulikuwa na nenosiri, ambalo limefichwa: sehemu nyingine ni kama ulivyopokelewa',
  },
  'verify.warning.subject-gap': {
    en: '{missing, plural, one {# fact} other {# facts}} about the subject not in the bundle',
    sw: '{missing, plural, one {Tukio #} other {Matukio #}} ya jambo hili hayamo kwenye kifurushi',
  },
  'verify.warning.path-unknown': {
    en: 'Nobody says what this file is.',
    sw: 'Hakuna anayesema faili hii ni ya nini.',
  },
} as const satisfies Record<`verify.warning.${BundleWarningCode}`, Said>;

/** The public page that verifies evidence in the browser itself. */
export const verifyWords = {
  ...findings,
  ...warnings,
  'verify.title': { en: 'Verify evidence', sw: 'Thibitisha ushahidi' },
  'verify.lead': {
    en: 'Nothing you choose leaves this device. No account is needed, and no connection once this page is open.',
    sw: 'Hakuna unachochagua kinachotoka kwenye kifaa hiki. Akaunti haihitajiki, wala mtandao ukurasa huu ukishafunguka.',
  },
  'verify.choose': { en: 'Choose a file', sw: 'Chagua faili' },
  'verify.drop': {
    en: 'or drop it here: an evidence bundle (.zip), or a .tlog-proof together with its entry.',
    sw: 'au iburute hapa: kifurushi cha ushahidi (.zip), au .tlog-proof pamoja na ingizo lake.',
  },
  'verify.keys': { en: 'Keys you trust', sw: 'Funguo unazoziamini' },
  'verify.keysHint': {
    en: 'One a line, or a policy. Get them from the log’s owner and its witnesses by another way than the bundle.',
    sw: 'Mmoja kila mstari, au sera. Uzipate kwa mwenye daftari na mashahidi wake kwa njia nyingine, si kwenye kifurushi.',
  },
  'verify.keysBad': { en: 'Line {line} is no key.', sw: 'Mstari wa {line} si ufunguo.' },
  'verify.again': { en: 'Verify again', sw: 'Thibitisha tena' },
  'verify.working': { en: 'Verifying {name}…', sw: 'Inathibitisha {name}…' },
  'verify.print': { en: 'Print', sw: 'Chapisha' },
  'verify.held': { en: 'Unchanged since it was signed', sw: 'Haijabadilika tangu kutiwa sahihi' },
  'verify.heldClaimed': {
    en: 'Unchanged, if the keys in it are the owner’s',
    sw: 'Haijabadilika, ikiwa funguo zilizomo ni za mwenyewe',
  },
  'verify.broken': { en: 'Not confirmed: do not rely on it', sw: 'Haijathibitishwa: usiitegemee' },
  'verify.unknown': {
    en: 'This is neither an evidence bundle nor a proof with its entry.',
    sw: 'Hiki si kifurushi cha ushahidi wala uthibitisho pamoja na ingizo lake.',
  },
  'verify.proofKeys': {
    en: 'To a proof the key of the log is needed. Enter it above.',
    sw: 'Uthibitisho unahitaji ufunguo wa daftari. Uweke hapo juu.',
  },
  'verify.tooLarge': {
    en: 'The file is larger than a bundle can be.',
    sw: 'Faili ni kubwa kuliko kifurushi kinavyoweza kuwa.',
  },
  'verify.stopped': {
    en: 'The verification stopped. Load the page again.',
    sw: 'Uthibitishaji umesimama. Pakia ukurasa tena.',
  },
  'verify.checks': { en: 'What was checked', sw: 'Kilichokaguliwa' },
  'verify.entries': {
    en: '{n, plural, one {# entry, proven} other {# entries, each proven}} to stand in the log',
    sw: '{n, plural, one {Ingizo # limethibitishwa} other {Maingizo # yamethibitishwa}} kuwa daftarini',
  },
  'verify.signed': {
    en: 'Signed by the owner of {origin} at {size, plural, one {# entry} other {# entries}}',
    sw: 'Imetiwa sahihi na mwenye {origin} ikiwa na {size, plural, one {ingizo #} other {maingizo #}}',
  },
  'verify.witness': { en: 'Witness {name} saw it ({at})', sw: 'Shahidi {name} aliiona ({at})' },
  'verify.messages': {
    en: '{n, plural, one {# message} other {# messages}} of the seals, as received',
    sw: '{n, plural, one {Ujumbe # wa lakiri, kama ulivyopokelewa} other {Jumbe # za lakiri, kama zilivyopokelewa}}',
  },
  'verify.files': {
    en: '{n, plural, one {# file matches its hash} other {# files match their hashes}}',
    sw: '{n, plural, one {Faili # inalingana na hashi yake} other {Faili # zinalingana na hashi zake}}',
  },
  'verify.personal': {
    en: '{n, plural, one {# name is the one} other {# names are those}} that the log stands for',
    sw: '{n, plural, one {Jina # ndilo} other {Majina # ndiyo}} ambalo daftari linawakilisha',
  },
  'verify.stamped': {
    en: 'Time stamp of an authority over {size, plural, one {# entry} other {# entries}}: {at}',
    sw: 'Muhuri wa wakati wa mamlaka juu ya {size, plural, one {ingizo #} other {maingizo #}}: {at}',
  },
  'verify.proofHeld': {
    en: 'The entry is entry {index} of {origin}',
    sw: 'Ingizo hili ni ingizo la {index} la {origin}',
  },
  'verify.proofNot': {
    en: 'The entry is not the one that this proof is for.',
    sw: 'Ingizo hili si lile ambalo uthibitisho huu ni wake.',
  },
  'verify.proves': { en: 'What this proves', sw: 'Hii inathibitisha nini' },
  'verify.proves.bytes': {
    en: 'The entries and the seals’ messages are, byte for byte, those that stood in the log when its owner signed it.',
    sw: 'Maingizo na ujumbe wa lakiri ni yaleyale, baiti kwa baiti, yaliyokuwa daftarini mwenye daftari alipotia sahihi.',
  },
  'verify.proves.nobody': {
    en: 'Nobody has changed them since, the authority itself included.',
    sw: 'Hakuna aliyeyabadilisha tangu hapo, hata mamlaka yenyewe.',
  },
  'verify.proves.seen': {
    en: 'The witnesses named above were shown the same history.',
    sw: 'Mashahidi waliotajwa hapo juu walionyeshwa historia hiyohiyo.',
  },
  'verify.notProves': { en: 'What this does not prove', sw: 'Hii haithibitishi nini' },
  'verify.notProves.truth': {
    en: 'That what a person or a seal said is true. It proves that it was said, and when it was recorded.',
    sw: 'Kwamba alichosema mtu au lakiri ni kweli. Inathibitisha kwamba kilisemwa, na kilirekodiwa lini.',
  },
  'verify.notProves.all': {
    en: 'That nothing else happened. The log may hold more than was exported.',
    sw: 'Kwamba hakuna kingine kilichotokea. Daftari linaweza kuwa na zaidi ya kilichotolewa.',
  },
  'verify.notProves.copies': {
    en: 'The tables, the certificate and the record of operation: they are as exported, but the log does not vouch for them.',
    sw: 'Majedwali, cheti na rekodi ya uendeshaji: ziko kama zilivyotolewa, lakini daftari haliziungi mkono.',
  },
  'verify.notProves.keys': {
    en: 'That the keys are the owner’s: they came with the bundle.',
    sw: 'Kwamba funguo ni za mwenye daftari: zilikuja na kifurushi.',
  },
  'verify.notProves.stamp': {
    en: 'That the time stamp is the authority’s: VERIFY.md in the bundle says how openssl tells.',
    sw: 'Kwamba muhuri wa wakati ni wa mamlaka: VERIFY.md ndani ya kifurushi inaeleza jinsi openssl inavyokagua.',
  },
  'verify.about': { en: 'People and times', sw: 'Watu na nyakati' },
  'verify.subject': { en: 'About', sw: 'Kuhusu' },
  'verify.exported': { en: 'Exported', sw: 'Kilitolewa' },
  'verify.exportedBy': { en: '{at}, by {name}', sw: '{at}, na {name}' },
  'verify.reason': { en: 'Reason', sw: 'Sababu' },
  'verify.caseNo': { en: 'Case number', sw: 'Namba ya kesi' },
  'verify.recorded': { en: 'Recorded', sw: 'Kulirekodiwa' },
  'verify.span': { en: '{from} to {to}', sw: '{from} hadi {to}' },
  'verify.root': { en: 'Root of the log', sw: 'Mzizi wa daftari' },
} as const satisfies WordTable;
