import { request } from 'node:http';

/** Sends JSON to a collector; resolves with its answer. */
export function post(url, text) {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(text);
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const sent = request(url, { method: 'POST', headers }, (response) => response.resume().on('end', resolve));
    sent.on('error', reject).end(body);
  });
}
