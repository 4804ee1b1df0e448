import 'server-only';
import { channelRole } from './channel-names';
import { nameWords } from './name-words';

/**
 * What a column's name says it holds. The names are those of common CRMs, dialers and text services,
 * in English and a few neighbours; content has the last word in detect-columns.
 */

const PHONE =
  /\b(phones?|telephones?|tel|ph|mobiles?|mob|cell|cells|cellular|cellphones?|handy|handys?|landline|msisdn|ani|dnis|caller id|telefono?s?|telefon|telefonnummer|movil|celular|telephone|portable|rufnummer|mobilnummer|telefone|whatsapp|phonenumber|primaryphone|homephone|workphone|mobilephone)\b|\b(contact|home|work|mobile|dialed|called|sms|text|to|from|subscriber) (number|num|no|nr)\b|^(number|numbers|numero|numeros|to|from)( \d)?$/;
const FAX = /\b(fax|telefax|facsimile)\b/;
/** "Phone/Fax": whoever writes both means the phone first. */
const PHONE_OR_FAX =
  /\b(phones?|tel|telephone|ph|mobile|cell)\.?\s*([/&+,]|\b(or|and|o|y)\b)\s*(tele)?fax|\b(tele)?fax\s*([/&+,]|\b(or|and|o|y)\b)\s*(phone|tel|ph|mobile|cell)/i;
const NOT_PHONE =
  /\b(id|ids|guid|uuid|leid|euid|order|invoice|account|acct|zip|zipcode|postal|postcode|plz|ssn|sin|tax|vat|amount|price|total|balance|date|dob|birth|birthday|time|timestamp|created|updated|ext|extension|lat|long|latitude|longitude|ip|url|email|mail|code|carrier|type|status|verified|count|attempts|duration|label|labels|provider|valid)\b/;
/** What "Phone ID" and "Cell Phone Account" name is no phone. */
const OF_A_PHONE =
  /\b(ids?|guid|uuid|order|invoice|account|acct|contract|plan|ticket|case|created|updated|added|timestamp|time|date|device|imei|serial|attempts|count|duration|balance|total)( (id|no|num|nr|number|at|on|date|time))?$/;
/** "Member No", "Case #": what is counted or kept by a number. */
const ID_NUMBER = /\b(no|num|nr|number|id|ids|code|ref|reference)$/;
/** Whose or which phone it is, where a name does not say that it is one. */
const WHOSE =
  /\b(alt|alternate|alternative|other|another|second|secondary|additional|home|work|office|business|main|primary|day|daytime|evening|night|contact|emergency|spouse|wife|husband|partner|parent|guardian|mother|father|mom|dad|callback|sms|texts?|calls?|voice|dial)\b/;
/** Whose number may be our own, the same in every row of a log. */
const OURS = /\b(from|to|sender|caller id|ani|dnis|did|source|origin|originating|outbound|our|service)\b/;
const AREA_CODE = /\b(area codes?|areacode|npa|codigo de area)$/;
const COUNTRY =
  /\b(country|pais|pays)( (code|name|iso|region|or region|territory|of residence|(de )?residencia|[23]))*$/;
const CALLING_CODE =
  /\b(country|dial|dialing|dialling|calling|isd|idd|intl|international|phone|telephone|tel|mobile|cell) (calling |dial |dialing |phone )?(code|prefix)( (phone|mobile|cell|home|work|number|tel))?( \d)?$|\b(phone|telephone|tel|mobile|cell|home|work) (cc|isd|idd)( \d)?$|^(cc|isd|idd|ddi)( \d)?$|\b(codigo|cod|prefijo) (de )?(pais|internacional)$/;
const OF_A_CODE =
  /\b(country|dial|dialing|dialling|calling|isd|idd|ddi|intl|international|phone|telephone|tel|code|prefix|cc|number)\b/g;

const ASKED =
  /\b(asked|(opt out|optout) (date|time|on|at)|opted out (on|at)|date opted out|unsub(scribed?)? (on|at|date|time)|stopped (on|at)|revoked|requested|request date|dnc date|fecha (de )?(la )?baja)\b/;
