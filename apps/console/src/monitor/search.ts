import type { CaseView } from '../api/case-contract.ts';

/** The tabs beside the map: cases, and for supervisors the people. */
export type Tab = CaseView | 'team';

/** What the address of the monitor says. What is absent is as it starts. */
export type MonitorSearch = {
  readonly view?: Exclude<Tab, 'open'>;
  /** The case in the detail. */
  readonly case?: string;
  /** The storm whose card is chosen. */
  readonly storm?: string;
  /** The seal of the truck in the detail, when it is not a case. */
  readonly truck?: string;
  /** Layers that are switched off. */
  readonly hide?: 'trucks' | 'alarms' | 'all';
  /** What a phone shows; a desk shows both. */
  readonly pane?: 'map';
};

const VIEWS = ['mine', 'unassigned', 'shelved', 'closed', 'team'] as const;
const HIDDEN = ['trucks', 'alarms', 'all'] as const;

/** Reads the address; anything it does not know is left out. */
export function monitorSearch(search: Record<string, unknown>): MonitorSearch {
  const view = VIEWS.find((it) => it === search.view);
  const hide = HIDDEN.find((it) => it === search.hide);
  const [chosen, truck, storm] = [search.case, search.truck, search.storm];
  return {
    ...(view === undefined ? {} : { view }),
    ...(hide === undefined ? {} : { hide }),
    ...(search.pane === 'map' ? { pane: 'map' } : {}),
    ...(typeof chosen === 'string' ? { case: chosen } : {}),
    ...(typeof storm === 'string' ? { storm } : {}),
    ...(typeof truck === 'string' ? { truck } : {}),
  };
}

/** The layers that are on. */
export function layersOf({ hide }: MonitorSearch): { trucks: boolean; alarms: boolean } {
  return {
    trucks: hide !== 'trucks' && hide !== 'all',
    alarms: hide !== 'alarms' && hide !== 'all',
  };
}

/** The address part for layers. */
export function hiddenOf(layers: { trucks: boolean; alarms: boolean }): MonitorSearch['hide'] {
  if (layers.trucks) return layers.alarms ? undefined : 'alarms';
  return layers.alarms ? 'trucks' : 'all';
}
