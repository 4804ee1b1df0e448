import { describe, expect, test } from 'vitest';
import type { Country } from '@/db/vocabulary';
import { countryOf, formatPhone, formatPhoneForCsv, isBlank, isE164, parsePhone } from './phone';
import type { E164 } from '@/db/vocabulary';

const country = (code: string) => code as Country;
const e164 = (phone: string) => phone as E164;
const US = country('US');

/** What is written, and the phone it is; the third says what the note must mention. */
type Read = [raw: string | number, phone: string, note?: string];
/** What is written, and what the problem must mention. */
type Refused = [raw: string | number, problem: string];

const reads = (title: string, account: Country, cases: Read[]) =>
  test.each(cases)(`${title}: %j is %s`, (raw, phone, note) => {
    const reading = parsePhone(raw, account);
    expect(reading).toMatchObject({ ok: true, phone });
    if (!reading.ok) return;
    if (note) expect(reading.note).toContain(note);
    else expect(reading.note).toBeNull();
  });

const refuses = (title: string, account: Country, cases: Refused[]) =>
  test.each(cases)(`${title}: %j is refused: %s`, (raw, why) => {
    const reading = parsePhone(raw, account);
    expect(reading).toMatchObject({ ok: false });
    if (!reading.ok) expect(reading.problem).toContain(why);
  });

