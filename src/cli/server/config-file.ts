/**
 * `--config-file`: YAML with the flags' own names. Its values stand in for defaults, so a flag overrules them. An unknown
 * name is an error, because it would be ignored unnoticed. etcd keeps the TLS settings of the client port in a section;
 * here they may stand in it, too.
 */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { Command, Option } from 'commander';
import { FlagError } from '../failure.ts';

const TLS_SECTION = 'client-transport-security';
const TLS_NAMES: readonly string[] = ['cert-file', 'key-file', 'trusted-ca-file', 'client-cert-auth'];

export async function applyConfigFile(command: Command, file: string): Promise<void> {
  for (const [name, value] of settingsOf(file, await readYaml(file))) {
    const option = command.options.find(({ long }) => long === `--${name}`);
    if (option === undefined || name === 'config-file' || name === 'help') {
      throw new FlagError(
        `${file}: "${name}" is no setting of this server; "atoll server --help" lists them`,
      );
    }
    const attribute = option.attributeName();
    // Of a setting that has no default, nobody has said anything yet.
    if ((command.getOptionValueSource(attribute) ?? 'default') !== 'default') continue;
    command.setOptionValueWithSource(attribute, readValue(file, option, name, value), 'config');
  }
}

function settingsOf(file: string, content: object): [string, unknown][] {
  return Object.entries(content).flatMap(([name, value]) => {
    if (name !== TLS_SECTION) return [[name, value] as [string, unknown]];
    const section: [string, unknown][] = Object.entries((value ?? {}) as object);
    const unknown = section.find(([each]) => !TLS_NAMES.includes(each));
    if (unknown === undefined) return section;
    throw new FlagError(
      `${file}: "${TLS_SECTION}" holds ${TLS_NAMES.join(', ')}; "${unknown[0]}" is none of them`,
    );
  });
}

async function readYaml(file: string): Promise<object> {
  // Loaded for those who have such a file: it would cost every start some of its time.
  const { parse } = await import('yaml');
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new FlagError(`--config-file: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (content === null) return {};
  if (typeof content === 'object' && !Array.isArray(content)) return content;
  throw new FlagError(`--config-file: ${file} must hold names and values, like "name: eu-1"`);
}

function readValue(file: string, option: Option, name: string, value: unknown): unknown {
  if (option.isBoolean()) {
    if (typeof value === 'boolean') return value;
    throw new FlagError(`${file}: "${name}" must be true or false`);
  }
  if (Array.isArray(option.defaultValue)) return readList(value);
  const text = Array.isArray(value) ? value.map(String).join(',') : readText(file, name, value);
  if (option.parseArg === undefined) return text;
  try {
    return option.parseArg(text, undefined);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new FlagError(`${file}: "${name}": ${error.message}`);
    throw error;
  }
}

function readText(file: string, name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new FlagError(`${file}: "${name}" must be a text or a number`);
}

/** A flag that is given several times: a list, or names with their values. */
function readList(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (value === null || typeof value !== 'object') return [String(value)];
  return Object.entries(value).map(([name, rest]) => {
    return `${name}=${Array.isArray(rest) ? rest.map(String).join(',') : String(rest)}`;
  });
}
