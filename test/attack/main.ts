/**
 * `npm run attack`: a region of three members serves honest clients while others attack its leader, one way after the
 * other. It is borne when the honest get at least half of their work done, the attacked member's memory stays bounded,
 * whoever attacks is cut off as it should be, and /metrics tells of it.
 */
import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Generator } from '../bench/generator.ts';
import { atoll, Side } from '../bench/sides.ts';
import { SCRATCH } from '../compat/unpack.ts';
import { HELD_BYTES_MAX } from '../../src/rpc/http2/limits.ts';
import { BORNE, FLOODS, PATIENT, type Attack } from './attacks.ts';
import { attackWith, type Bounds, type Round, type Stage } from './round.ts';

const USAGE = `npm run attack [-- --only NAME[,NAME...]]   names: ${[...FLOODS, ...PATIENT, ...BORNE].map(({ name }) => name).join(', ')}`;
const CALM_MS = 3_000;
const FLOOD_MS = 6_000;
const FLOOD_MS_MAX = 30_000;
/** The slowest must be cut off within it. */
const PATIENT_MS = 100_000;
/** Of an attack under which the honest got too little done: on a busy machine others may have taken it. */
const TRIES = 3;
const MEBIBYTE = 1024 * 1024;
/** Floods hold nothing; what they leave behind is garbage until it is collected. */
const FLOOD_BYTES_MORE = 256 * MEBIBYTE;
/** What clients may make a member hold, and as much again for answers that are made in vain. */
const PATIENT_BYTES_MORE = 2 * HELD_BYTES_MAX;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',');
const isWanted = ({ name }: Attack): boolean => wanted === undefined || wanted.includes(name);
const [floods, patient] = [FLOODS.filter(isWanted), [...PATIENT, ...BORNE].filter(isWanted)];

async function main(): Promise<number> {
  const folder = join(SCRATCH, `attack-${process.pid}`);
  const side = await Side.open(await atoll(['--transport', 'rpc']), folder);
  const generator = new Generator([]);
  try {
    console.log(
      `three members on loopback, ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}`,
    );
    return await fightAll({ side, generator, calmMs: CALM_MS });
  } finally {
    generator.close();
    await side.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fightAll(stage: Stage): Promise<number> {
  console.log(
    'attack, reference, honest work of before, memory of the attacked, what became of the attackers',
  );
  let [passed, failed] = [0, 0];
  const tell = (rounds: readonly Round[]): void => {
    for (const { line, faults } of rounds) {
      console.log(
        `${faults.length === 0 ? 'passed' : 'FAILED'}  ${line}${faults.map((each) => `\n        ${each}`).join('')}`,
      );
      if (faults.length === 0) passed += 1;
      else failed += 1;
    }
  };
  const flooding = { forMs: FLOOD_MS, forMsMax: FLOOD_MS_MAX, bytesMore: FLOOD_BYTES_MORE };
  for (const flood of floods) tell(await fought(stage, [flood], flooding));
  const waiting = { forMs: PATIENT_MS, forMsMax: PATIENT_MS, bytesMore: PATIENT_BYTES_MORE };
  if (patient.length > 0) tell(await fought(stage, patient, waiting));
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

/** The last of at most `TRIES`, or the first in which the honest got their share. */
async function fought(stage: Stage, attacks: readonly Attack[], bounds: Bounds): Promise<Round[]> {
  for (let tried = 1; ; tried++) {
    const rounds = await attackWith(stage, attacks, bounds);
    if (tried === TRIES || rounds.every(({ isStarved }) => !isStarved)) return rounds;
  }
}

if (floods.length + patient.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else process.exitCode = (await main()) > 0 ? 1 : 0;
