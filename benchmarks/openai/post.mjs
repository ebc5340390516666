import { request } from 'node:http';

/** Sends a request's bytes of protobuf to a collector; resolves with its answer. */
export function post(url, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-protobuf', 'content-length': body.length };
    const sent = request(url, { method: 'POST', headers }, (response) => response.resume().on('end', resolve));
    sent.on('error', reject).end(body);
  });
}
