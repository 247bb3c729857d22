import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before a server: the same site at another address, with some of its files replaced. */
export interface Proxy {
  readonly url: string;
  /** What a path answers from now on, with the server's own headers. */
  replace(path: string, body: string): void;
  stop(): Promise<void>;
}

/** Playwright's routes do not see a worker's own script; this does. */
export async function throughProxy(target: string): Promise<Proxy> {
  const replaced = new Map<string, string>();
  const server = createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    const onward = request(new URL(url, target), { method, headers }, (answered) => {
      const body = replaced.get(url);
      if (body === undefined) {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
        return;
      }
      const { 'content-length': length, 'content-encoding': encoding, ...others } = answered.headers;
      answer.writeHead(answered.statusCode ?? 502, others);
      answer.end(body);
      answered.resume();
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replace: (path, body) => void replaced.set(path, body),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
