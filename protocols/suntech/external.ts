import type { Named } from './fields.ts';

/** A fuel sensor of CabAVL: `CabMensaje,<state>,<per cent>,…`. */
const CAB = /CabMensaje,\d+,(\d{1,3}(?:\.\d+)?)/;
/** A key reader: `GTSL|…|…|…|<key>|…`. */
const KEY_READER = /^GTSL\|[^|]*\|[^|]*\|[^|]*\|([^|]+)\|/;
/** An LLS through its converter: `t_0=13;N_0=089D.0;…`, all in hex. */
const LEVEL = /(t|N)_(\d)=([0-9A-Fa-f]{1,4})/g;
const QUALITY = /Q_D=([0-9A-Fa-f]{1,4})/;

/** What an external device said, where its form is known; the whole of it stays as `serial`. */
export function readExternal(said: Named): void {
  const { data } = said;
  if (data === undefined) return;
  delete said['data'];
  said['serial'] = data;
  const level = CAB.exec(data)?.[1];
  if (level !== undefined) said['fuel1'] = level;
  const key = KEY_READER.exec(data)?.[1];
  if (key !== undefined) said['driverUniqueId'] = key;
  for (const [, kind, number, hex = ''] of data.matchAll(LEVEL))
    said[`${kind === 't' ? 'temp' : 'fuel'}${number}`] = String(Number.parseInt(hex, 16));
  const quality = QUALITY.exec(data)?.[1];
  if (quality !== undefined) said['drivingQuality'] = String(Number.parseInt(quality, 16));
}
