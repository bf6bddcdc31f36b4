// An office whose agents may also sign in through an identity provider: both processes, on the loopback, as different sites.
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Database, Office } from './office.ts';

const CLIENT = 'bilan';
const SECRET = 'un secret pour les essais seulement';

export async function officeWithProvider(database: Database, mark: number): Promise<{ office: Office; close: () => Promise<void> }> {
  const listen = `127.0.0.1:${await freePort()}`;
  const provider = spawn(process.execPath, [join(import.meta.dirname, 'provider.mjs'), CLIENT, SECRET, `http://${listen}/connexion/retour`]);
  const issuer = await addressOf(provider);
  const office = await Office.open(database, mark, (folder) => {
    const file = join(folder, 'secret');
    writeFileSync(file, `${SECRET}\n`, { mode: 0o600 });
    return ['--listen', listen, '--public-url', `http://${listen}`, '--oidc-issuer', issuer, '--oidc-client', CLIENT, '--oidc-secret-file', file];
  });
  const close = async () => {
    await office.close();
    provider.kill();
  };
  return { office, close };
}

async function addressOf(provider: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (piece: Buffer) => {
      said += piece.toString();
      const address = /http:\/\/localhost:\d+/.exec(said);
      if (address) resolve(address[0]);
    };
    provider.stdout?.on('data', hear);
    provider.stderr?.on('data', hear);
    provider.once('exit', () => reject(new Error(`the provider did not start; it said:\n${said}`)));
  });
}

/** A port nobody holds at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (at === null || typeof at === 'string') throw new Error('no port is free');
  return at.port;
}
