'use strict';
// Changes answers as broken providers, gateways and networks do.

const STRANGE = [
  null,
  0,
  -1,
  1e308,
  true,
  '',
  'text',
  '\u0000\ud800',
  [],
  {},
  [[]],
  [null],
  { type: 'unknown' },
  { index: 9e15 },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":1}'),
];

/** Changes one to four places of a JSON value, which is the caller's to give. */
function mutateJson(random, value) {
  const root = { value };
  for (let times = 1 + random.below(4); times > 0; times -= 1) mutatePlace(random, root);
  return root.value;
}

function mutatePlace(random, root) {
  const places = placesIn(root);
  if (places.length === 0) return;
  const { owner, key } = random.oneOf(places);
  const change = random.oneOf([remove, nullify, replace, copyFrom, duplicate]);
  change({ owner, key, random, places });
}

const remove = ({ owner, key }) => (Array.isArray(owner) ? owner.splice(key, 1) : delete owner[key]);
const nullify = ({ owner, key }) => void (owner[key] = null);
const replace = ({ owner, key, random }) => void (owner[key] = structuredClone(random.oneOf(STRANGE)));
const copyFrom = ({ owner, key, random, places }) => {
  const other = random.oneOf(places);
  owner[key] = structuredClone(other.owner[other.key]);
};
const duplicate = ({ owner, key }) => {
  if (Array.isArray(owner)) owner.splice(key, 0, structuredClone(owner[key]));
  else owner[`${key}_2`] = structuredClone(owner[key]);
};

function placesIn(owner, found = []) {
  for (const key of Object.keys(owner)) {
    found.push({ owner, key: Array.isArray(owner) ? Number(key) : key });
    if (typeof owner[key] === 'object' && owner[key] !== null) placesIn(owner[key], found);
  }
  return found;
}

/** Changes an event stream: its events, their order, or its bytes. */
function mutateSse(random, sse) {
  const frames = sse.split(/(?<=\n\n)/);
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const at = random.below(frames.length);
    random.oneOf([mutateFrame, mutateFrame, mutateFrame, dropFrame, repeatFrame, swapFrames, breakFrame])(
      random,
      frames,
      at,
    );
  }
  const text = frames.join('');
  return random.below(8) === 0 ? text.slice(0, random.below(text.length)) : text;
}

function mutateFrame(random, frames, at) {
  // What another change broke already stays as it is.
  const data = /^data: (\{.*\})$/m.exec(frames[at] ?? '');
  if (!data) return;
  const changed = JSON.stringify(mutateJson(random, JSON.parse(data[1])));
  frames[at] = frames[at].replace(data[0], () => `data: ${changed}`);
}

const dropFrame = (_random, frames, at) => void frames.splice(at, 1);
const repeatFrame = (_random, frames, at) => void frames.splice(at, 0, frames[at] ?? '');
const swapFrames = (random, frames, at) => {
  const other = random.below(frames.length);
  [frames[at], frames[other]] = [frames[other] ?? '', frames[at] ?? ''];
};
const breakFrame = (random, frames, at) => {
  frames[at] = random.oneOf([
    ': comment\n\n',
    'data: {"broken\n\n',
    'event: error\ndata: {"error":{"message":"late"}}\n\n',
    'data: [DONE]\n\n',
    'data: null\n\n',
    'data: 7\n\n',
    'data: "text"\n\n',
    '\r\n\r\n',
  ]);
};

module.exports = { mutateJson, mutateSse };
