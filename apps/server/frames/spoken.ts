import type { Dialect, Profile } from '@lakiri/kit';
import { eseal } from '@lakiri/protocol-eseal';
import { feed } from '@lakiri/protocol-feed';
import { gt06, leniently as gt06Leniently } from '@lakiri/protocol-gt06';
import { jointech } from '@lakiri/protocol-jointech';
import { jt808, leniently as jt808Leniently } from '@lakiri/protocol-jt808';
import { lakiri } from '@lakiri/protocol-lakiri';
import { meitrack, leniently as meitrackLeniently } from '@lakiri/protocol-meitrack';
import { omni } from '@lakiri/protocol-omni';
import { queclink } from '@lakiri/protocol-queclink';
import { suntech } from '@lakiri/protocol-suntech';
import { resummed, teltonika } from '@lakiri/protocol-teltonika';

/** A dialect, and how its frames are read when a sum over them no longer holds: a blanked password breaks it. */
export type Spoken = {
  readonly dialect: Dialect;
  /** The profile that reads whatever the checksum says: for looking at evidence, never for intake. */
  leniently?(profile: Profile | undefined): Profile;
  /** The frame with a sum that holds, where no profile leaves it out. */
  resummed?(frame: Uint8Array): Uint8Array;
};

/** By the name under which frames are kept. */
export const SPOKEN: ReadonlyMap<string, Spoken> = new Map<string, Spoken>(
  [
    { dialect: eseal },
    // A vendor's own words about a seal, where it has not the bytes of the device.
    { dialect: feed },
    { dialect: gt06, leniently: gt06Leniently },
    { dialect: jointech },
    { dialect: lakiri },
    { dialect: jt808, leniently: jt808Leniently },
    { dialect: meitrack, leniently: meitrackLeniently },
    { dialect: omni },
    { dialect: queclink },
    { dialect: suntech },
    { dialect: teltonika, resummed },
  ].map((spoken) => [spoken.dialect.name, spoken]),
);

/** How a frame is read, by the name that it is kept under: a datagram's ends in `-udp`. */
export function spokenFor(name: string): Spoken | undefined {
  return SPOKEN.get(name.replace(/-udp$/, ''));
}
