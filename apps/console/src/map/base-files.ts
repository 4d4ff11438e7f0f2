import type { GeoJSONSource, MapLibreMap } from 'maplibre-gl';
import { BASE_FILES, baseFileUrl } from './base-style.ts';
import { type Clock, retryBaseFiles } from './retry.ts';

// MapLibre asks for a file once. A server that restarts must not leave a map without its lakes for the rest of a shift.

const BROWSER: Clock = {
  later: (act, ms) => setTimeout(act, ms),
  never: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout> | undefined),
};

/** Keeps a map's base whole, for as long as the map lives. */
export function keepBaseWhole(map: MapLibreMap, tell: (missing: number) => void): void {
  const stop = retryBaseFiles(
    {
      ask: (source) => void map.getSource<GeoJSONSource>(source)?.setData(baseFileUrl(source)),
      listen: (failed, came) => {
        map.on('error', (event) => {
          const source = 'sourceId' in event ? String(event.sourceId) : undefined;
          if (source !== undefined && source in BASE_FILES) failed(source);
          // With a listener MapLibre no longer reports what it could not do.
          else reportError(event.error);
        });
        map.on('sourcedata', ({ sourceId, sourceDataType }) => {
          if (sourceDataType === 'content') came(sourceId);
        });
      },
    },
    tell,
    BROWSER,
  );
  map.on('remove', stop);
}
