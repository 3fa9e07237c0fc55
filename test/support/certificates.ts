/** The certificates in `certificates/` (made by make.sh there), as files and as what they hold. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HOLDERS = ['server', 'renewed', 'client', 'stranger'] as const;

export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Signed all but the stranger's. */
export const CA_FILE = fileOf('ca.crt');
export const CA = readFileSync(CA_FILE);
/** `server` and `renewed` are for localhost and 127.0.0.1; each has the common name "atoll-" and its own. */
export const CERTIFICATES = Object.fromEntries(HOLDERS.map((name) => [name, read(name)])) as Readonly<
  Record<(typeof HOLDERS)[number], Certificate>
>;

function read(name: string): Certificate {
  const certFile = fileOf(`${name}.crt`);
  const keyFile = fileOf(`${name}.key`);
  return { certFile, keyFile, cert: readFileSync(certFile), key: readFileSync(keyFile) };
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`certificates/${name}`, import.meta.url));
}
