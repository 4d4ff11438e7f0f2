import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export type Taken = { readonly sha256: string; readonly bytes: ArrayBuffer; readonly type: string };

/** The longer side that still shows a seal's number. */
const SIDE_PX_MAX = 1_600;
/** What the centre takes of one photograph (modules/response). */
const BYTES_MAX = 2 * 1_048_576;
const QUALITIES = [0.85, 0.7, 0.5] as const;

/**
 * Makes a photograph smaller and hashes it, in the second in which it is taken: these bytes are the ones that are sent
 * and kept. Throws where the file is no picture.
 */
export async function take(file: File): Promise<Taken> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, SIDE_PX_MAX / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  for (const quality of QUALITIES) {
    const blob = await jpegOf(canvas, quality);
    if (blob.size > BYTES_MAX) continue;
    const bytes = await blob.arrayBuffer();
    // Not by crypto.subtle: a station that is reached without TLS has none.
    return { sha256: bytesToHex(sha256(new Uint8Array(bytes))), bytes, type: blob.type };
  }
  throw new Error('no quality makes this photograph small enough');
}

function jpegOf(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)),
      'image/jpeg',
      quality,
    );
  });
}
