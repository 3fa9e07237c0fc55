/** Plain HTTP without a transport: a request and one answer, like a handler of the table. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type HttpRespond = (answer: HttpAnswer) => void;
export type HttpHandler = (request: HttpRequest, respond: HttpRespond) => void;

const PLAIN = 'text/plain; charset=utf-8';

export function text(body: string, contentType = PLAIN): HttpAnswer {
  return { status: 200, headers: { 'content-type': contentType }, body };
}

export function json(value: unknown): HttpAnswer {
  return text(JSON.stringify(value), 'application/json');
}

/** The shape of Go's http.Error, which etcd's probes answer with. */
export function httpError(status: number, message: string): HttpAnswer {
  const headers = { 'content-type': PLAIN, 'x-content-type-options': 'nosniff' };
  return { status, headers, body: `${message}\n` };
}

export const NOT_FOUND = httpError(404, '404 page not found');

/** For transports: a request as it stands in its first line. */
export function serveUrl(handler: HttpHandler, method: string, url: string, respond: HttpRespond): void {
  const parsed = parseUrl(url);
  if (parsed === null) respond(httpError(400, 'Bad Request'));
  else handler({ method, path: parsed.pathname, query: parsed.searchParams }, respond);
}

function parseUrl(url: string): URL | null {
  try {
    return new URL(url, 'http://localhost');
  } catch {
    return null;
  }
}

/** A handler that answers one method only. */
export function getOnly(handler: HttpHandler): HttpHandler {
  return (request, respond) => {
    if (request.method === 'GET') return handler(request, respond);
    const refusal = httpError(405, 'Method Not Allowed');
    respond({ ...refusal, headers: { ...refusal.headers, allow: 'GET' } });
  };
}
