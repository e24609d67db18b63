// The first 128 bits of 5 to the power of -342 to 308, with which the standard library reads decimal fractions: what
// its `library/core/src/num/imp/dec2flt/lemire.rs` uses, and its script for that table computes. Of a power below
// one they are those of its reciprocal, rounded up.
function powersOfFive(memory, address) {
  const table = new BigUint64Array(memory.buffer, address, 2 * 651);
  const first = 128n;
  for (let sign = -1n; sign <= 1n; sign += 2n) {
    let power = 1n, bits = 1n;
    for (let exponent = 0n; exponent <= (sign < 0n ? 342n : 308n); exponent += 1n) {
      let written = power, length = bits;
      if (sign < 0n) {
        const places = exponent > 27n ? 2n * bits + first : bits + first - 1n;
        written = (1n << places) / power + 1n;
        for (length = places - bits; written >> length; ) length += 1n;
      }
      written = length > first ? written >> (length - first) : written << (first - length);
      const at = Number(2n * (342n + sign * exponent));
      table[at] = written >> 64n;
      table[at + 1] = BigInt.asUintN(64, written);
      power *= 5n;
      while (power >> bits) bits += 1n;
    }
  }
}
