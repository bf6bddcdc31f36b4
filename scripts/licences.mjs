// The licences of everything the binary and the build are made of: each must be one of these, which the EUPL can live with. Reads what
// cargo and npm already know, without any network. To allow another: its line in ALLOWED, once somebody read it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  // The certificates that browsers trust are data, published under it.
  'CDLA-Permissive-2.0',
  'EUPL-1.2',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unicode-3.0',
  'Unlicense',
  'Zlib',
]);

/** Whether an SPDX expression can be met with licences that are allowed; the old form writes « / » for OR. */
function isAllowed(expression) {
  const words = (expression ?? '').replaceAll('/', ' OR ').replaceAll(/WITH\s+\S+?(?=[\s)]|$)/g, '').match(/[()]|[^\s()]+/g) ?? ['none'];
  const terms = words.map((word) => ({ OR: '||', AND: '&&', '(': '(', ')': ')' })[word] ?? String(ALLOWED.has(word)));
  return Function(`return ${terms.join(' ')}`)();
}

const metadata = execFileSync('cargo', ['metadata', '--locked', '--format-version', '1'], { maxBuffer: 1 << 28 });
const crates = JSON.parse(metadata).packages.map((crate) => [`${crate.name} ${crate.version}`, crate.license]);
const lock = JSON.parse(readFileSync('end2end/package-lock.json', 'utf8')).packages;
const modules = Object.entries(lock).map(([path, known]) => [path || 'end2end', known.license]);

const refused = [...crates, ...modules].filter(([, licence]) => !isAllowed(licence));
for (const [name, licence] of refused) console.error(`${name}: ${licence ?? 'no licence is told'}`);
console.log(`${crates.length} crates and ${modules.length} npm packages, ${refused.length} with a licence that is not allowed`);
process.exitCode = refused.length === 0 ? 0 : 1;
