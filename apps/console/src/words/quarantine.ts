import type { WordTable } from './said.ts';

/** What came in and moves nothing until a person has looked at it. */
export const quarantineWords = {
  'nav.quarantine': { en: 'Quarantine', sw: 'Karantini' },
  'quarantine.title': { en: 'Quarantine', sw: 'Karantini' },
  'quarantine.tab.unknown': { en: 'Unknown devices', sw: 'Vifaa visivyojulikana' },
  'quarantine.tab.rejected': { en: 'Rejected bytes', sw: 'Baiti zilizokataliwa' },
  'unknown.lead': {
    en: 'These devices call in but belong to no registered seal. Their signals are kept as sent and move nothing on the map.',
    sw: 'Vifaa hivi hupiga lakini si vya lakiri yoyote iliyosajiliwa. Ishara zake huhifadhiwa na hazisogezi chochote kwenye ramani.',
  },
  'unknown.empty': {
    en: 'No unknown device has called in.',
    sw: 'Hakuna kifaa kisichojulikana kilichopiga.',
  },
  'unknown.count': {
    en: '{n, plural, one {# unknown device} other {# unknown devices}}{more, select, true { so far} other {}}',
    sw: '{n, plural, one {Kifaa #} other {Vifaa #}}{more, select, true { hadi sasa} other {}}',
  },
  'unknown.device': { en: 'Device', sw: 'Kifaa' },
  'unknown.frames': { en: 'Messages', sw: 'Ujumbe' },
  'unknown.first': { en: 'First heard', sw: 'Mara ya kwanza' },
  'unknown.last': { en: 'Last heard', sw: 'Mara ya mwisho' },
  'unknown.from': { en: 'From', sw: 'Kutoka' },
  'unknown.frame': { en: 'Last message', sw: 'Ujumbe wa mwisho' },
  'unknown.register': { en: 'Register', sw: 'Sajili' },
  'unknown.registerThis': { en: 'Register device {wireId}', sw: 'Sajili kifaa {wireId}' },
  'rejected.lead': {
    en: 'Bytes that make no message of their port’s dialect: torn messages, wrong ports, scans. Of each connection a sample is kept and the rest counted; they move nothing.',
    sw: 'Baiti zisizounda ujumbe wa lugha ya mlango wake: ujumbe uliokatika, mlango usio sahihi, uchunguzi. Sampuli ya kila muunganisho huhifadhiwa na nyingine huhesabiwa tu; hazisogezi chochote.',
  },
  'rejected.empty': { en: 'Nothing was rejected.', sw: 'Hakuna kilichokataliwa.' },
  'rejected.count': {
    en: '{n, plural, one {# sample} other {# samples}}{more, select, true { so far} other {}}',
    sw: '{n, plural, one {Sampuli #} other {Sampuli #}}{more, select, true { hadi sasa} other {}}',
  },
  'rejected.when': { en: 'Received', sw: 'Zilipokelewa' },
  'rejected.why': { en: 'What is wrong', sw: 'Kosa lake' },
  'rejected.at': { en: 'At byte', sw: 'Kwenye baiti' },
  'rejected.bytes': { en: 'Bytes', sw: 'Baiti' },
} as const satisfies WordTable;
