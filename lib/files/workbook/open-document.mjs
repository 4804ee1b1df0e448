import { PASSWORD, Problem, refuseTooManySheets } from './problem.mjs';
import { documentHandlers } from './document-table.mjs';
import { attribute, parseXml } from './xml.mjs';

const CONTENT = 'content.xml';

/** Whether the archive is an OpenDocument; of which kind, its content says. */
export const isOpenDocument = (archive) => archive.has(CONTENT) && !archive.has('xl/workbook.xml');

/**
 * The sheets in the order of their tabs; a style of theirs says which are hidden. The whole document is
 * passed over for it, so `onBytes` hears of each chunk read.
 */
export async function listTables(archive, onBytes) {
  await refuseEncrypted(archive);
  const hiding = new Set();
  const tables = [];
  let style = '';
  let isSpreadsheet = false;
  const path = [];
  const handlers = {
    open(name, attributes) {
      if (name === 'spreadsheet') isSpreadsheet = true;
      if (name === 'style') style = attribute(attributes, 'name');
      if (name === 'table-properties' && attribute(attributes, 'display') === 'false') hiding.add(style);
      if (name === 'table' && path.at(-1) === 'spreadsheet' && !isCache(attributes))
        tables.push([attribute(attributes, 'name') ?? '', attribute(attributes, 'style-name')]);
      path.push(name);
    },
    close: () => void path.pop(),
  };
  for await (const bytes of parseXml(archive.chunks(CONTENT), handlers)) await onBytes(bytes);
  if (!isSpreadsheet)
    throw new Problem('This is an OpenDocument file without a spreadsheet in it. Upload a spreadsheet.');
  refuseTooManySheets(tables.length);
  return tables.map(([name, styleName]) => ({ name, hidden: hiding.has(styleName) }));
}

// What LibreOffice keeps of other files that formulas refer to.
const isCache = (attributes) => attribute(attributes, 'style-name') === 'ta_extref';

/** Each row of a sheet that holds anything, `onRow(number, cells, times, isHidden)`; yields the bytes of each chunk read. */
export async function* eachTableRow(archive, name, onRow) {
  await refuseEncrypted(archive);
  const reading = documentHandlers(name, onRow);
  for await (const bytes of parseXml(archive.chunks(CONTENT), reading.handlers)) {
    yield bytes;
    if (reading.isOver()) return;
  }
  if (!reading.isOver()) throw new Problem(`This workbook has no sheet “${name}”.`);
}

export const documentSize = (archive) => archive.size(CONTENT);

async function refuseEncrypted(archive) {
  if (!archive.has('META-INF/manifest.xml')) return;
  let manifest = '';
  for await (const chunk of archive.chunks('META-INF/manifest.xml')) manifest += chunk;
  if (manifest.includes('encryption-data')) throw new Problem(PASSWORD);
}
