/**
 * The certificates of the client port: read from files at the start, and looked at again ever after, so that whoever
 * renews them has nothing to restart. The contents are compared, not the files' times: what mounts secrets swaps links.
 *
 * C1. Certificate, key and CA are taken together or not at all, and only if they fit and can be used.
 * C2. Files that cannot be used leave those in force that were read before; it is said once for each state of the files.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { PortCertificates } from '../../api/tls-listener.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { failed, succeeded } from '../../ports/outcome.ts';
import type { Done, Outcome } from '../../ports/outcome.ts';
import type { TlsPaths } from './client-tls.ts';

export const LOOK_AGAIN_MS = 5_000;

interface Parts {
  readonly paths: TlsPaths;
  readonly clock: Pick<Clock, 'after' | 'wallMs'>;
  readonly log: Log;
}

/** Of one reading: what the files hold, or what is wrong with them. */
type Reading = Outcome<PortCertificates>;

export class CertificateFiles {
  private readonly parts: Parts;
  private last: Reading | null = null;
  private timer: Timer | null = null;
  private stopped = false;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  open(done: Done<PortCertificates>): void {
    void read(this.parts.paths).then((reading) => {
      this.last = reading;
      if (reading.ok) this.sayValidity(reading.value);
      done(reading);
    });
  }

  watch(onRenewed: (certificates: PortCertificates) => void): void {
    if (this.stopped) return;
    this.timer = this.parts.clock.after(LOOK_AGAIN_MS, () => {
      void read(this.parts.paths).then((reading) => {
        if (!this.stopped) this.compare(reading, onRenewed);
        this.watch(onRenewed);
      });
    });
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  private compare(reading: Reading, onRenewed: (certificates: PortCertificates) => void): void {
    if (this.last !== null && sameReading(reading, this.last)) return;
    this.last = reading;
    if (reading.ok) {
      const { subject, validTo, fingerprint256 } = new X509Certificate(reading.value.cert);
      this.parts.log('info', 'certificates renewed', { subject, validTo, fingerprint256 });
      this.sayValidity(reading.value);
      onRenewed(reading.value);
      return;
    }
    this.parts.log('error', 'the new certificates cannot be used; those from before stay in force', {
      reason: reading.error.message,
    });
  }

  private sayValidity({ cert }: PortCertificates): void {
    const { validFrom, validTo } = new X509Certificate(cert);
    const nowMs = this.parts.clock.wallMs();
    if (nowMs >= Date.parse(validFrom) && nowMs <= Date.parse(validTo)) return;
    this.parts.log('warn', 'the certificate is not valid now; clients will refuse it', {
      ...{ file: this.parts.paths.certFile, validFrom, validTo },
      advice: 'put a valid one in its place (it is read again), or set this machine’s clock',
    });
  }
}

/** C1. */
async function read({ certFile, keyFile, trustedCaFile }: TlsPaths): Promise<Reading> {
  try {
    const cert = await contentOf('--cert-file', certFile);
    const key = await contentOf('--key-file', keyFile);
    const trustedCa = trustedCaFile === null ? null : await contentOf('--trusted-ca-file', trustedCaFile);
    refuseCertificates('--cert-file', certFile, cert);
    refuseKey(keyFile, key, { certFile, cert });
    if (trustedCaFile !== null && trustedCa !== null) {
      refuseCertificates('--trusted-ca-file', trustedCaFile, trustedCa);
    }
    createSecureContext({ cert, key, ...(trustedCa === null ? {} : { ca: trustedCa }) });
    return succeeded({ cert, key, trustedCa });
  } catch (error) {
    return failed('io', error instanceof Error ? error.message : String(error));
  }
}

async function contentOf(flag: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException;
    throw new Error(`${flag}: ${file} cannot be read: ${message}; name a PEM file that this user may read`);
  }
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function refuseCertificates(flag: string, file: string, content: Buffer): void {
  const blocks = content.toString('latin1').match(PEM_CERTIFICATE) ?? [];
  try {
    for (const block of blocks) new X509Certificate(block);
  } catch (error) {
    throw new Error(
      `${flag}: a certificate in ${file} is damaged (${String(error)}): put an intact one there`,
    );
  }
  if (blocks.length > 0) return;
  throw new Error(`${flag}: ${file} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)`);
}

function refuseKey(
  file: string,
  key: Buffer,
  { certFile, cert }: { readonly certFile: string; readonly cert: Buffer },
): void {
  if (new X509Certificate(cert).checkPrivateKey(privateKeyIn(file, key))) return;
  throw new Error(
    `--key-file: ${file} is not the key of the certificate in ${certFile}: put the two there that were made together`,
  );
}

function privateKeyIn(file: string, key: Buffer): ReturnType<typeof createPrivateKey> {
  try {
    return createPrivateKey(key);
  } catch (error) {
    throw new Error(
      `--key-file: ${file} holds no key that can be used (${String(error)}): it should be PEM, without a passphrase`,
    );
  }
}

function sameReading(left: Reading, right: Reading): boolean {
  if (!left.ok || !right.ok) return !left.ok && !right.ok && left.error.message === right.error.message;
  return (
    left.value.cert.equals(right.value.cert) &&
    left.value.key.equals(right.value.key) &&
    sameBytes(left.value.trustedCa, right.value.trustedCa)
  );
}

function sameBytes(left: Buffer | null, right: Buffer | null): boolean {
  return left === null || right === null ? left === right : left.equals(right);
}
