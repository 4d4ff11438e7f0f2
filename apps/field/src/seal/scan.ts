/** Browsers of Android read barcodes themselves; where there is no such thing the number is typed. */
type Detector = { detect(source: ImageBitmap): Promise<readonly { readonly rawValue: string }[]> };
type DetectorMaker = new () => Detector;

export function canScan(): boolean {
  return 'BarcodeDetector' in globalThis;
}

/** The text of the first barcode or QR code in a picture; undefined: none was found. */
export async function scan(file: File): Promise<string | undefined> {
  const { BarcodeDetector } = globalThis as unknown as { BarcodeDetector: DetectorMaker };
  const image = await createImageBitmap(file);
  const found = await new BarcodeDetector().detect(image).catch(() => []);
  image.close();
  return found[0]?.rawValue.trim();
}
