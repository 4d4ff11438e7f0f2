import type { RawValue, SealBits, SealEventType } from '@lakiri/kit';

/** What a message type says of its own accord; the digits of its state or report type stay in `raw`. */
export type Meaning = {
  readonly alarm?: string;
  readonly event?: SealEventType;
  readonly ignition?: boolean;
  readonly bits?: Partial<SealBits>;
};

type Told = Readonly<Record<string, RawValue>>;

/** By message type, for all models. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ANT: { alarm: 'gnssAntenna' },
  BPL: { alarm: 'lowBattery', event: 'battery.low', bits: { lowBattery: true } },
  BTC: { bits: { charging: true } },
  CRA: { alarm: 'accident', event: 'vehicle.accident' },
  EPF: { alarm: 'powerCut', event: 'power.cut' },
  EPN: { alarm: 'powerRestored', event: 'power.restored' },
  GEO: { alarm: 'geofence' },
  IDN: { alarm: 'idle' },
  IGF: { ignition: false },
  IGN: { ignition: true },
  JDR: { alarm: 'jamming', event: 'tamper.jamming' },
  MPF: { alarm: 'powerCut', event: 'power.cut' },
  MPN: { alarm: 'powerRestored', event: 'power.restored' },
  NMR: { alarm: 'movement' },
  PFA: { alarm: 'powerOff', event: 'power.off' },
  PFR: { alarm: 'powerOff', event: 'power.off' },
  PNA: { alarm: 'powerOn', event: 'device.started' },
  PNR: { alarm: 'powerOn', event: 'device.started' },
  SOS: { alarm: 'sos', event: 'person.sos' },
  SPD: { alarm: 'overspeed' },
  STC: { bits: { charging: false } },
  TMP: { alarm: 'temperature' },
  TOW: { alarm: 'tow' },
  VGF: { ignition: false },
  VGN: { ignition: true },
};

/** The second digit of a harsh behaviour's report type; the first is the band of speed. */
const HARSH: Readonly<Record<string, string>> = {
  '0': 'hardBraking',
  '1': 'hardAcceleration',
  '2': 'hardCornering',
  '3': 'hardCornering',
  '4': 'hardCornering',
};

/** The first digit of the motion state: 1 ignition off, 2 ignition on, 4 no ignition line. */
const IGNITION: Readonly<Record<string, boolean>> = { '1': false, '2': true };

/** What a message of this type means, given what it told. */
export function meaningOf(type: string, told: Told): Meaning {
  switch (type) {
    case 'HBM':
    case 'HBE': {
      const alarm = HARSH[String(told['reportType'] ?? '').slice(-1)];
      return alarm === undefined ? {} : { alarm };
    }
    case 'IGL':
      return { ignition: String(told['reportType'] ?? '').endsWith('0') };
    case 'JDS':
      // 1 the jamming ended, 2 it began
      return told['state'] === '2' ? { alarm: 'jamming', event: 'tamper.jamming' } : {};
    case 'LSW':
      return told['state'] === '1' ? { alarm: 'light', event: 'tamper.removed' } : {};
    case 'TSW':
      return tamperSwitch(told['state']);
    default:
      return MEANINGS[type] ?? {};
  }
}

/** The cover's switch: 1 open, 0 closed. */
function tamperSwitch(state: RawValue | undefined): Meaning {
  if (state === '1')
    return { alarm: 'tampering', event: 'tamper.coverOpened', bits: { coverOpen: true } };
  if (state === '0') return { event: 'tamper.coverClosed', bits: { coverOpen: false } };
  return {};
}

/** Whether the engine runs, from a motion state as `21`; `undefined` where the device has no such line. */
export function ignitionOf(state: RawValue | undefined): boolean | undefined {
  const digits = typeof state === 'number' ? String(state) : state;
  return typeof digits === 'string' ? IGNITION[digits.slice(0, 1)] : undefined;
}
