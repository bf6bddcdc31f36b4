// What a PDF says, with the tools people use: poppler's pdftotext and pdfinfo.
import { execFileSync } from 'node:child_process';

/** Its text in the order it is read, with every kind of space as a plain one and lines joined: sentences can be searched. */
export function textOf(file: string): string {
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
}

/** Whether it carries tags for screen readers, and how many pages it has. */
export function factsOf(file: string): { tagged: boolean; pages: number } {
  const told = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  return { tagged: /^Tagged:\s+yes$/m.test(told), pages: Number(/^Pages:\s+(\d+)$/m.exec(told)?.[1]) };
}
