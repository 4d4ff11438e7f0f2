import type { ExceptionKind } from '@lakiri/journeys';
import type { ExceptionRule } from '../api/response-contract.ts';

/** What an officer has filled in, of whichever kind; a form shows what its kind asks for. */
export type Filled = {
  readonly kind: ExceptionKind | '';
  readonly part: string;
  readonly injured: boolean;
  readonly plate: string;
  readonly trailer: string;
  readonly order: string;
  readonly driverName: string;
  readonly driverPhone: string;
  /** `id@version` */
  readonly route: string;
  readonly of: string;
  readonly about: string;
  readonly by: string;
  /** The id of the journey that it goes with. */
  readonly with: string;
  readonly number: string;
  readonly old: string;
  readonly seal: string;
  readonly mechanicalSeal: string;
  readonly oldPhotoSha256: string | null;
  readonly newPhotoSha256: string | null;
  readonly stopMin: string;
  readonly note: string;
};

export const NOTHING_FILLED: Filled = {
  ...{ kind: '', part: 'tyre', injured: false, plate: '', trailer: '', order: '', driverName: '' },
  ...{
    driverPhone: '',
    route: '',
    of: 'cargo',
    about: 'threat',
    by: 'police',
    with: '',
    number: '',
    old: '',
  },
  ...{ seal: '', mechanicalSeal: '', oldPhotoSha256: null, newPhotoSha256: null },
  ...{ stopMin: '', note: '' },
};

const NEEDED: Readonly<Record<ExceptionKind, readonly (keyof Filled)[]>> = {
  breakdown: [],
  accident: [],
  transload: ['plate'],
  'driver-change': ['driverName'],
  'route-change': ['route'],
  theft: [],
  'driver-report': [],
  'seal-mismatch': ['number'],
  escort: [],
  convoy: ['with'],
  'mechanical-seal': ['number'],
  reseal: ['old', 'seal', 'oldPhotoSha256', 'newPhotoSha256'],
};

/** The fields that are wrong or missing; none: it may be sent. The server decides; this only says it sooner. */
export function faultsIn(
  filled: Filled,
  rule: ExceptionRule | undefined,
): readonly (keyof Filled)[] {
  const { kind } = filled;
  if (kind === '' || rule === undefined) return ['kind'];
  const faults: (keyof Filled)[] = NEEDED[kind].filter((field) => isEmpty(filled[field]));
  if (rule.stopMin !== null && filled.stopMin.trim() !== '') {
    const minutes = Number(filled.stopMin);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > rule.stopMin.max)
      faults.push('stopMin');
  }
  if (rule.needsNote && isEmpty(filled.note)) faults.push('note');
  return faults;
}

const isEmpty = (value: string | boolean | null): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The body that the server asks for. */
export function bodyOf(filled: Filled): object {
  const { stopMin, note } = filled;
  return {
    what: whatOf(filled),
    ...(stopMin.trim() === '' ? {} : { stopMin: Number(stopMin) }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}

function whatOf(filled: Filled): object {
  const { kind } = filled;
  switch (kind) {
    case 'breakdown':
      return { kind, part: filled.part };
    case 'accident':
      return { kind, injured: filled.injured };
    case 'transload':
      return {
        ...{ kind, plate: filled.plate.trim() },
        ...{ trailer: orNull(filled.trailer), order: orNull(filled.order) },
      };
    case 'driver-change':
      return {
        ...{ kind, driverName: filled.driverName.trim() },
        driverPhone: orNull(filled.driverPhone),
      };
    case 'route-change': {
      const [routeId, version] = filled.route.split('@');
      return { kind, routeId, routeVersion: Number(version) };
    }
    case 'theft':
      return { kind, of: filled.of };
    case 'driver-report':
      return { kind, about: filled.about };
    case 'seal-mismatch':
      return { kind, seen: filled.number.trim() };
    case 'escort':
      return { kind, by: filled.by };
    case 'convoy':
      return { kind, with: filled.with };
    case 'mechanical-seal':
      return { kind, number: filled.number.trim() };
    case 'reseal':
      return {
        ...{ kind, old: filled.old, seal: filled.seal },
        ...{ mechanicalSeal: orNull(filled.mechanicalSeal) },
        ...{ oldPhotoSha256: filled.oldPhotoSha256, newPhotoSha256: filled.newPhotoSha256 },
      };
    case '':
      return {};
  }
}
