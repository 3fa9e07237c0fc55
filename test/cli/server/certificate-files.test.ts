import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PortCertificates } from '../../../src/api/tls-listener.ts';
import { CertificateFiles, LOOK_AGAIN_MS } from '../../../src/cli/server/certificate-files.ts';
import type { Outcome } from '../../../src/ports/outcome.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';
import { CA, CA_FILE, CERTIFICATES } from '../../support/certificates.ts';
import { until } from '../../support/until.ts';

const { server, renewed } = CERTIFICATES;
const NOW_MS = Date.UTC(2027, 0, 1);

describe('the certificate files of a server', () => {
  let folder: string;
  let certFile: string;
  let keyFile: string;
  let caFile: string;
  let logged: string[];
  let nowMs: number;
  let clock: FakeClock;
  let files: CertificateFiles;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-certificates-'));
    [certFile, keyFile, caFile] = ['server.crt', 'server.key', 'ca.crt'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    copyFileSync(server.certFile, certFile);
    copyFileSync(server.keyFile, keyFile);
    copyFileSync(CA_FILE, caFile);
    logged = [];
    nowMs = NOW_MS;
    clock = new FakeClock();
    files = new CertificateFiles({
      paths: { certFile, keyFile, trustedCaFile: caFile },
      clock: { wallMs: () => nowMs, after: (ms, fire) => clock.after(ms, fire) },
      log: (level, event, fields) => void logged.push(`${level}: ${event} ${JSON.stringify(fields)}`),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (): Promise<Outcome<PortCertificates>> => new Promise((resolve) => files.open(resolve));
  async function refusal(): Promise<string> {
    const outcome = await open();
    return outcome.ok ? 'none' : outcome.error.message;
  }

  /** One look at the files, from the timer to the next. */
  async function look(): Promise<void> {
    clock.advance(LOOK_AGAIN_MS);
    await until('the look to be over', () => clock.armed === 1);
  }

  it('are read together', async () => {
    const outcome = await open();
    expect(outcome).to.deep.equal({ ok: true, value: { cert: server.cert, key: server.key, trustedCa: CA } });
    expect(logged).to.deep.equal([]);
  });

  it('are refused by flag and file when they cannot be used', async () => {
    rmSync(keyFile);
    expect(await refusal()).to.match(/^--key-file: .*server\.key cannot be read: ENOENT.*; name a PEM file/);
    copyFileSync(renewed.keyFile, keyFile);
    expect(await refusal()).to.equal(
      `--key-file: ${keyFile} is not the key of the certificate in ${certFile}: put the two there that were made together`,
    );
    writeFileSync(keyFile, 'nonsense');
    expect(await refusal()).to.match(
      /^--key-file: .*server\.key holds no key that can be used .*without a passphrase$/,
    );
    copyFileSync(server.keyFile, keyFile);
    writeFileSync(certFile, '');
    expect(await refusal()).to.match(/^--cert-file: .*server\.crt holds no certificate in PEM form/);
    copyFileSync(server.certFile, certFile);
    writeFileSync(caFile, CA.toString().replace('MII', 'XII'));
    expect(await refusal()).to.match(/^--trusted-ca-file: a certificate in .*ca\.crt is damaged/);
  });

  it('are taken again when they changed, and only then', async () => {
    const taken: PortCertificates[] = [];
    await open();
    files.watch((certificates) => void taken.push(certificates));
    await look();
    expect(taken).to.deep.equal([]);
    copyFileSync(renewed.certFile, certFile);
    copyFileSync(renewed.keyFile, keyFile);
    await look();
    expect(taken).to.deep.equal([{ cert: renewed.cert, key: renewed.key, trustedCa: CA }]);
    expect(logged.join()).to.match(/^info: certificates renewed .*CN=atoll-renewed/);
    await look();
    expect(taken.length).to.equal(1);
  });

  it('stay in force when those that follow cannot be used, which is said once', async () => {
    const taken: PortCertificates[] = [];
    await open();
    files.watch((certificates) => void taken.push(certificates));
    copyFileSync(renewed.certFile, certFile);
    await look();
    await look();
    expect(taken).to.deep.equal([]);
    expect(logged.length).to.equal(1);
    expect(logged[0]).to.match(
      /^error: the new certificates cannot be used.*is not the key of the certificate/,
    );
    copyFileSync(renewed.keyFile, keyFile);
    await look();
    expect(taken.length).to.equal(1);
  });

  it('are not looked at any more after a stop', async () => {
    await open();
    files.watch(() => undefined);
    files.stop();
    expect(clock.armed).to.equal(0);
  });

  it('are served when their time is over or has not come, with a warning', async () => {
    nowMs = Date.UTC(2200, 0, 1);
    expect((await open()).ok).to.equal(true);
    expect(logged.join()).to.match(/^warn: the certificate is not valid now; clients will refuse it/);
  });
});
