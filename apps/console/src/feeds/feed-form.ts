import type { Feed } from '../api/feed-contract.ts';

/** What a person has said of a new feed, as typed. */
export type FeedSaid = {
  readonly name: string;
  readonly partyId: string;
  readonly kind: Feed['kind'];
  readonly makers: readonly string[];
  readonly expectedS: string;
  readonly lateAfterS: string;
  readonly url: string;
  readonly version: '3.1.1' | '5';
  readonly topic: string;
  readonly username: string;
  /** Every message is signed by one of the feed's keys; else nothing proves who told it. */
  readonly proof: 'none' | 'signed';
};
export type FeedField = 'name' | 'partyId' | 'expectedS' | 'lateAfterS' | 'url' | 'topic';

export const NEW_FEED: FeedSaid = {
  name: '',
  partyId: '',
  kind: 'https',
  makers: [],
  expectedS: '60',
  lateAfterS: '60',
  url: '',
  version: '5',
  topic: '',
  username: '',
  proof: 'none',
};

// The server's own bounds, told before anything is sent.
const NAME = /^(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const BROKER = /^mqtts?:\/\/[^\s]+$/;
const DAY_S = 86_400;
const EXPECTED_S_MIN = 10;

const isSeconds = (text: string, min: number): boolean =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) >= min && Number(text) <= DAY_S;

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyIn(said: FeedSaid): readonly FeedField[] {
  const isMqtt = said.kind === 'mqtt';
  const faults: readonly (readonly [FeedField, boolean])[] = [
    ['name', !NAME.test(said.name.trim())],
    ['partyId', said.partyId === ''],
    ['expectedS', !isSeconds(said.expectedS, EXPECTED_S_MIN)],
    ['lateAfterS', !isSeconds(said.lateAfterS, 1)],
    ['url', isMqtt && !BROKER.test(said.url.trim())],
    ['topic', isMqtt && said.topic.trim() === ''],
  ];
  return faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field);
}

/** The same as the server asks for it. */
export function bodyOf(said: FeedSaid): object {
  const { kind, partyId, makers, version } = said;
  const username = said.username.trim();
  return {
    name: said.name.trim(),
    ...{ kind, partyId, makers },
    expectedS: Number(said.expectedS),
    lateAfterS: Number(said.lateAfterS),
    broker:
      kind === 'https'
        ? null
        : {
            url: said.url.trim(),
            version,
            topic: said.topic.trim(),
            username: username === '' ? null : username,
            signed: said.proof === 'signed',
          },
  };
}
