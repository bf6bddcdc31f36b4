// A faulty line between the browser and the server: it passes bytes on, and does one fault to each of the saves it is told of.
// It stands where the office answers, so that the browser sees one address only.
import { type Server, type Socket, connect, createServer } from 'node:net';

/** What may happen to one save on its way. */
export type Fault =
  /** The line falls before the server hears anything. */
  | 'cut before'
  /** The server does it, the line falls before the browser hears. */
  | 'answer lost'
  /** Nothing arrives, and nobody says so: the line stays open and silent. */
  | 'silence'
  /** Half of the request arrives, then nothing. */
  | 'half a request'
  /** Half of the answer arrives, then nothing. */
  | 'half an answer'
  /** The server hears the same request twice. */
  | 'twice'
  /** It takes three seconds. */
  | 'slow'
  /** The browser gets no answer and its line is cut; the request reaches the server later, after those that follow. */
  | 'late';

const SLOW = 3_000;
const END_OF_HEAD = '\r\n\r\n';

export class FaultyLine {
  /** Where the browser goes: http://127.0.0.1:PORT. */
  address = '';
  /** Saves the browser sent, faulty ones included. */
  saves = 0;
  private readonly faults: Fault[] = [];
  private late: (() => Promise<void>)[] = [];
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly port: number,
    private readonly server: Server,
  ) {}

  static async to(address: string): Promise<FaultyLine> {
    const server = createServer();
    const line = new FaultyLine(Number(new URL(address).port), server);
    server.on('connection', (browser) => line.serve(browser));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    if (at === null || typeof at === 'string') throw new Error('the faulty line has no port');
    line.address = `http://127.0.0.1:${at.port}`;
    return line;
  }

  /** The next saves meet these faults, one each, in this order; those after them pass. */
  next(...faults: Fault[]): void {
    this.faults.push(...faults);
  }

  /** Lets the requests that were late reach the server at last. */
  async deliverLate(): Promise<void> {
    const late = this.late;
    this.late = [];
    for (const deliver of late) await deliver();
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(browser: Socket): void {
    this.hold(browser);
    let heard = Buffer.alloc(0);
    let busy: Promise<void> = Promise.resolve();
    browser.on('data', (piece) => {
      heard = Buffer.concat([heard, typeof piece === 'string' ? Buffer.from(piece) : piece]);
      for (let length = lengthOfMessage(heard); length !== undefined && heard.length >= length; length = lengthOfMessage(heard)) {
        const request = heard.subarray(0, length);
        heard = heard.subarray(length);
        busy = busy.then(() => this.pass(request, browser)).catch(() => void browser.destroy());
      }
    });
  }

  private async pass(request: Buffer, browser: Socket): Promise<void> {
    const head = request.subarray(0, request.indexOf(END_OF_HEAD)).toString('latin1');
    // A save of the live form: a post that asks for JSON.
    const isSave = head.startsWith('POST ') && /^accept: application\/json/im.test(head);
    if (isSave) this.saves += 1;
    const fault = isSave ? this.faults.shift() : undefined;
    switch (fault) {
      case 'cut before':
        browser.destroy();
        return;
      case 'silence':
        await new Promise((resolve) => browser.once('close', resolve));
        return;
      case 'late':
        this.late.push(async () => void (await this.ask(request)));
        browser.destroy();
        return;
      case 'half a request': {
        const server = this.hold(connect(this.port, '127.0.0.1'));
        await new Promise((resolve) => server.write(request.subarray(0, request.length - 10), resolve));
        server.end();
        browser.destroy();
        return;
      }
      case 'answer lost':
        await this.ask(request);
        browser.destroy();
        return;
      case 'half an answer': {
        const answer = await this.ask(request);
        browser.write(answer.subarray(0, Math.floor(answer.length / 2)), () => browser.destroy());
        return;
      }
      case 'twice':
        await this.ask(request);
        break;
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, SLOW));
        break;
      case undefined:
    }
    browser.write(await this.ask(request));
  }

  /** Asks the server on a line of its own and returns its whole answer; the server sees its own address, as without a proxy. */
  private ask(request: Buffer): Promise<Buffer> {
    const end = request.indexOf(END_OF_HEAD);
    const own = `127.0.0.1:${this.port}`;
    const head = request
      .subarray(0, end)
      .toString('latin1')
      .replaceAll(new URL(this.address).host, own)
      .replace(/\r\nconnection:[^\r]*/i, '');
    const whole = Buffer.concat([Buffer.from(`${head}\r\nConnection: close${END_OF_HEAD}`, 'latin1'), request.subarray(end + END_OF_HEAD.length)]);
    return new Promise((resolve, reject) => {
      const server = this.hold(connect(this.port, '127.0.0.1', () => server.write(whole)));
      const pieces: Buffer[] = [];
      server.on('data', (piece: Buffer) => pieces.push(piece));
      server.on('error', reject);
      server.on('end', () => {
        resolve(Buffer.concat(pieces));
        server.destroy();
      });
    });
  }

  private hold(socket: Socket): Socket {
    this.open.add(socket);
    socket.on('close', () => this.open.delete(socket));
    // A line that falls is what this is for.
    socket.on('error', () => socket.destroy());
    return socket;
  }
}

/** Bytes of the message at the start, once its head is there. Browsers send a length with what they post. */
function lengthOfMessage(heard: Buffer): number | undefined {
  const end = heard.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(heard.subarray(0, end).toString('latin1'));
  return end + END_OF_HEAD.length + Number(length?.[1] ?? 0);
}
