/**
 * Log lines as JSON on standard error, written before the call returns: the last line of a server that stops on a
 * broken invariant is the one that is needed, and an asynchronous destination would lose it.
 */
import { pino, type DestinationStream } from 'pino';
import type { Log, LogFields, LogLevel } from '../ports/log.ts';

export interface PinoLogOptions {
  /** Lines below it are not written. */
  readonly level: LogLevel;
  /** Stands in every line: which member of which region speaks. */
  readonly context: LogFields;
  /** Standard error unless given. */
  readonly destination?: DestinationStream;
}

const STANDARD_ERROR = 2;

export function createPinoLog({ level, context, destination }: PinoLogOptions): Log {
  const logger = pino(
    {
      level,
      base: context,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ dest: STANDARD_ERROR, sync: true }),
  );
  return (lineLevel, event, fields) => {
    if (fields === undefined) logger[lineLevel](event);
    else logger[lineLevel](fields, event);
  };
}
