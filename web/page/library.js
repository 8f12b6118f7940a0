// The library: a request and files in, an answer and files out. src/abi.rs and src/entries.rs are its other side.

/** The bytes of a base64 text. */
function bytesOf(base64) {
  const letters = atob(base64.trim());
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** The library stopped in the middle of its work, which it never should; what it holds in memory is of no use any more. */
class LibraryFault extends Error {}

class Library {
  #module;
  #instance = null;

  constructor(module) {
    this.#module = module;
  }

  /** From its compressed bytes in base64. */
  static async of(base64) {
    const unpacked = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Library(await WebAssembly.compile(await new Response(unpacked).arrayBuffer()));
  }

  /** The answer to a request, and the files that belong to it. After a fault the next request finds a new instance. */
  async ask(request, files = []) {
    this.#instance ??= await WebAssembly.instantiate(this.#module);
    try {
      return this.#asked([{ name: 'request', bytes: new TextEncoder().encode(JSON.stringify(request)) }, ...files]);
    } catch (error) {
      this.#instance = null;
      throw new LibraryFault(error?.message ?? String(error), { cause: error });
    }
  }

  #asked(files) {
    const { memory, citycarbon_alloc: alloc, citycarbon_free: free, citycarbon_run: run } = this.#instance.exports;
    const named = files.map(({ name, bytes }) => ({ name: new TextEncoder().encode(name), bytes }));
    const length = named.reduce((sum, { name, bytes }) => sum + 8 + name.length + bytes.length, 0);
    const start = alloc(length) >>> 0;
    // Memory may have grown, and with it the buffer that JavaScript sees it by.
    const [into, view] = [new Uint8Array(memory.buffer), new DataView(memory.buffer)];
    let at = start;
    for (const { name, bytes } of named) {
      view.setUint32(at, name.length, true);
      view.setUint32(at + 4, bytes.length, true);
      into.set(name, at + 8);
      into.set(bytes, at + 8 + name.length);
      at += 8 + name.length + bytes.length;
    }
    const answer = run(start, length) >>> 0;
    const whole = new DataView(memory.buffer).getUint32(answer, true);
    const found = entriesOf(memory.buffer.slice(answer + 4, answer + whole));
    free(answer, whole);
    const [first, ...others] = found;
    if (!first) throw new Error('an answer that is too long');
    return { answer: JSON.parse(new TextDecoder().decode(first.bytes)), files: others };
  }
}

/** The files in a piece of memory. */
function entriesOf(buffer) {
  const [view, found] = [new DataView(buffer), []];
  for (let at = 0; at < buffer.byteLength;) {
    const [name, content] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    at += 8;
    found.push({ name: new TextDecoder().decode(new Uint8Array(buffer, at, name)), bytes: new Uint8Array(buffer, at + name, content) });
    at += name + content;
  }
  return found;
}
