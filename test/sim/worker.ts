/** A child of the pool: runs the seeds it is sent, one after the other. */
import { runTask, type SeedTask } from './attempt.ts';
import type { TaskResult } from './pool.ts';

process.on('message', (task) => process.send?.(runMeasured(task as SeedTask)));

function runMeasured(task: SeedTask): TaskResult {
  const before = process.cpuUsage();
  const result = runTask(task);
  const { user, system } = process.cpuUsage(before);
  return { ...result, cpuSeconds: (user + system) / 1e6 };
}
