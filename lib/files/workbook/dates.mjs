const DAY = 86_400_000;
const LAST_SERIAL = 2_958_465; // 9999-12-31
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)]);

/** Whether a number format shows a day (a time of day alone is no date). */
export const showsDate = (id, code) => (code === undefined ? BUILT_IN_DATES.has(id) : codeShowsDate(code));

/** A serial day number as `YYYY-MM-DD`, or null where it is none. 1900 counts a 29 February that never was. */
export function serialToDate(serial, date1904) {
  const day = Math.floor(serial);
  if (!(day >= (date1904 ? 0 : 1) && day <= LAST_SERIAL) || (!date1904 && day === 60)) return null;
  const first = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(first + day * DAY).toISOString().slice(0, 10);
}

function codeShowsDate(code) {
  const letters = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase();
  if (letters.includes('general')) return false;
  return /[yd]/.test(letters) || (letters.includes('m') && !/[hs]/.test(letters));
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
