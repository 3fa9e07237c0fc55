/**
 * The load generator's process: told a plan, it runs it and tells what it measured, one after the other. It is apart from
 * the bench so that its share of a processor is its own, and so that nothing else delays what it times.
 */
import { run } from './run.ts';
import type { Plan, Told } from './plan.ts';

process.on('message', (plan: Plan) => {
  void run(plan).then(
    (measured) => tell({ measured }),
    (error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
// The bench is gone: nobody would hear the rest.
process.on('disconnect', () => process.exit(0));

function tell(told: Told): void {
  process.send?.(told);
}
