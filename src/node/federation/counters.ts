/** What the driver counts, since its start; names are those of the metrics. */
export interface FederationCounters {
  transactionsSent: number;
  transactionsReceived: number;
  transactionsDuplicate: number;
  /** Arrived beyond what the window allows, or behind a flaw; they are asked for again. */
  transactionsDropped: number;
  transactionsProposed: number;
  proposalsFailed: number;
  /** Times a stream was asked to start again because something was lost on the way. */
  resends: number;
  connectionsFailed: number;
  connectionsAccepted: number;
  /** Times another region was asked for an unreachable region's writes. */
  relays: number;
  reportsProposed: number;
  freesProposed: number;
  adoptionsProposed: number;
}

export function createCounters(): FederationCounters {
  return {
    ...{ transactionsSent: 0, transactionsReceived: 0, transactionsDuplicate: 0, transactionsDropped: 0 },
    ...{
      transactionsProposed: 0,
      proposalsFailed: 0,
      resends: 0,
      connectionsFailed: 0,
      connectionsAccepted: 0,
    },
    ...{ relays: 0, reportsProposed: 0, freesProposed: 0, adoptionsProposed: 0 },
  };
}
