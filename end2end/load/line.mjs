// One browser's line to a server: a session cookie, connections that are kept, bodies compressed as for any browser. Times are from
// the first byte written to the last byte read; reading what came (decompressing, parsing) is not in them.
import http from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** Milliseconds after which a request is given up: the island's own patience. */
export const PATIENCE = 15_000;

/**
 * What was answered. `status` is 0 when nothing was: the line was cut, or nobody answers.
 * @typedef {{ status: number, headers: http.IncomingHttpHeaders, text: string, bytes: Buffer, ms: number, why?: string }} Answer
 */

export class Line {
  /** @param {string} address where the server answers, http://HOST:PORT */
  constructor(address) {
    this.address = address;
    this.cookie = '';
    this.patience = PATIENCE;
    /** The last answer was that the session is over. */
    this.signedOut = false;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
  }

  /** @returns {Promise<Answer>} */
  get(path) {
    return this.send('GET', path, '', {});
  }

  /** Posts a form; `json` asks for the answer the island reads.
   * @param {string | [string, string][]} body @returns {Promise<Answer>} */
  post(path, body, { json = false } = {}) {
    const text = typeof body === 'string' ? body : new URLSearchParams(body).toString();
    return this.send('POST', path, text, {
      'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
      'Content-Length': Buffer.byteLength(text),
      Accept: json ? 'application/json' : 'text/html,application/xhtml+xml',
      Origin: this.address,
    });
  }

  /** Signs in and keeps the session. */
  async signIn(login, password) {
    this.again = () => this.signIn(login, password);
    const answer = await this.post('/agir/session/ouvrir', [['name', login], ['password', password]]);
    const cookie = answer.headers['set-cookie']?.find((line) => /^[\w-]*session=/.test(line));
    if (!cookie) throw new Error(`${login} could not sign in: status ${answer.status} ${answer.why ?? ''} ${answer.headers.location ?? ''}`);
    this.cookie = cookie.split(';')[0];
    this.signedOut = false;
  }

  /** @returns {Promise<Answer>} */
  send(method, path, body, headers) {
    const { hostname, port } = new URL(this.address);
    const options = {
      hostname, port, path, method, agent: this.agent, timeout: this.patience,
      headers: { Accept: 'text/html,application/xhtml+xml', 'Accept-Encoding': 'gzip, deflate, br', ...headers, ...(this.cookie && { Cookie: this.cookie }) },
    };
    return new Promise((resolve) => {
      const started = performance.now();
      const lost = (error) => resolve({ status: 0, headers: {}, text: '', bytes: Buffer.alloc(0), ms: performance.now() - started, why: error.code ?? error.message });
      const request = http.request(options, (response) => {
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('error', lost);
        response.on('end', () => {
          const ms = performance.now() - started;
          const bytes = Buffer.concat(pieces);
          this.signedOut = response.statusCode === 401 || /^\/connexion/.test(response.headers.location ?? '');
          resolve({
            status: response.statusCode ?? 0, headers: response.headers, bytes, ms,
            // Most pages are opened to see how long they take, and nobody reads them.
            get text() { return opened(bytes, response.headers); },
          });
        });
      });
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', lost);
      request.end(body);
    });
  }
}

function opened(bytes, headers) {
  if (!/^(text|application\/json)/.test(headers['content-type'] ?? '')) return '';
  const how = headers['content-encoding'];
  if (how === 'br') return brotliDecompressSync(bytes).toString();
  return (how === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}
