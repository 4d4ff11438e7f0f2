import type { Severity } from '../api/contract.ts';
import { outlines, pathOf } from '../severity/shapes.ts';
import { colour, type Theme, type TokenName } from '../theme/tokens.ts';

// The map's signs, drawn once to a canvas for each theme. Twice the size, so that they stay sharp on a fine screen.

const RATIO = 2;
export const GLYPH_OPTIONS = { pixelRatio: RATIO } as const;

type Draw = (context: CanvasRenderingContext2D, theme: Theme) => void;
type Glyph = { readonly size: number; readonly draw: Draw };

/** The sign's edge against whatever lies under it. */
function halo(theme: Theme): string {
  return colour(theme === 'light' ? 'panel' : 'bg', theme);
}

function filled(path: Path2D): Draw {
  return (context, theme) => {
    context.lineJoin = 'round';
    context.lineWidth = 2.2;
    context.strokeStyle = halo(theme);
    context.stroke(path);
    context.fillStyle = colour('normal', theme);
    context.fill(path);
  };
}

const silent: Draw = (context, theme) => {
  context.beginPath();
  context.arc(8, 8, 4.6, 0, 2 * Math.PI);
  context.fillStyle = colour('map-land', theme);
  context.fill();
  context.lineWidth = 1.8;
  context.strokeStyle = colour('normal', theme);
  context.setLineDash([2.2, 1.6]);
  context.stroke();
};

function severityGlyph(severity: Severity): Draw {
  return (context, theme) => {
    const path = new Path2D(pathOf(severity));
    context.lineJoin = 'round';
    context.lineWidth = 3.4;
    context.strokeStyle = halo(theme);
    context.stroke(path);
    context.fillStyle = colour(`sev-${severity}`, theme);
    context.fill(path);
    context.lineWidth = 1.2;
    context.strokeStyle = theme === 'light' ? colour('ink', theme) : 'transparent';
    context.stroke(path);
    context.fillStyle = colour(`sev-${severity}-digit`, theme);
    context.font = '700 12.5px "Inter Variable", sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(String(severity), 12, outlines[severity].digitY + 0.6);
  };
}

function ring(token: TokenName, width: number): Draw {
  return (context, theme) => {
    context.beginPath();
    context.arc(18, 18, 15, 0, 2 * Math.PI);
    context.lineWidth = width + 2;
    context.strokeStyle = halo(theme);
    context.stroke();
    context.lineWidth = width;
    context.strokeStyle = colour(token, theme);
    context.stroke();
  };
}

function post(shape: 'circle' | 'square'): Draw {
  return (context, theme) => {
    context.fillStyle = colour('map-land', theme);
    context.strokeStyle = colour(shape === 'circle' ? 'map-place' : 'northern', theme);
    context.lineWidth = 1.6;
    context.beginPath();
    if (shape === 'circle') context.arc(8, 8, 5, 0, 2 * Math.PI);
    else context.roundRect(3, 3, 10, 10, 2);
    context.fill();
    context.stroke();
    context.beginPath();
    context.arc(8, 8, 1.8, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle;
    context.fill();
  };
}

const town: Draw = (context, theme) => {
  context.beginPath();
  context.arc(5, 5, 2.4, 0, 2 * Math.PI);
  context.fillStyle = colour('map-land', theme);
  context.fill();
  context.lineWidth = 1.2;
  context.strokeStyle = colour('map-town', theme);
  context.stroke();
};

function glyphs(): Readonly<Record<string, Glyph>> {
  return {
    moving: { size: 16, draw: filled(new Path2D('M8 1.2 13.200 14 8 11.200 2.800 14Z')) },
    stopped: { size: 16, draw: filled(new Path2D('M3.800 3.800h8.400v8.400h-8.400Z')) },
    silent: { size: 16, draw: silent },
    'severity-1': { size: 24, draw: severityGlyph(1) },
    'severity-2': { size: 24, draw: severityGlyph(2) },
    'severity-3': { size: 24, draw: severityGlyph(3) },
    'severity-4': { size: 24, draw: severityGlyph(4) },
    hovered: { size: 36, draw: ring('ink-3', 1.5) },
    selected: { size: 36, draw: ring('accent', 2.5) },
    past: { size: 36, draw: ring('past-mark', 2.5) },
    post: { size: 16, draw: post('circle') },
    port: { size: 16, draw: post('square') },
    town: { size: 10, draw: town },
  };
}

/** Every sign of the map for a theme, by the name that layers use. */
export function drawGlyphs(theme: Theme): ReadonlyMap<string, ImageData> {
  return new Map(
    Object.entries(glyphs()).map(([name, glyph]) => [name, drawGlyph(glyph, theme)] as const),
  );
}

function drawGlyph({ size, draw }: Glyph, theme: Theme): ImageData {
  const pixels = size * RATIO;
  const context = new OffscreenCanvas(pixels, pixels).getContext('2d');
  if (context === null) return new ImageData(pixels, pixels);
  context.scale(RATIO, RATIO);
  // OffscreenCanvas draws the same path API; its type only lacks the DOM's focus rings.
  draw(context as unknown as CanvasRenderingContext2D, theme);
  return context.getImageData(0, 0, pixels, pixels);
}

type Stamp = {
  readonly theme: Theme;
  /** Pixels of the screen for one of the sign. */
  readonly scale: number;
  readonly turnDeg: number;
};

/** One sign as it is stamped many times onto a canvas; its middle is the picture's. */
export function stampOf(name: string, { theme, scale, turnDeg }: Stamp): ImageBitmap {
  const { size, draw } = glyphs()[name] ?? { size: 1, draw: () => undefined };
  // Room for a corner that is turned, and an even number, so that the middle lies between two pixels.
  const pixels = 2 * Math.ceil((size * scale * (turnDeg === 0 ? 1 : Math.SQRT2)) / 2);
  const canvas = new OffscreenCanvas(pixels, pixels);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a canvas that cannot be drawn on');
  context.translate(pixels / 2, pixels / 2);
  context.rotate((turnDeg * Math.PI) / 180);
  context.scale(scale, scale);
  context.translate(-size / 2, -size / 2);
  draw(context as unknown as CanvasRenderingContext2D, theme);
  return canvas.transferToImageBitmap();
}
