// Where a node listens for devices: one row for each dialect, TCP, and UDP under the same number where the
// dialect is spoken so.

/** The dialects that a release may listen for, with the standard port of each. */
export const DIALECT_PORTS = {
  jointech: { port: 7001, of: 'Jointech seals' },
  teltonika: { port: 7002, of: 'Teltonika trackers' },
  jt808: { port: 7003, of: 'JT/T 808 seals and trackers' },
  gt06: { port: 7004, of: 'GT06 trackers (Concox, Jimi)' },
  omni: { port: 7005, of: 'Omni locks' },
  eseal: { port: 7006, of: 'eSeal locks' },
  queclink: { port: 7007, of: 'Queclink trackers' },
  suntech: { port: 7008, of: 'Suntech trackers' },
  meitrack: { port: 7009, of: 'Meitrack trackers' },
  lakiri: { port: 7010, of: 'seals of the Lakiri dialect' },
} as const;

export type DialectName = keyof typeof DIALECT_PORTS;

export type DialectPorts = Readonly<Record<DialectName, number>>;

export const DIALECT_NAMES = Object.keys(DIALECT_PORTS) as readonly DialectName[];

type PortName = `LAKIRI_PORT_${Uppercase<DialectName>}`;

/** `LAKIRI_PORT_GT06` */
export function portSetting(dialect: DialectName): PortName {
  return `LAKIRI_PORT_${dialect.toUpperCase()}` as PortName;
}
