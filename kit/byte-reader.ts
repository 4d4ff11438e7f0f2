/**
 * Reads a frame left to right, big-endian. Reading past the end is the frame's fault, so it is
 * reported as {@link FrameTooShort} with the offset; a decoder turns that into `malformed`.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(frame: Uint8Array) {
    this.#bytes = frame;
    this.#view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  }

  get offset(): number {
    return this.#offset;
  }

  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2));
  }

  i16(): number {
    return this.#view.getInt16(this.#advance(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4));
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4));
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#advance(8));
  }

  /** `size` bytes as a view on the frame, not a copy. */
  take(size: number): Uint8Array {
    const at = this.#advance(size);
    return this.#bytes.subarray(at, at + size);
  }

  #advance(size: number): number {
    const at = this.#offset;
    if (size < 0 || at + size > this.#bytes.length) throw new FrameTooShort(at, size);
    this.#offset = at + size;
    return at;
  }
}

export class FrameTooShort extends Error {
  readonly offset: number;
  readonly needed: number;

  constructor(offset: number, needed: number) {
    super(`frame ends before ${needed} byte(s) at offset ${offset}`);
    this.offset = offset;
    this.needed = needed;
  }
}
