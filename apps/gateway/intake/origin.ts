/** Who brought a frame that its device did not bring itself. */
export type Origin = {
  readonly by: 'feed';
  readonly feed: string;
  /** The party that answers for the feed. */
  readonly vendor: string;
  /** Whether it signed for what it brought. */
  readonly signed: boolean;
};

const TEXT = /^feed:([0-9a-f-]{36}):([0-9a-f-]{36}):(signed|unsigned)$/;

/** As it is kept beside the frame, and proved with it. Evidence: never to be written otherwise. */
export function originText({ feed, vendor, signed }: Origin): string {
  return `feed:${feed}:${vendor}:${signed ? 'signed' : 'unsigned'}`;
}

/** The origin that such a text names; `undefined` when it is none of ours. */
export function parseOrigin(text: string): Origin | undefined {
  const [, feed, vendor, word] = TEXT.exec(text) ?? [];
  if (feed === undefined || vendor === undefined) return undefined;
  return { by: 'feed', feed, vendor, signed: word === 'signed' };
}
