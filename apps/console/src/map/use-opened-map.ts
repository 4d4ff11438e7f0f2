import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTheme } from '../shell/theme.ts';
import type { Theme } from '../theme/tokens.ts';
import type { MapBox } from './map-canvas.ts';

type Opened = { readonly theme: (theme: Theme) => void; readonly close: () => void };

/**
 * A map's life beside React's: opened once in its box, then told of the theme, closed with the screen. `open` is called
 * once: what it hears later it must read from a ref. `failed` where WebGL is off; the screen goes on without a map.
 */
export function useOpenedMap<Live extends Opened>(
  box: RefObject<HTMLDivElement | null>,
  open: (box: MapBox) => Live,
) {
  const theme = useTheme();
  const [map, setMap] = useState<Live>();
  const [failed, setFailed] = useState(false);
  const [missing, setMissing] = useState(0);
  const latest = useRef({ theme, open });
  useEffect(() => {
    latest.current = { theme, open };
  });
  useEffect(() => {
    const container = box.current;
    if (container === null) return;
    const opened = tryOpen(() =>
      latest.current.open({ container, theme: latest.current.theme, onMissing: setMissing }),
    );
    setMap(opened);
    setFailed(opened === undefined);
    return opened?.close;
  }, [box]);
  useEffect(() => map?.theme(theme), [map, theme]);
  return { map, failed, missing };
}

/** MapLibre throws where WebGL is off. */
function tryOpen<Live>(open: () => Live): Live | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
