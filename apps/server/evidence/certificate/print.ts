// The certificate on paper: A4, one typeface with the letters of the region's names, nothing that changes by itself.
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { Certificate, Line } from './certificate.ts';

const REGULAR = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
const BOLD = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));

const MARGIN = 56; // 2 cm, in points
const LABEL_WIDTH = 128;
const GAP = 10;
const FOOT = 30;
const SIZE = { title: 15, heading: 10, text: 8.5, foot: 7 } as const;

type Page = InstanceType<typeof PDFDocument>;

/** The same bytes for the same certificate: no compression (zlib's output varies), no clock, a fixed file id. */
export async function printCertificate(
  certificate: Certificate,
  made: { readonly at: Date; readonly foot: string },
): Promise<Uint8Array> {
  const page = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    compress: false,
    info: { Title: certificate.title, CreationDate: made.at, ModDate: made.at },
  });
  const bytes = collect(page);
  page.registerFont('text', REGULAR).registerFont('bold', BOLD);
  page.font('bold', SIZE.title).text(certificate.title);
  page.font('text', SIZE.text).fillColor('#444').text(certificate.form.law).fillColor('black');
  page.moveDown(0.8).text(certificate.opening, { align: 'left' });
  for (const { heading, paragraphs, lines } of certificate.sections) {
    printHeading(page, heading);
    for (const paragraph of paragraphs) page.text(paragraph).moveDown(0.4);
    for (const line of lines) printLine(page, line);
  }
  printBlanks(page, certificate.blanks);
  printFeet(page, made.foot);
  page.end();
  return await bytes;
}

const widthOf = (page: Page): number => page.page.width - 2 * MARGIN;
const bottomOf = (page: Page): number => page.page.height - MARGIN;

function printHeading(page: Page, heading: string): void {
  room(page, 60);
  page.moveDown(0.9);
  page.font('bold', SIZE.heading).text(heading, MARGIN).moveDown(0.3);
  page.font('text', SIZE.text);
}

/** A label and its value side by side, or a rule to write on where there is no value. */
function printLine(page: Page, { label, value }: Line): void {
  const width = widthOf(page) - LABEL_WIDTH - GAP;
  const height = Math.max(
    page.heightOfString(label, { width: LABEL_WIDTH }),
    page.heightOfString(value, { width }),
  );
  room(page, height);
  const { y } = page;
  const left = MARGIN + LABEL_WIDTH + GAP;
  page.fillColor('#444').text(label, MARGIN, y, { width: LABEL_WIDTH }).fillColor('black');
  if (value === '') rule(page, left, y + height);
  else page.text(value, left, y, { width });
  page.x = MARGIN;
  page.y = y + height + 3;
}

/** Room for a hand to write. */
function printBlanks(page: Page, blanks: readonly string[]): void {
  room(page, blanks.length * 26);
  page.moveDown(0.6);
  for (const label of blanks) {
    const { y } = page;
    page.text(label, MARGIN, y + 12, { width: LABEL_WIDTH });
    rule(page, MARGIN + LABEL_WIDTH + GAP, y + 22);
    page.x = MARGIN;
    page.y = y + 26;
  }
}

function rule(page: Page, from: number, y: number): void {
  page
    .moveTo(from, y)
    .lineTo(MARGIN + widthOf(page), y)
    .lineWidth(0.5)
    .strokeColor('#888')
    .stroke();
}

/** A new page where this one has no room for so much. */
function room(page: Page, height: number): void {
  if (page.y + height > bottomOf(page)) page.addPage();
}

function printFeet(page: Page, foot: string): void {
  const { start, count } = page.bufferedPageRange();
  for (let at = start; at < start + count; at++) {
    page.switchToPage(at);
    page.page.margins.bottom = 0; // or a text below the margin would begin a page of its own
    page.font('text', SIZE.foot).fillColor('#444');
    page.text(`${foot} · page ${at + 1} of ${count}`, MARGIN, page.page.height - FOOT, {
      width: widthOf(page),
      lineBreak: false,
    });
  }
}

function collect(page: Page): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    page.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
  });
}
