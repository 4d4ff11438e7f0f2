import { type RefObject, useEffect } from 'react';

/**
 * Calls the map's canvas, which has the focus for its keys, by a name in the person's language; MapLibre's is English. The
 * section around it is the landmark.
 */
export function useMapName(
  box: RefObject<HTMLElement | null>,
  map: object | undefined,
  name: string,
): void {
  useEffect(() => {
    const canvas = map === undefined ? null : box.current?.querySelector('canvas');
    canvas?.setAttribute('role', 'application');
    canvas?.setAttribute('aria-label', name);
  }, [box, map, name]);
}