const SINCE = /\b(since|date|added|created|timestamp|time|day|when|on|at|datum|fecha|desde|seit|depuis)\b/;
const OTHER_DATE =
  /\b(birth|birthday|dob|born|last|next|expires?|expiry|expiration|due|modified|updated|hire|hired|renewal|appointment|closed date|opt in|opted in|optin|confirm|confirmed|subscribed|joined|consent|anniversary|time zone|timezone|added by|created by)\b/;
const NOTE =
  /\b(notes?|remarks?|comments?|reason|memo|bemerkungen?|notiz|nota|notas|observaciones|commentaires?|remarque)\b/;
const PERSON =
  /\b(name|first|last|who|contact|customer|company|nombre|nom|prenom|vorname|nachname|surname|email|address|city|state|country|group|list|id|source|status|tags?|zip)\b/;

const DAY = /\b(date|day|datum|fecha)\b/;

export type PhoneName = 'phone' | 'fax' | 'not a phone' | 'unclear';

export function phoneName(name: string): PhoneName {
  const words = nameWords(name);
  if (FAX.test(words) && !PHONE_OR_FAX.test(name)) return 'fax';
  if (PHONE.test(words)) return 'phone';
  return NOT_PHONE.test(words) ? 'not a phone' : 'unclear';
}

/** A name that says phone and nothing else about it, as "Phone Type" and "Phone Verified" do. */
export function isPlainPhoneName(name: string): boolean {
  const words = nameWords(name);
  return phoneName(name) === 'phone' && !NOT_PHONE.test(words) && channelRole(name) === null;
}

/** A name like "Phone ID": bare digits under it are no phones. */
export function namesThingOfPhone(name: string): boolean {
  const words = nameWords(name);
  const thing = OF_A_PHONE.exec(words);
  return thing !== null && PHONE.test(words.slice(0, thing.index));
}

/** A name like "Member No": beside a phone column, bare digits under it are ids, however many of them could be phones. */
export const saysIdNumber = (name: string) => /#/.test(name) || ID_NUMBER.test(nameWords(name));

/** Who called or wrote, and who was called: where both stand, the first is not ours just because there is but one. */
export const saysFrom = (name: string) => /\b(from|caller|caller id|ani)\b/.test(nameWords(name));
export const saysTo = (name: string) => /\b(to|called|dialed|dnis|recipient)\b/.test(nameWords(name));

/** A name like "Spouse" or "Alternate": beside a phone column, bare digits under it are phones, not ids. */
export const saysWhosePhone = (name: string) => WHOSE.test(nameWords(name));

/** Under "Home Phone" the same number in every row is a family's; under "From" it is ours. */
export const mayBeOurs = (name: string) => phoneName(name) !== 'phone' || OURS.test(nameWords(name));

export const isAreaCodeName = (name: string) => AREA_CODE.test(nameWords(name));
export const isCountryName = (name: string) => COUNTRY.test(nameWords(name));
export const isCallingCodeName = (name: string) => CALLING_CODE.test(nameWords(name));
/** "mobile" of "Mobile Country Code": whose code it is. */
export const ownerOfCode = (name: string) =>
  nameWords(name).replace(OF_A_CODE, ' ').split(' ').filter(Boolean);

/** How well a name says that the column holds the day the person asked: 2, 1 or 0. */
export function dateRank(name: string): 0 | 1 | 2 {
  const words = nameWords(name);
  if (ASKED.test(words)) return 2;
  return SINCE.test(words) && !OTHER_DATE.test(words) ? 1 : 0;
}

/** Whether a name says outright that days stand under it, so that bare numbers may be days too. */
export const saysDay = (name: string) =>
  dateRank(name) === 2 || (dateRank(name) === 1 && DAY.test(nameWords(name)));

export const isNoteName = (name: string) => NOTE.test(nameWords(name));

/** 0 → "Column A", 25 → "Column Z", 26 → "Column AA": what a column without a name is called. */
export const placeName = (index: number) => `Column ${letters(index)}`;
export const isPlaceName = (name: string) => /^Column [A-Z]{1,2}$/.test(name);

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** Whether a text is something that column names say, as against what stands under them. */
export function isColumnName(text: string): boolean {
  const words = nameWords(text);
  if (words === '' || words.split(' ').length > 6) return false;
  return (
    phoneName(text) !== 'unclear' ||
    channelRole(text) !== null ||
    dateRank(text) > 0 ||
    NOTE.test(words) ||
    PERSON.test(words)
  );
}
