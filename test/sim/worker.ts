/** A child of the pool: runs the seeds it is sent, one after the other. */
import { runSeed, type SeedResult } from './run-seed.ts';
import type { SeedTask, TaskResult } from './pool.ts';

process.on('message', (task) => process.send?.(runMeasured(task as SeedTask)));

function runMeasured(task: SeedTask): TaskResult {
  const before = process.cpuUsage();
  const result = runTask(task);
  const { user, system } = process.cpuUsage(before);
  return { ...result, cpuSeconds: (user + system) / 1e6 };
}

export function runTask({ twice, ...options }: SeedTask): SeedResult {
  const result = attempt(options);
  if (!twice) return result;
  const again = attempt(options);
  if (again.transcript === result.transcript) return result;
  const what = `the seed ran differently the second time: transcript ${result.transcript}, then ${again.transcript}`;
  return { ...result, violations: [...result.violations, { checker: 'determinism', what }] };
}

/** A throw of the world itself (not of a member) is a failure like any other. */
function attempt(options: Omit<SeedTask, 'twice'>): SeedResult {
  try {
    return runSeed({ ...options, trace: null });
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const nothing = {
      transcript: '',
      events: 0,
      virtualSeconds: 0,
      acknowledged: 0,
      unknown: 0,
      faults: [],
      faultRecords: [],
      marks: [],
    };
    return { seed: options.seed, violations: [{ checker: 'simulator', what }], ...nothing };
  }
}
