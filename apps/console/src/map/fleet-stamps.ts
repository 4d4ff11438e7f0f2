import { colour, type Theme } from '../theme/tokens.ts';
import { ALARMED_SCALE, healthyScale } from './fleet-picture.ts';
import { stampOf } from './glyphs.ts';
import type { TruckSign } from './truck-sign.ts';

// Signs and labels as little pictures, each drawn once and then stamped: a stamp costs a hundredth of a path.

/** Finer than an arrow of sixteen pixels shows. */
const TURN_STEP_DEG = 5;
/** A zoom that glides would ask for a size at each frame. */
const SCALE_STEP = 0.05;
/** Plates that were written once; kept while the page lives, they would be all of the fleet's in the end. */
const LABELS_KEPT_MAX = 400;
const FONT_PX = 11.5;
const FONT = `${FONT_PX}px "Inter Variable", sans-serif`;
const HALO_PX = 1.8;

/** What the stamps are made for: another one of these, and they are made anew. */
type Look = {
  readonly theme: Theme;
  /** Pixels of the device in one of CSS. */
  readonly ratio: number;
  readonly zoom: number;
};

type Stamps = {
  readonly healthy: (sign: TruckSign) => ImageBitmap;
  readonly alarmed: (sign: TruckSign) => ImageBitmap;
  readonly label: (sign: TruckSign) => ImageBitmap;
};

export type StampBook = { readonly of: (look: Look) => Stamps };

/** Stamps by what they are made for, kept until that changes. */
export function openStamps(): StampBook {
  const signs = new Map<string, ImageBitmap>();
  const labels = new Map<string, ImageBitmap>();
  let madeFor = '';
  let scaledFor = 0;
  const kept = (
    book: Map<string, ImageBitmap>,
    name: string,
    make: () => ImageBitmap,
  ): ImageBitmap => {
    const known = book.get(name);
    if (known !== undefined) return known;
    const made = make();
    book.set(name, made);
    return made;
  };
  return {
    of: ({ theme, ratio, zoom }) => {
      const scale = Math.round(healthyScale(zoom) / SCALE_STEP) * SCALE_STEP;
      if (madeFor !== `${theme} ${ratio}` || labels.size > LABELS_KEPT_MAX) {
        forget(labels);
        forget(signs);
        madeFor = `${theme} ${ratio}`;
      }
      if (scaledFor !== scale) {
        forget(signs);
        scaledFor = scale;
      }
      return {
        healthy: ({ state, courseDeg }) => {
          const turnDeg = Math.round(courseDeg / TURN_STEP_DEG) * TURN_STEP_DEG;
          return kept(signs, `${state}${turnDeg}`, () =>
            stampOf(state, { theme, scale: scale * ratio, turnDeg }),
          );
        },
        alarmed: ({ severity }) =>
          kept(signs, `severity-${severity}`, () =>
            stampOf(`severity-${severity}`, { theme, scale: ALARMED_SCALE * ratio, turnDeg: 0 }),
          ),
        label: ({ label }) => kept(labels, label, () => labelOf(label, { theme, ratio })),
      };
    },
  };
}

function forget(book: Map<string, ImageBitmap>): void {
  for (const stamp of book.values()) stamp.close();
  book.clear();
}

/** A plate with an edge of the land's colour, so that it is read over a road. */
function labelOf(words: string, { theme, ratio }: Pick<Look, 'theme' | 'ratio'>): ImageBitmap {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a canvas that cannot be drawn on');
  context.font = FONT;
  const wide = context.measureText(words).width + 2 * HALO_PX;
  canvas.width = 2 * Math.ceil((wide * ratio) / 2);
  canvas.height = Math.ceil((FONT_PX * 1.3 + 2 * HALO_PX) * ratio);
  // A canvas that is resized has forgotten its settings.
  context.scale(ratio, ratio);
  context.font = FONT;
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  context.lineWidth = 2 * HALO_PX;
  context.strokeStyle = colour('map-land', theme);
  context.strokeText(words, HALO_PX, HALO_PX);
  context.fillStyle = colour('ink', theme);
  context.fillText(words, HALO_PX, HALO_PX);
  return canvas.transferToImageBitmap();
}

/** Below the sign's middle, in CSS pixels. */
export const LABEL_BELOW_PX = 10;
