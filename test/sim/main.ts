import { runSeed } from './run-seed.ts';
const seed = Number(process.argv[2] ?? 1);
const began = performance.now();
const result = runSeed({ seed, regions: Number(process.argv[4] ?? 3), membersPerRegion: 3, faultSeconds: Number(process.argv[5] ?? 60), calm: process.argv[3] === 'calm', trace: process.argv[6] === 'trace' ? (line) => console.log(line) : null });
console.log(result.violations.slice(0, 10).map((v) => `${v.checker}: ${v.what}`).join('\n'));
console.log({ ...result, violations: result.violations.length, faults: result.faults.map(([k, n]) => `${k} ${n}`).join(', ') }, `${((performance.now() - began) / 1000).toFixed(1)} s`);
