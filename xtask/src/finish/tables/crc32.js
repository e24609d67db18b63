// The tables of the cyclic redundancy check of zip, gzip and PNG: what a byte does to it, and what it does with one
// to fifteen bytes behind it.
function crc32(memory, address) {
  const table = new Uint32Array(memory.buffer, address, 16 * 256);
  for (let at = 0; at < table.length; at += 1) {
    let rest = at < 256 ? at : table[at - 256];
    if (at >= 256) rest = (rest >>> 8) ^ table[rest & 255];
    else for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    table[at] = rest;
  }
}
