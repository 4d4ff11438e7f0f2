import { Minus, Plus } from 'lucide-react';
import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';

type Zoomed = { readonly zoom: (by: 1 | -1) => void };

/** Nearer and farther, for whoever has no wheel. */
export function ZoomButtons({ map }: { map: Zoomed | undefined }) {
  const say = useSay();
  return (
    <div className={`${floats.float} ${floats.zoom}`}>
      <button type="button" aria-label={say('map.zoomIn')} onClick={() => map?.zoom(1)}>
        <Plus size={16} aria-hidden="true" />
      </button>
      <button type="button" aria-label={say('map.zoomOut')} onClick={() => map?.zoom(-1)}>
        <Minus size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
