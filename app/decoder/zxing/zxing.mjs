// Reads grey pictures of one size from standard input, and answers each with a line of the texts of its QR
// codes: what `make bench` sets beside our own reader. node zxing.mjs WIDTH HEIGHT
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const [width, height] = process.argv.slice(2).map(Number);
const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer }, fireImmediately: true });

/** Everything that this reader has for difficult pictures. */
const options = { formats: ['QRCode'], tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, tryDenoise: true };

function coloured(grey) {
  const data = new Uint8ClampedArray(4 * grey.length);
  for (let at = 0; at < grey.length; at += 1) data.fill(grey[at], 4 * at, 4 * at + 3).fill(255, 4 * at + 3, 4 * at + 4);
  return { data, width, height, colorSpace: 'srgb' };
}

let waiting = Buffer.alloc(0);
for await (const piece of process.stdin) {
  waiting = Buffer.concat([waiting, piece]);
  while (waiting.length >= width * height) {
    const picture = coloured(waiting.subarray(0, width * height));
    waiting = waiting.subarray(width * height);
    const codes = await readBarcodes(picture, options);
    process.stdout.write(`${codes.map((code) => code.text).join('\t')}\n`);
  }
}
