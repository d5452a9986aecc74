const PRIME_1 = 0x9e37_79b1;
const PRIME_2 = 0x85eb_ca77;
const PRIME_3 = 0xc2b2_ae3d;
const PRIME_4 = 0x27d4_eb2f;
const PRIME_5 = 0x1656_67b1;

const STRIPE = 16;

/** XXH32 with seed 0, as LZ4 frames use it. */
export function xxhash32(bytes: Uint8Array): number {
  const hash = new Xxhash32();
  hash.update(bytes);
  return hash.value;
}

/** The same of content that comes in pieces. */
export class Xxhash32 {
  private one = (PRIME_1 + PRIME_2) | 0;
  private two = PRIME_2 | 0;
  private three = 0;
  private four = -PRIME_1 | 0;
  private length = 0;
  /** Less than a stripe, until more comes. */
  private readonly rest = new Uint8Array(STRIPE);
  private held = 0;

  update(bytes: Uint8Array): void {
    this.length += bytes.length;
    let at = 0;
    if (this.held > 0) {
      at = Math.min(STRIPE - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < STRIPE) return;
      this.stripes(this.rest);
    }
    const whole = bytes.length - ((bytes.length - at) % STRIPE);
    if (whole > at) this.stripes(bytes.subarray(at, whole));
    this.rest.set(bytes.subarray(whole));
    this.held = bytes.length - whole;
  }

  get value(): number {
    const { one, two, three, four, held, rest, length } = this;
    let hash =
      length >= STRIPE ? (rotate(one, 1) + rotate(two, 7) + rotate(three, 12) + rotate(four, 18)) | 0 : PRIME_5 | 0;
    hash = (hash + length) | 0;
    const view = new DataView(rest.buffer);
    let at = 0;
    for (; at + 4 <= held; at += 4)
      hash = Math.imul(rotate((hash + Math.imul(view.getInt32(at, true), PRIME_3)) | 0, 17), PRIME_4);
    for (; at < held; at += 1) hash = Math.imul(rotate((hash + Math.imul(rest[at] ?? 0, PRIME_5)) | 0, 11), PRIME_1);
    hash = Math.imul(hash ^ (hash >>> 15), PRIME_2);
    hash = Math.imul(hash ^ (hash >>> 13), PRIME_3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  private stripes(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let { one, two, three, four } = this;
    for (let at = 0; at + STRIPE <= bytes.length; at += STRIPE) {
      one = round(one, view.getInt32(at, true));
      two = round(two, view.getInt32(at + 4, true));
      three = round(three, view.getInt32(at + 8, true));
      four = round(four, view.getInt32(at + 12, true));
    }
    this.one = one;
    this.two = two;
    this.three = three;
    this.four = four;
  }
}

function round(value: number, lane: number): number {
  return Math.imul(rotate((value + Math.imul(lane, PRIME_2)) | 0, 13), PRIME_1);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
