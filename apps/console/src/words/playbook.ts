import type { WordTable } from './said.ts';

/** What to do next about an alarm. */
export const playbookWords = {
  'playbook.title': { en: 'Do next', sw: 'Hatua zinazofuata' },
  'playbook.version': { en: 'Playbook, version {version}', sw: 'Mwongozo, toleo la {version}' },
  'playbook.done': { en: 'Done', sw: 'Imefanyika' },
  'playbook.notNeeded': { en: 'not needed', sw: 'haihitajiki' },
  'playbook.later': { en: 'later', sw: 'baadaye' },
  'playbook.by': { en: 'by {at}', sw: 'kabla ya {at}' },
  'playbook.late': { en: 'since {at}', sw: 'tangu {at}' },
  'playbook.from': { en: 'from {at}', sw: 'kuanzia {at}' },
  'playbook.step.acknowledge': { en: 'Acknowledge', sw: 'Pokea tahadhari' },
  'playbook.step.call-driver': { en: 'Call the driver', sw: 'Mpigie dereva simu' },
  'playbook.step.dispatch': { en: 'Send a unit', sw: 'Tuma kikosi' },
  'playbook.step.dispatchAfter': {
    en: '{n, plural, one {Send a unit if no answer in # min} other {Send a unit if no answer in # min}}',
    sw: '{n, plural, one {Tuma kikosi asipojibu ndani ya dakika #} other {Tuma kikosi asipojibu ndani ya dakika #}}',
  },
  'playbook.step.tell-police': { en: 'Tell the police', sw: 'Arifu polisi' },
  'playbook.step.policeNear': {
    en: 'Tell the police near {near}',
    sw: 'Arifu polisi walio karibu na {near}',
  },
  'playbook.step.tell-administration': {
    en: 'Tell the administration in charge there',
    sw: 'Arifu mamlaka ya forodha ya eneo hilo',
  },
  'playbook.step.tellNamed': { en: 'Tell {name}', sw: 'Arifu {name}' },
  'playbook.step.tell-owner': { en: 'Call the transporter', sw: 'Mpigie msafirishaji simu' },
  'playbook.step.check-seal': { en: 'Have the seal looked at', sw: 'Lakiri ikaguliwe' },
  'playbook.step.attach-evidence': {
    en: 'Photographs in the report',
    sw: 'Picha katika ripoti',
  },
  'playbook.step.ask-second': {
    en: 'Ask a second person to close',
    sw: 'Omba mtu wa pili akubali kufunga',
  },
  'keys.tell': { en: 'tell the police or a partner', sw: 'arifu polisi au mshirika' },
} as const satisfies WordTable;
