/** What nearly every gRPC reply says, encoded once: written with `HpackEncoder.writeFixed`. */
import { fixedBlock } from './encoder.ts';

/** Opens a reply that has messages. */
export const GRPC_RESPONSE_HEADERS: Uint8Array = fixedBlock([
  { name: ':status', value: '200' },
  { name: 'content-type', value: 'application/grpc' },
]);

/** Ends a call that succeeded. */
export const GRPC_TRAILERS_OK: Uint8Array = fixedBlock([{ name: 'grpc-status', value: '0' }]);
