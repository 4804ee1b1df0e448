import { showsDate } from './dates.mjs';
import { literalsOf } from './literals.mjs';
import { DAMAGED, Problem, refuseTooManySheets } from './problem.mjs';
import { attribute, readXml } from './xml.mjs';

/**
 * The workbook's parts: its sheets in the order of their tabs, which date system it counts in, where
 * the shared strings lie, which cell styles show a date and which write digits of their own.
 */
export async function readBook(archive) {
  const path = await findBookPart(archive);
  const sheets = [];
  let date1904 = false;
  let isCalculatedOnLoad = false;
  await readXml(archive.chunks(path), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isOn(attributes.date1904);
      if (name === 'calcPr') isCalculatedOnLoad = isOn(attributes.fullCalcOnLoad);
      if (name === 'sheet') sheets.push(attributes);
    },
    close() {},
  });
  refuseTooManySheets(sheets.length);
  const parts = await readRelations(archive, path);
  // Of two with the same id the first counts.
  const byId = new Map(parts.toReversed().map((part) => [part.id, part]));
  const byType = (type) => parts.find((part) => part.type === type && archive.has(part.target))?.target;
  return {
    date1904,
    /** Whoever wrote the workbook left its formulas to whoever opens it first. */
    isCalculatedOnLoad,
    sheets: sheets.flatMap((sheet) => worksheet(sheet, byId)),
    strings: byType('sharedStrings'),
    ...(await readStyles(archive, byType('styles'))),
  };
}

async function findBookPart(archive) {
  if (archive.has('_rels/.rels')) {
    const parts = await readRelations(archive, '');
    const book = parts.find((part) => part.type === 'officeDocument');
    if (book && archive.has(book.target)) return book.target;
  }
  if (archive.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new Problem(DAMAGED);
}

async function readRelations(archive, part) {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const path = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = [];
  await readXml(archive.chunks(path), {
    open(name, { Id, Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const target = new URL(Target.replaceAll('\\', '/'), `zip:///${folder}`).pathname.slice(1);
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: decodeURI(target) });
    },
    close() {},
  });
  return relations;
}

// A sheet of charts has a tab too, but no rows.
function worksheet(attributes, byId) {
  const part = byId.get(attribute(attributes, 'id'));
  if (part?.type !== 'worksheet') return [];
  const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
  return [{ name: attributes.name ?? '', hidden, path: part.target }];
}

async function readStyles(archive, path) {
  const codes = new Map();
  const formats = [];
  let inCells = false;
  if (path) {
    await readXml(archive.chunks(path), {
      open(name, attributes) {
        if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
        if (name === 'cellXfs') inCells = true;
        if (name === 'xf' && inCells) formats.push(Number(attributes.numFmtId ?? 0));
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    });
  }
  const dates = formats.map((id) => showsDate(id, codes.get(id)));
  const literals = formats.map((id) => literalsOf(codes.get(id) ?? ''));
  return {
    isDateStyle: (style) => dates[style] ?? false,
    literalsOfStyle: (style) => literals[style] ?? '',
  };
}

const isOn = (value) => value === '1' || value === 'true';
