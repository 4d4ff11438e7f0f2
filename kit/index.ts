export { bytesOf, textOf } from './ascii.ts';
export { ByteReader, FrameTooShort } from './byte-reader.ts';
export { canonical, type Json } from './canonical.ts';
export { type Chance, chanceOf } from './chance.ts';
export { accept, type Decision, refuse } from './decision.ts';
export type {
  AckToken,
  Datagrams,
  Dialect,
  Framed,
  Framer,
  Malformed,
  Message,
  Outcome,
  Profile,
  ProfileFault,
  Proof,
  SecretSpan,
} from './dialect.ts';
export { type Found, framerOf } from './framing.ts';
export { type Id, idOf, parseId } from './id.ts';
export {
  addMs,
  DAY_MS,
  HOUR_MS,
  type Instant,
  instant,
  instantOfUtc,
  isoOf,
  MINUTE_MS,
  parseInstant,
  SECOND_MS,
  type UtcFields,
} from './instant.ts';
export {
  type EncodedOrder,
  ORDER_WORDS,
  type Order,
  type OrderAnswer,
  type OrderFault,
  type OrderPassword,
  type Orders,
  type OrderTo,
  type OrderWord,
} from './order.ts';
export { cellOf, type Signal, signalOfBars, signalOfCsq } from './radio.ts';
export {
  type Fix,
  NO_BITS,
  type Position,
  positionOf,
  type RawValue,
  type Report,
  SEAL_EVENTS,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from './report.ts';
export { parseTier, TIERS, type Tier } from './tier.ts';
