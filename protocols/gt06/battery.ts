// 40: the battery pack of an electric vehicle (WD-209), and its controller.
import { instant, SECOND_MS } from '@lakiri/kit';
import { asciiOf, hexOf } from './bytes.ts';
import { type Content, put } from './fields.ts';
import { keepRest } from './place.ts';

const CELLS = 14;
const NAME_BYTES = 16;
/** Tenths of a kelvin. */
const ZERO_C = 2731;

export function read40(content: Content): void {
  const { bytes, draft } = content;
  put(draft, 'pack', hexOf(bytes.take(8)));
  draft.occurredAt = instant(bytes.u32() * SECOND_MS) ?? null;
  put(draft, 'capacityPct', bytes.u8());
  put(draft, 'capacityLeft', bytes.u16());
  put(draft, 'capacityAbsolutePct', bytes.u8());
  put(draft, 'capacityFull', bytes.u16());
  put(draft, 'healthPct', bytes.u8());
  put(draft, 'temperatureC', (bytes.u16() - ZERO_C) / 10);
  put(draft, 'current', bytes.u16());
  put(draft, 'batteryMv', bytes.u16());
  put(draft, 'cycles', bytes.u16());
  for (let cell = 1; cell <= CELLS; cell++) put(draft, `cell${cell}Mv`, bytes.u16());
  put(draft, 'chargeInterval', bytes.u16());
  put(draft, 'chargeIntervalMax', bytes.u16());
  put(draft, 'barcode', asciiOf(bytes.take(NAME_BYTES)).trim());
  put(draft, 'version', bytes.u16());
  put(draft, 'maker', asciiOf(bytes.take(NAME_BYTES)).trim());
  put(draft, 'packStatus', bytes.u32());
  put(draft, 'controllerStatus', bytes.u32());
  put(draft, 'controllerFault', bytes.u32());
  keepRest(content);
}
