// What the browser receives stays small: the browser build at most 150 KB once compressed with brotli,
// the stylesheet at most 30 KB as it stands. (The HTML of pages is measured by the browser tests.)
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const site = process.argv[2];
const KB = 1000;
const budgets = [
  ['pkg/bilan_bg.wasm', 'after brotli', 150 * KB, (bytes) => brotliCompressSync(bytes).length],
  ['pkg/bilan.css', 'as it stands', 30 * KB, (bytes) => bytes.length],
];

let over = false;
for (const [file, how, limit, measure] of budgets) {
  const size = measure(readFileSync(`${site}/${file}`));
  console.log(`${file}: ${size} bytes ${how}, at most ${limit}`);
  over ||= size > limit;
}
process.exit(over ? 1 : 0);
