import type { LngLatBoundsLike, MapLibreMap, PaddingOptions } from 'maplibre-gl';

/** What a map shows: all of something for as long as nobody moves it, whatever becomes of its box. */
export type Frame = {
  readonly fit: (bounds: LngLatBoundsLike, durationMs?: number) => void;
  /** From now on the map stays where it is put. */
  readonly leave: () => void;
};

/**
 * Fits a map, and again whenever its box changes: a drawer opens beside it, charts come under it. A person who moves the
 * map ends that. `onLeft` hears of a changed box after that.
 */
export function frameOf(
  map: MapLibreMap,
  {
    padding,
    maxZoom,
    onLeft,
  }: { padding: number | PaddingOptions; maxZoom?: number; onLeft?: () => void },
): Frame {
  let fitted: LngLatBoundsLike | undefined;
  const fit = (duration: number): void => {
    if (fitted === undefined) return;
    const zoom = maxZoom === undefined ? {} : { maxZoom };
    map.fitBounds(fitted, { padding, duration, ...zoom });
  };
  const leave = (): void => {
    fitted = undefined;
  };
  map.on('resize', () => (fitted === undefined ? onLeft?.() : fit(0)));
  map.on('movestart', ({ originalEvent }) => {
    if (originalEvent !== undefined) leave();
  });
  return {
    fit: (bounds, durationMs = 0) => {
      fitted = bounds;
      fit(durationMs);
    },
    leave,
  };
}
