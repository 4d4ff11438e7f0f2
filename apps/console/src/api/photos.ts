import { type Answer, sendBytes } from './client.ts';

/** The longer side that still shows a seal's number; the server takes 2 MiB at most. */
const SIDE_PX_MAX = 1_600;
const QUALITY = 0.85;

/** Makes a photograph smaller and sends it; what comes back is its SHA-256 in hex. */
export async function sendPhoto(file: File): Promise<Answer<{ readonly sha256: string }>> {
  const small = await smaller(file).catch(() => file);
  return sendBytes<{ readonly sha256: string }>('/response/photos', small);
}

async function smaller(file: File): Promise<Blob> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, SIDE_PX_MAX / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)),
      'image/jpeg',
      QUALITY,
    );
  });
}
