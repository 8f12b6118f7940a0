// Enters values into cells of a workbook, as a person does with a spreadsheet: the rest of the file stays as it is.
import { inflateRawSync } from 'node:zlib';

/** The parts of a zip file by name. */
function parts(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const found = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, length, extra, comment, local] = [bytes.readUInt16LE(at + 10) === 8, bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const held = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    found.set(bytes.toString('utf8', at + 46, at + 46 + length), packed ? inflateRawSync(held) : held);
    at += 46 + length + extra + comment;
  }
  return found;
}

/** The check sum of zip; Node has it in later versions only. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** A zip file of these parts, not compressed. */
function zip(parts) {
  const [files, index] = [[], []];
  let offset = 0;
  for (const [name, bytes] of parts) {
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const [more, place] = [Buffer.alloc(10), Buffer.alloc(4)];
    place.writeUInt32LE(offset);
    index.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, more, place, Buffer.from(name));
    const file = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, Buffer.from(name), bytes]);
    files.push(file);
    offset += file.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}

/** The workbook with values in cells of a sheet: `{ C3: '12.5', E4: 'text' }`; a number is written as a number. */
export function filled(bytes, sheet, values) {
  const all = parts(bytes);
  const name = `xl/worksheets/sheet${sheet}.xml`;
  let xml = all.get(name).toString('utf8');
  for (const [place, value] of Object.entries(values)) {
    const [, column, row] = place.match(/^([A-Z]+)(\d+)$/);
    const text = String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;');
    const cell = (style) => (/^-?\d+(\.\d+)?$/.test(value)
      ? `<c r="${place}"${style}><v>${value}</v></c>` : `<c r="${place}"${style} t="inlineStr"><is><t>${text}</t></is></c>`);
    const own = new RegExp(`<c r="${place}"((?: s="\\d+")?)[^>]*?(?:/>|>.*?</c>)`);
    if (own.test(xml)) {
      xml = xml.replace(own, (_, style) => cell(style));
    } else {
      const start = xml.indexOf(`<row r="${row}"`);
      if (start < 0) throw new Error(`${place}: the sheet has no such row`);
      const end = xml.indexOf('</row>', start);
      const order = (of) => of.length * 100 + of.charCodeAt(of.length - 1);
      const after = [...xml.slice(start, end).matchAll(/<c r="([A-Z]+)\d+"/g)].find(([, of]) => order(of) > order(column));
      const at = after ? start + after.index : end;
      xml = xml.slice(0, at) + cell('') + xml.slice(at);
    }
  }
  all.set(name, Buffer.from(xml));
  return zip(all);
}
