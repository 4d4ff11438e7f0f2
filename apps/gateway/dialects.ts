// How devices speak to this release: one table. A dialect is listened for when it has a row here, and a port in
// platform/ports.ts.
import type { Dialect } from '@lakiri/kit';
import type { DialectName } from '@lakiri/platform/ports';
import { eseal } from '@lakiri/protocol-eseal';
import { feed } from '@lakiri/protocol-feed';
import { gt06 } from '@lakiri/protocol-gt06';
import { jointech } from '@lakiri/protocol-jointech';
import { jt808 } from '@lakiri/protocol-jt808';
import { lakiri } from '@lakiri/protocol-lakiri';
import { meitrack } from '@lakiri/protocol-meitrack';
import { omni } from '@lakiri/protocol-omni';
import { queclink } from '@lakiri/protocol-queclink';
import { suntech } from '@lakiri/protocol-suntech';
import { teltonika } from '@lakiri/protocol-teltonika';

/** By the name under which a seal's address is registered. */
export const DIALECTS = {
  jointech,
  teltonika,
  jt808,
  gt06,
  omni,
  eseal,
  queclink,
  suntech,
  meitrack,
  lakiri,
} as const satisfies Partial<Readonly<Record<DialectName, Dialect>>>;

/** In which words a frame may be kept besides: those of vendors, which no device speaks and no port hears. */
const KEPT: Readonly<Record<string, Dialect>> = { ...DIALECTS, feed };

const UDP = '-udp';

/** How a frame came: in which dialect, and whether as a datagram. */
export type Spoken = { readonly dialect: Dialect; readonly isDatagram?: boolean };

/** Under which name a frame is kept: a datagram is not framed as a stream is, and says so for ever. */
export function frameDialect({ dialect, isDatagram }: Spoken): string {
  return isDatagram === true ? `${dialect.name}${UDP}` : dialect.name;
}

/** How a frame came, from the name that it is kept under; undefined when this release does not speak so. */
export function spokenAs(name: string): Spoken | undefined {
  const isDatagram = name.endsWith(UDP);
  const dialect = KEPT[isDatagram ? name.slice(0, -UDP.length) : name];
  if (dialect === undefined || (isDatagram && dialect.datagrams === undefined)) return undefined;
  return { dialect, isDatagram };
}

/** Reads the frames of whoever speaks so. */
export function decoderOf({ dialect, isDatagram }: Spoken): Dialect['decode'] {
  return isDatagram === true && dialect.datagrams !== undefined
    ? dialect.datagrams.decode
    : dialect.decode;
}
