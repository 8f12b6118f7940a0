// The files that a person drops or chooses, as a city folder: each with its path from the folder and its bytes.

/** A fault of what was opened, explained by the text of this name. */
class InputFault extends Error {
  constructor(text, blanks = {}) {
    super(text);
    this.text = text;
    this.blanks = blanks;
  }
}

// A browser holds the files three times while it computes, and an instance of WebAssembly has 4 GB at most.
const MOST_BYTES = 500_000_000;
const MOST_FILES = 10_000;
/** Files that hold tables or folders in a form that is not read here. */
const OTHER_KINDS = /\.(zip|rar|7z|gz|pdf|xls|xlsb|xlsm|ods|docx?|numbers)$/i;

/**
 * The files of what was dropped. What the event holds is there only until it has ended, so it is taken at once.
 *
 * Chromium reads folders by handles, and by entries only where the page is not opened from a disk; other browsers have entries only.
 */
function dropped(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const taken = items.map((item) => ({ entry: item.webkitGetAsEntry(), handle: item.getAsFileSystemHandle?.().catch(() => null) }));
  return within(taken.map(async ({ entry, handle }) => {
    const held = await handle;
    return held ? ofHandle(held, held.name) : ofEntry(entry);
  }));
}

/** All files that are found, no more than the page takes. */
async function within(waiting) {
  const found = (await Promise.all(waiting)).flat();
  if (found.length > MOST_FILES) throw new InputFault('tooMany');
  return found;
}

/** Folders of a program, such as .git, hold no data of a city. */
const isHidden = (folder) => folder.startsWith('.');

async function ofHandle(handle, path) {
  const failed = () => { throw new InputFault('unreadable', { file: path }); };
  if (handle.kind === 'file') return [{ path, file: await handle.getFile().catch(failed) }];
  const inner = [];
  try {
    for await (const one of handle.values()) if (one.kind === 'file' || !isHidden(one.name)) inner.push(one);
  } catch {
    failed();
  }
  return within(inner.map((one) => ofHandle(one, `${path}/${one.name}`)));
}

async function ofEntry(entry) {
  const path = entry.fullPath.replace(/^\/+/, '');
  const called = (way) => new Promise(way).catch(() => { throw new InputFault('unreadable', { file: path }); });
  if (entry.isFile) return [{ path, file: await called((done, failed) => entry.file(done, failed)) }];
  const [reader, inner] = [entry.createReader(), []];
  // A browser lists a folder in parts.
  for (let part; part?.length !== 0;) {
    part = await called((done, failed) => reader.readEntries(done, failed));
    inner.push(...part.filter((one) => one.isFile || !isHidden(one.name)));
  }
  return within(inner.map(ofEntry));
}

/** The files that were chosen in a dialog. */
function chosen(list) {
  const all = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return all.filter(({ path }) => !path.split('/').slice(0, -1).some(isHidden));
}

/** The files of the city among them, with their bytes. */
async function cityFiles(found) {
  const files = inFolder(found);
  if (files.length === 0) throw new InputFault('noFiles');
  if (files.length > MOST_FILES) throw new InputFault('tooMany');
  if (files.reduce((sum, { file }) => sum + file.size, 0) > MOST_BYTES) throw new InputFault('tooLarge');
  const read = async ({ path, file }) => {
    try {
      return { name: path, bytes: new Uint8Array(await file.arrayBuffer()) };
    } catch {
      throw new InputFault('unreadable', { file: path });
    }
  };
  return Promise.all(files.map(read));
}

/** The paths from the city folder: the one that has the uppermost city.toml; without any, the folder that all files are in. */
function inFolder(found) {
  const depth = (path) => path.split('/').length;
  const cities = found.map(({ path }) => path).filter((path) => path.split('/').pop() === 'city.toml');
  const upper = Math.min(...cities.map(depth));
  const roots = cities.filter((path) => depth(path) === upper).map((path) => path.slice(0, -'city.toml'.length));
  if (roots.length > 1) throw new InputFault('severalCities', { count: roots.length });
  const tops = new Set(found.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/') + 1) : '')));
  const root = roots[0] ?? (tops.size === 1 ? [...tops][0] : '');
  const inside = found.filter(({ path }) => path.startsWith(root)).map(({ path, file }) => ({ path: path.slice(root.length), file }));
  // An input workbook comes alone, but Excel keeps a file of its own next to one that is open.
  const books = inside.filter(({ path }) => /\.xlsx$/i.test(path) && !path.startsWith('~$'));
  if (roots.length > 0) return inside;
  const tables = inside.some(({ path }) => /\.(csv|toml)$/i.test(path));
  if (books.length === 1 && !tables) return books;
  if (books.length > 1 && !tables) throw new InputFault('severalBooks', { count: books.length });
  const other = inside.find(({ path }) => OTHER_KINDS.test(path));
  if (other && !tables) throw new InputFault('otherKind', { file: other.path });
  if (inside.length > 0) throw new InputFault('noCity', { file: inside[0].path });
  return inside;
}