describe('a US account reads', () => {
  reads('usual notations', US, [
    ['5125550142', '+15125550142'],
    ['(512) 555-0142', '+15125550142'],
    ['(512)555-0142', '+15125550142'],
    ['512-555-0142', '+15125550142'],
    ['512.555.0142', '+15125550142'],
    ['512 555 0142', '+15125550142'],
    ['512/555-0142', '+15125550142'],
    ['512/555/0142', '+15125550142'],
    ['512 - 555 - 0142', '+15125550142'],
    ['512~555~0142', '+15125550142'],
    ['[512] 555-0142', '+15125550142'],
    ['(512 555-0142', '+15125550142'],
    ['512,555,0142', '+15125550142'],
    ['  5125550142  ', '+15125550142'],
    ['512.555.0142.', '+15125550142'],
    ['5125550142;', '+15125550142'],
    ['<512-555-0142>', '+15125550142'],
    ['#5125550142', '+15125550142'],
    ['• 512-555-0142', '+15125550142'],
    ['- 512-555-0142', '+15125550142'],
    ['512·555·0142', '+15125550142'],
    ['5 1 2 5 5 5 0 1 4 2', '+15125550142'],
  ]);
  reads('a country code', US, [
    ['+15125550142', '+15125550142'],
    ['+1 (512) 555-0142', '+15125550142'],
    ['+1-512-555-0142', '+15125550142'],
    ['(+1) 512 555 0142', '+15125550142'],
    ['+(1)5125550142', '+15125550142'],
    ['+ 1 512 555 0142', '+15125550142'],
    ['1-512-555-0142', '+15125550142'],
    ['1 (512) 555-0142', '+15125550142'],
    ['15125550142', '+15125550142'],
    ['1.512.555.0142', '+15125550142'],
    ['001 512 555 0142', '+15125550142'],
    ['0015125550142', '+15125550142'],
    ['011 1 512 555 0142', '+15125550142'],
    ['tel:+1-512-555-0142', '+15125550142'],
    ['tel:5125550142', '+15125550142'],
    ['TEL:512-555-0142', '+15125550142'],
    ['sms:+15125550142', '+15125550142'],
    ['callto://+15125550142', '+15125550142'],
    ['+1 416 555 0123', '+14165550123'],
  ]);
  reads('Unicode', US, [
    ['５１２５５５０１４２', '+15125550142'],
    ['（５１２）５５５－０１４２', '+15125550142'],
    ['＋１５１２５５５０１４２', '+15125550142'],
    ['٥١٢٥٥٥٠١٤٢', '+15125550142'],
    ['۵۱۲۵۵۵۰۱۴۲', '+15125550142'],
    ['५१२५५५०१४२', '+15125550142'],
    ['512–555–0142', '+15125550142'],
    ['512—555—0142', '+15125550142'],
    ['512‑555‑0142', '+15125550142'],
    ['512−555−0142', '+15125550142'],
    ['512\u00ad555\u00ad0142', '+15125550142'],
    ['512\u00a0555\u00a00142', '+15125550142'],
    ['512\u202f555\u20090142', '+15125550142'],
    ['512\u3000555\u30000142', '+15125550142'],
    ['\u200e5125550142\u200f', '+15125550142'],
    ['\u202a+1 512-555-0142\u202c', '+15125550142'],
    ['512\u200b555\u200b0142', '+15125550142'],
    ['\ufeff5125550142', '+15125550142'],
    ['512\t555\t0142', '+15125550142'],
    ['📞 512-555-0142', '+15125550142'],
    ['☎️ 512-555-0142', '+15125550142'],
    ['5️⃣1️⃣2️⃣5550142', '+15125550142'],
  ]);
  reads('what spreadsheets make of numbers', US, [
    [5125550142, '+15125550142'],
    [15125550142, '+15125550142'],
    [5125550142.0, '+15125550142'],
    ['5125550142.0', '+15125550142'],
    ['5125550142.00', '+15125550142'],
    ['5125550142,0', '+15125550142'],
    ['+15125550142.0', '+15125550142'],
    ["'5125550142", '+15125550142'],
    ['’5125550142', '+15125550142'],
    ['="5125550142"', '+15125550142'],
    ['="""5125550142"""', '+15125550142'],
    ['"512-555-0142"', '+15125550142'],
    ['“512-555-0142”', '+15125550142'],
    ['=5125550142', '+15125550142'],
    ['=+15125550142', '+15125550142'],
    ['5,125,550,142', '+15125550142'],
    ['5,125,550,142.00', '+15125550142'],
    ['5 125 550 142', '+15125550142'],
    ["5'125'550'142", '+15125550142'],
    ['5.125550142E+09', '+15125550142', 'Scientific notation'],
    ['5,125550142E+09', '+15125550142', 'Scientific notation'],
    ['5.125550142e9', '+15125550142', 'Scientific notation'],
    ['1.5125550142E+10', '+15125550142', 'Scientific notation'],
  ]);
  reads('extensions', US, [
    ['512-555-0142 x104', '+15125550142', 'Extension 104'],
    ['512-555-0142x104', '+15125550142', 'Extension 104'],
    ['512-555-0142 X 104', '+15125550142', 'Extension 104'],
    ['512-555-0142 ext. 104', '+15125550142', 'Extension 104'],
    ['512-555-0142 Ext104', '+15125550142', 'Extension 104'],
    ['512-555-0142, ext 104', '+15125550142', 'Extension 104'],
    ['512-555-0142 extension: 104', '+15125550142', 'Extension 104'],
    ['512-555-0142 (ext 104)', '+15125550142', 'Extension 104'],
    ['512-555-0142 #104', '+15125550142', 'Extension 104'],
    ['5125550142#104', '+15125550142', 'Extension 104'],
    ['tel:+15125550142;ext=104', '+15125550142', 'Extension 104'],
    ['512 555 0142 poste 12', '+15125550142', 'Extension 12'],
    ['512 555 0142 anexo 12', '+15125550142', 'Extension 12'],
    ['512-555-0142,,104', '+15125550142', 'Extension 104'],
    ['5125550142 ext 5 (Bob)', '+15125550142', 'Extension 5'],
  ]);
  reads('words beside the number', US, [
    ['Cell: 512-555-0142', '+15125550142', 'Cell'],
    ['(512) 555-0142 (mobile)', '+15125550142', 'mobile'],
    ['Smith, Bob 512-555-0142', '+15125550142', 'Smith Bob'],
    ['512-555-0142 - wife', '+15125550142', 'wife'],
    ['tél. 512-555-0142', '+15125550142', 'tél'],
    ['Телефон: 512-555-0142', '+15125550142', 'Телефон'],
    ['5125550142c', '+15125550142', 'c'],
    ['h5125550142', '+15125550142', 'h'],
  ]);
  reads('letters on the keypad', US, [
    ['1-800-FLOWERS', '+18003569377', 'keypad'],
    ['1-800-flowers', '+18003569377', 'keypad'],
    ['1800FLOWERS', '+18003569377', 'keypad'],
    ['+1 800 FLOWERS', '+18003569377', 'keypad'],
    ['(800) FLOWERS', '+18003569377', 'keypad'],
    ['512-GO-TEXAS', '+15124683927', 'keypad'],
    ['512-555-HELP', '+15125554357', 'keypad'],
    ['1-888-HELP-4-US', '+18884357487', 'keypad'],
    ['call 1-800-FLOWERS', '+18003569377', 'keypad'],
  ]);
  reads('any number of the right shape', US, [
    ['800-555-0142', '+18005550142'],
    ['512-211-0142', '+15122110142'],
    ['222-222-2222', '+12222222222', 'Area code 222'],
    ['555-555-5555', '+15555555555', 'Area code 555'],
    ['999-555-0142', '+19995550142', 'Area code 999'],
  ]);
  reads('numbers of other countries', US, [
    ['+44 20 7946 0958', '+442079460958'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['(+44) 20 7946 0958', '+442079460958'],
    ['0044 20 7946 0958', '+442079460958'],
    ['011 44 20 7946 0958', '+442079460958'],
    ['011442079460958', '+442079460958'],
    ['tel:+44-20-7946-0958', '+442079460958'],
    ['+44 20 7946 0958 ext 5', '+442079460958', 'Extension 5'],
    ['+44 7700 900123', '+447700900123', 'not in use yet'],
    ['+39 06 1234 5678', '+390612345678'],
    ['+49 30/123456', '+4930123456'],
    ['+47 22 12 34 56', '+4722123456'],
    ['+52 55 1234 5678', '+525512345678'],
    ['+54 9 11 2345-6789', '+5491123456789'],
    ['+800 1234 5678', '+80012345678'],
    ['(+51) 25550142', '+5125550142', 'not in use yet'],
  ]);
});

describe('a US account refuses', () => {
  refuses('nothing', US, [
    ['', 'empty'],
    ['   ', 'empty'],
    ['\u200b\u00a0', 'empty'],
    ['n/a', 'no phone number'],
    ['N.A.', 'no phone number'],
    ['-', 'no phone number'],
    ['?', 'no phone number'],
    ['none', 'no phone number'],
    ['unknown', 'no phone number'],
    ['private', 'no phone number'],
    ['FLOWERS', 'no phone number'],
    ['#N/A', 'no phone number'],
    ['#VALUE!', 'no phone number'],
    ['xxx-xxx-xxxx', 'no phone number'],
    [NaN, 'no phone number'],
    [Infinity, 'no phone number'],
  ]);
  refuses('a wrong count of digits', US, [
    ['512555', 'That is 6 digits. A US number has 10, with its area code.'],
    ['512555014', 'That is 9 digits. A US number has 10, with its area code.'],
    [51255501, 'That is 8 digits'],
    ['555-0142', 'area code is missing'],
    ['5', 'That is 1 digit.'],
    ['911', 'That is 3 digits'],
    ['25125550142', 'That is 11 digits'],
    ['05125550142', 'That is 11 digits'],
    ['512-555-0142-104', 'That is 13 digits'],
    ['51255501015125550102', 'That is 20 digits'],
    ['512-55-5014', 'That is 9 digits'],
    ['+1512555014', 'After the country code 1 come 9 digits'],
    ['+1 512 555 01422', 'After the country code 1 come 11 digits'],
    ['+1', 'After the country code 1'],
  ]);
  refuses('a wrong shape', US, [
    ['0000000000', 'no area code 000'],
    ['1111111111', 'no area code 111'],
    ['1234567890', 'no area code 123'],
    ['0125550142', 'no area code 012'],
    ['211-555-0142', 'no area code 211'],
    ['+1 911 555 0142', 'no area code 911'],
    ['512-155-0142', 'After the area code 512 comes 155'],
    ['(512) 055-0142', 'After the area code 512 comes 055'],
  ]);
  refuses('what spreadsheets broke', US, [
    ['5.35E+09', 'Excel has dropped its last digits'],
    ['5.12555E+09', 'Excel has dropped its last digits'],
    ['5,12555E+09', 'Excel has dropped its last digits'],
    ['5.12555014E+09', 'Excel has dropped its last digits'],
    ['5E+09', 'Excel has dropped its last digits'],
    ['########', 'too narrow'],
    [5125550142.5, 'fraction'],
    ['5125550142.5', 'fraction'],
    [0.5125550142, 'fraction'],
    [-5125550142, 'negative'],
    ['-5125550142', 'negative'],
    [1e21, 'too long'],
    ['03/01/2016', 'That is a date'],
    ['1.3.2016', 'That is a date'],
    ['2016-03-01', 'That is a date'],
    ['2016-03-01T10:00:00Z', 'That is a date'],
    ['3/1/16 10:15 AM', 'That is a date'],
    ['March 1, 2016', 'That is 5 digits'],
  ]);
  refuses('hidden, doubtful and mistyped digits', US, [
    ['512-555-XXXX', 'hidden or missing'],
    ['512-555-01XX', 'letters'],
    ['512-555-01AB', 'letters'],
    ['512-555-O142', 'letters'],
    ['512-555-OIOI', 'That is 6 digits'],
    ['5I2-555-0142', 'letters'],
    ['O5125550142', 'letters'],
    ['512555014l', 'letters'],
    ['5125550142x', 'letters'],
    ['512-555-014²', 'small, circled'],
    ['512-555-014①', 'small, circled'],
    ['512-555-***2', 'hidden or missing'],
    ['512-555-?142', 'hidden or missing'],
    ['512-555-••••', '•'],
    ['$5125550142', '$'],
    ['5125550142%', '%'],
    ['a512@5550142', 'letters'],
  ]);
  refuses('letters that are no number', US, [
    ['1-800-CONTACTS', 'digits'],
    ['512 unknown', 'That is 3 digits'],
    ['512-555-none', 'That is 6 digits'],
    ['800-xxxxxxx', 'hidden or missing'],
    ['512 Bob 555-0142', 'letters'],
  ]);
  refuses('two readings', US, [
    ['+5125550142', '+1 512 555 0142 without its 1, or as +51 25550142'],
    ['+512 555 0142', '+51 25550142'],
    ['005125550142', '+51 25550142'],
    ['0115125550142', '+51 25550142'],
    ['555-2345 (512)', 'area code first or last'],
    ['5552345 512', 'area code first or last'],
    ['47 22 12 34 56', 'another country'],
    ['98765 43210', 'another country'],
    ['55 2345 6789', 'another country'],
    ['Room 512 555-0142', 'room or a building'],
    ['Apt 512, 555-0142', 'room or a building'],
    ['512, 5550142', 'more than one number'],
    ['5125550, 142', 'more than one number'],
    ['(512) 555-0101 or 555-0102', 'letters'],
    ['512-555-0101 / 512-555-0102', '20 digits'],
    ['512-555-0101 x5550102', 'letters'],
    ['++15125550142', 'plus sign'],
    ['+1512+5550142', 'plus sign'],
    ['1+5125550142', 'plus sign'],
  ]);
  refuses('foreign numbers that do not say so', US, [
    ['442079460958', 'begins with + and its country code'],
    ['44 20 7946 0958', 'begins with + and its country code'],
    ['020 7946 0958', 'begins with + and its country code'],
    ['07700 900123', 'begins with + and its country code'],
    ['06 12 34 56 78', 'no area code 061'],
    ['+999 123 4567', 'no country code'],
    ['+261 4000000', 'possible length for a number in Madagascar'],
    ['+0 512 555 0142', 'none begins with 0'],
    ['+44 20 7946 09', 'come 8 digits'],
    ['+521551234', 'possible length for a number in Mexico'],
    ['+49 1234', 'possible length'],
    ['+49 30 1234567890123', 'possible length'],
    ['+49 30 1234**', 'hidden or missing'],
    ['+49 30 123456 XX', 'hidden or missing'],
    ['+4930123456/78', 'more than one number'],
  ]);
  refuses('very long input', US, [
    ['5'.repeat(201), 'too long'],
    [`5125550142${' '.repeat(5000)}`.padEnd(5100, 'x'), 'too long'],
  ]);
});

describe('accounts of other countries', () => {
  reads('GB', country('GB'), [
    ['020 7946 0958', '+442079460958'],
    ['(020) 7946 0958', '+442079460958'],
    [2079460958, '+442079460958'],
    ['+44 20 7946 0958', '+442079460958'],
    ['442079460958', '+442079460958'],
    ['00 1 512 555 0142', '+15125550142'],
    ['+1 800 FLOWERS', '+18003569377', 'keypad'],
    ['+5125550142', '+5125550142', 'not in use yet'],
  ]);
  refuses('GB', country('GB'), [
    ['5125550142x', 'letters'],
    ['15125550142', 'possible length for a number in the United Kingdom'],
    ['7946 0958', 'possible length'],
    ['0800 FLOWERS', 'possible length'],
  ]);
  reads('DE', country('DE'), [
    ['030/123456', '+4930123456'],
    ['030 123456', '+4930123456'],
    ['0151 25550142', '+4915125550142'],
    ['0049 30 123456', '+4930123456'],
  ]);
  refuses('DE', country('DE'), [
    ['1234567', 'area code'],
    ['030 123456/57', 'more than one number'],
    ['030 123456, 030 123457', 'more than one number'],
    ['030 1234??', 'hidden or missing'],
    ['2016-03-01', 'date'],
  ]);
  reads('AU dials 0011 for abroad', country('AU'), [
    ['02 5550 1234', '+61255501234'],
    ['0011 1 512 555 0142', '+15125550142'],
    ['00 1 512 555 0142', '+15125550142'],
  ]);
  reads('CA', country('CA'), [
    ['416-555-0123', '+14165550123'],
    ['512-555-0142', '+15125550142'],
  ]);
  refuses('IT, where a lost 0 makes another number', country('IT'), [[612345678, 'seems to be missing']]);
  refuses('CA', country('CA'), [['416-555-012', 'A number in Canada has 10']]);
  refuses('DK, where a date has as many digits as a phone', country('DK'), [['20.12.2016', 'date']]);
});

describe('a phone is shown', () => {
  test.each([
    ['+15125550142', 'US', '(512) 555-0142', '(512) 555-0142'],
    ['+14165550123', 'US', '(416) 555-0123', '(416) 555-0123'],
    ['+15125550142', 'CA', '(512) 555-0142', '(512) 555-0142'],
    ['+442079460958', 'US', '+44 20 7946 0958', '(+44) 20 7946 0958'],
    ['+442079460958', 'GB', '020 7946 0958', '(+44) 20 7946 0958'],
    ['+15125550142', 'GB', '+1 512 555 0142', '(+1) 512 555 0142'],
    ['+9991234567', 'US', '+9991234567', '(+9991234567)'],
  ])('%s to %s as %s, in files as %s', (phone, account, shown, inFile) => {
    expect(formatPhone(e164(phone), country(account))).toBe(shown);
    expect(formatPhoneForCsv(e164(phone), country(account))).toBe(inFile);
  });
});

test.each([
  ['+15125550142', 'US'],
  ['+14165550123', 'CA'],
  ['+12425550123', 'BS'],
  ['+18005550142', 'US'],
  ['+12222222222', null],
  ['+442079460958', 'GB'],
  ['+441534456789', 'JE'],
  ['+5125550142', 'PE'],
  ['+80012345678', null],
  ['+9991234567', null],
])('%s belongs to %s', (phone, home) => {
  expect(countryOf(e164(phone))).toBe(home);
});

test('blank is what nobody can see', () => {
  for (const blank of ['', ' ', '\t\r\n', '\u00a0', '\u200b\ufeff', null, undefined])
    expect(isBlank(blank)).toBe(true);
  for (const something of ['-', '0', 0, "'"]) expect(isBlank(something)).toBe(false);
});

test('our own notation is recognised, and nothing that people type', () => {
  expect(['+15125550142', '+5125550142'].every(isE164)).toBe(true);
  expect(['15125550142', '+05125550142', '+1 512', '+1512555014212345', '+15125550142\n'].some(isE164)).toBe(
    false,
  );
});
