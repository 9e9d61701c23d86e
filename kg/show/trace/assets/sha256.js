"use strict";
/* SHA-256 (FIPS 180-4). The browser's own gives its answer later and on secure origins only; a page
   of claims asks for thousands of short digests, also when it is read over plain http. */
const Sha256 = (() => {
  const [START, ROUND] = constants();

  /** The first 32 bits of the fractional parts of the square and cube roots of the first primes. */
  function constants() {
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1)
      if (primes.every((prime) => n % prime)) primes.push(n);
    const bits = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
    const roots = (of, root) => Int32Array.from(of, (n) => bits(root(n)));
    return [roots(primes.slice(0, 8), Math.sqrt), roots(primes, Math.cbrt)];
  }

  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  const words = new Int32Array(64);
  const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

  /** Take in one block of 64 bytes. Plain assignments: swaps of arrays cost a third more here. */
  function block(state, view, at) {
    for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const one = words[i - 15];
      const two = words[i - 2];
      const small = turned(one, 7) ^ turned(one, 18) ^ (one >>> 3);
      const large = turned(two, 17) ^ turned(two, 19) ^ (two >>> 10);
      words[i] = (words[i - 16] + small + words[i - 7] + large) | 0;
    }
    let a = state[0];
    let b = state[1];
    let c = state[2];
    let d = state[3];
    let e = state[4];
    let f = state[5];
    let g = state[6];
    let h = state[7];
    for (let i = 0; i < 64; i += 1) {
      const large = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const first = (h + large + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
      const small = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const second = (small + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  /** The digest of bytes as 64 hexadecimal digits. */
  function hex(bytes) {
    const whole = bytes.length - (bytes.length % 64);
    const rest = bytes.length - whole;
    const tail = new Uint8Array(rest < 56 ? 64 : 128);
    tail.set(bytes.subarray(whole));
    tail[rest] = 0x80;
    const end = new DataView(tail.buffer);
    end.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
    end.setUint32(tail.length - 4, (bytes.length << 3) >>> 0);
    const state = START.slice();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < whole; at += 64) block(state, view, at);
    for (let at = 0; at < tail.length; at += 64) block(state, end, at);
    let digits = "";
    for (let i = 0; i < 32; i += 1) digits += HEX[(state[i >> 2] >>> (24 - 8 * (i & 3))) & 255];
    return digits;
  }

  return { hex };
})();
