// What the browser receives stays small: the browser build at most 150 KB once compressed with brotli,
// the stylesheet at most 30 KB as it stands. (The HTML of pages is measured by the browser tests.)
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

// node scripts/budgets.mjs SITE_FOLDER

const site = process.argv[2];
const KB = 1000;
const budgets = [
  [`${site}/pkg/bilan_bg.wasm`, 'after brotli', 150 * KB, (bytes) => brotliCompressSync(bytes).length],
  ['style/main.css', 'as it stands', 36 * KB, (bytes) => bytes.length],
];

let over = false;
for (const [file, how, limit, measure] of budgets) {
  const size = measure(readFileSync(file));
  console.log(`${file}: ${size} bytes ${how}, at most ${limit}`);
  over ||= size > limit;
}
process.exit(over ? 1 : 0);
