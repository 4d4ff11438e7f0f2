import { type RefObject, useEffect } from 'react';

/** Calls the map's canvas, which has the focus for its keys, by a name in the person's language; MapLibre's is English. */
export function useMapName(
  box: RefObject<HTMLElement | null>,
  map: object | undefined,
  name: string,
): void {
  useEffect(() => {
    if (map !== undefined) box.current?.querySelector('canvas')?.setAttribute('aria-label', name);
  }, [box, map, name]);
}
