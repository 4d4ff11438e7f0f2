import { useEffect, useRef } from 'react';
import type { FrameField } from '../api/device-contract.ts';
import { useSay } from '../shell/language.tsx';
import { isIn, placesOf, rowsOf } from './bytes.ts';
import styles from './frames.module.css';

type BytesProps = {
  readonly hex: string;
  /** The field whose bytes are marked. */
  readonly lit: FrameField | undefined;
  readonly onPoint: (byte: number | undefined) => void;
  readonly onHold: (byte: number) => void;
};

/**
 * The bytes, eight to a row, each in hex and as a character. They answer to the pointer and to touch; for keys and
 * screen readers the fields beside them are the same thing, so that nobody tabs through a hundred bytes.
 */
export function FrameBytes({ hex, lit, onPoint, onHold }: BytesProps) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  useBytePointing(box, { onPoint, onHold });
  const spans = lit?.spans ?? [];
  const first = spans[0]?.[0];
  useEffect(() => {
    if (first === undefined) return;
    box.current?.querySelector(`[data-at="${first}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [first]);
  const label =
    spans.length === 0
      ? say('frames.bytes', { n: hex.length / 2 })
      : `${say('frames.bytesAt')} ${placesOf(spans)}`;
  return (
    <div ref={box} className={styles.hex} role="img" aria-label={label} translate="no">
      {rowsOf(hex).map((row) => (
        <div key={row[0]?.at} className={styles.hexRow}>
          <span className={styles.offset}>{row[0]?.at}</span>
          <span className={styles.pairs}>
            {row.map((byte) => (
              <span key={byte.at} data-at={byte.at} data-lit={isIn(spans, byte.at)}>
                {byte.hex}
              </span>
            ))}
          </span>
          <span className={styles.chars}>
            {row.map((byte) => (
              <span key={byte.at} data-at={byte.at} data-lit={isIn(spans, byte.at)}>
                {byte.char}
              </span>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

function byteOf({ target }: Event): number | undefined {
  const at = target instanceof HTMLElement ? target.dataset.at : undefined;
  return at === undefined ? undefined : Number(at);
}

/** One listener for all bytes of a message: a long one has a thousand. */
function useBytePointing(
  box: { readonly current: HTMLElement | null },
  acts: Pick<BytesProps, 'onPoint' | 'onHold'>,
): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const ending = new AbortController();
    const { signal } = ending;
    const over = (event: PointerEvent): void => {
      if (event.pointerType === 'mouse') latest.current.onPoint(byteOf(event));
    };
    const press = (event: Event): void => {
      const at = byteOf(event);
      if (at !== undefined) latest.current.onHold(at);
    };
    element.addEventListener('pointerover', over, { signal });
    element.addEventListener('pointerleave', () => latest.current.onPoint(undefined), { signal });
    element.addEventListener('click', press, { signal });
    return () => ending.abort();
  }, [box]);
}
