import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;

/** All the texts inside an XLSX file, which is a ZIP archive of XML. */
export function xlsxText(file: Buffer): string {
  let text = '';
  for (let at = file.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0 && file.readUInt32LE(at) === CENTRAL; ) {
    const names = file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    const local = file.readUInt32LE(at + 42);
    const start = local + LOCAL_SIZE + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
    text += (file.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    at += CENTRAL_SIZE + names;
    if (at + 4 > file.length) break;
  }
  return text;
}

/** How many pages a PDF has. */
export function pdfPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** The text of each page of a PDF file. */
export async function pdfTexts(file: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', file, '-']);
  return stdout.split('\f').slice(0, -1);
}

/** The size of each page of a PDF file, as « width x height » in whole points. */
export async function pdfSizes(file: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('pdfinfo', ['-l', '9999', file]);
  const sizes = stdout.matchAll(/^Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts/gm);
  return [...sizes].map(([, width, height]) => `${Math.round(Number(width))}x${Math.round(Number(height))}`);
}
