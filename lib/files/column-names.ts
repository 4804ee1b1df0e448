import 'server-only';
import { plainWords } from './cells';
import type { ChannelRole } from './layout';

/**
 * What a column's name says it holds. The names are those of common CRMs, dialers and text services,
 * in English and a few neighbours; content has the last word in detect-columns.
 */

const PHONE =
  /\b(phones?|telephones?|tel|ph|mobiles?|mob|cell|cells|cellular|cellphones?|handy|handys?|landline|msisdn|ani|dnis|caller id|telefono?s?|telefon|telefonnummer|movil|celular|telephone|portable|rufnummer|mobilnummer|telefone|whatsapp|phonenumber|primaryphone|homephone|workphone|mobilephone)\b|\b(contact|home|work|mobile|dialed|called|sms|text|to|from|subscriber) (number|num|no|nr)\b|^(number|numbers|numero|numeros|to|from)( \d)?$/;
const FAX = /\b(fax|telefax|facsimile)\b/;
const NOT_PHONE =
  /\b(id|ids|guid|uuid|leid|euid|order|invoice|account|acct|zip|zipcode|postal|postcode|plz|ssn|sin|tax|vat|amount|price|total|balance|date|dob|birth|birthday|time|timestamp|created|updated|ext|extension|lat|long|latitude|longitude|ip|url|email|mail|code|carrier|type|status|verified|count|attempts|duration|label|labels|provider|valid)\b/;
/** Whose or which phone it is, where a name does not say that it is one. */
const WHOSE =
  /\b(alt|alternate|alternative|other|another|second|secondary|additional|home|work|office|business|main|primary|day|daytime|evening|night|contact|emergency|spouse|wife|husband|partner|parent|guardian|mother|father|mom|dad|callback|sms|texts?|calls?|voice|dial)\b/;
/** Whose number may be our own, the same in every row of a log. */
const OURS =
  /\b(from|to|sender|caller id|ani|dnis|did|source|origin|originating|outbound|our|service|business|company)\b/;
const AREA_CODE = /\b(area codes?|areacode|npa|codigo de area)$/;
const COUNTRY = /\b(country|pais)( code)?$/;
const STATUS =
  /\b(status|state|subscription|subscribed|opt|opt in|opt out|optin|optout|opted in|opted out|consent|permission)\b/;
const CALLING_CODE =
  /^(phone|country|dial|dialing|calling|phone country|country calling|country dial|intl|international) (code|prefix)$/;

const NO =
  /\b(no(?! of\b)|not|don t|dont|donot|opt out|opted out|optout|stop|stopped|block|blocked|unsubscribed?|unsubscribe|closed|dnc|dnt|dnd|suppress|suppressed|blacklist|blacklisted)\b/;
const YES =
  /\b(ok|okay|may|can|allow|allows|allowed|consent|permission|permitted|opt in|opted in|optin|subscribed|accepts?|agreed|wants?|receives?)\b/;
const VOICE = /\b(calls?|call|voice|calling|dnc|donotcall|phone calls?|voicemails?|rvm|llamar|llamadas?)\b/;
const TEXT = /\b(texts?|texting|sms|mms|txt|dnt|donottext|text messages?|mensajes? de texto|textos?)\b/;
/** Not ours to close: other channels, other things that people refuse, and lists that others keep. */
const OTHER_CHANNEL =
  /\b(e ?mails?|mail|mailing|fax|post|postal|whatsapp|push|web|track|share|sell|newsletters?|chat|app|social|facebook|cookies?|data|privacy|photos?|media|videos?|pictures?|medical|directory|military|testing|trips?|surveys?|federal|national|state|registry)\b/;
const NAMES_CHANNEL =
  /\b(opt out|opted out|optout|opt|dnc|do not contact|suppression|unsubscribe|block|stop) (type|channels?|kind|method|preference|status)\b|\b(opted out|opt out|unsubscribed) (of|from)$|^channels?$|^canal(es)?$|^type$/;
const NO_CONTACT = /\b(do not contact|dont contact|don t contact|no contact|do not disturb|dnd)$/;
const OPTED_OUT =
  /\b(opt out|opted out|optout|unsub|unsubscribed?|stop|stopped|block|blocked|suppressed|blacklisted|dado de baja|do not message|do not send|no messages)\b/;
const SUBSCRIBED =
  /\b(subscribed|opt in|opted in|optin|(ok|okay|may|can|permission|consent) to contact|(may|can) (we )?contact|(contact|messaging|communications?) (ok|consent|permission)|(wants|receives?|accepts) messages)\b/;
/** What may stand around such a word without saying that it is about something else, as "Directory" does. */
const BESIDE = new Set(
  'is has have was been customer contact lead client member subscriber user recipient parent guardian patient student donor phone mobile cell messaging message messages marketing communication communications global all everything total general current broadcast campaign notification notifications alert alerts reminder reminders status flag of from to the our this future y n yes no or true false'.split(
    ' ',
  ),
);
const BOTH_WAYS = /\bopt(ed)? (in|out) (or )?(opt(ed)? )?(in|out)\b/;
const NOT_FLAG =
  /\b(texted|replied|reason|date|at|on|by|source|note|notes|comment|since|time|count|id|list)\b/;

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

/** A header in plain words: "HasOptedOutOfSMS" reads as "has opted out of sms", "Phone2" as "phone 2". */
export const nameWords = (name: string) =>
  plainWords(
    name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .replace(/(\p{L}{2})(\d)/gu, '$1 $2'),
  );

export type PhoneName = 'phone' | 'fax' | 'not a phone' | 'unclear';

export function phoneName(name: string): PhoneName {
  const words = nameWords(name);
  if (FAX.test(words)) return 'fax';
  if (PHONE.test(words)) return 'phone';
  return NOT_PHONE.test(words) ? 'not a phone' : 'unclear';
}

/** A name that says phone and nothing else about it, as "Phone Type" and "Phone Verified" do. */
export function isPlainPhoneName(name: string): boolean {
  const words = nameWords(name);
  return PHONE.test(words) && !FAX.test(words) && !NOT_PHONE.test(words) && channelRole(name) === null;
}

/** A name like "Spouse" or "Alternate": beside a phone column, bare digits under it are phones, not ids. */
export const saysWhosePhone = (name: string) => WHOSE.test(nameWords(name));

/** Under "Home Phone" the same number in every row is a family's; under "From" it is ours. */
export const mayBeOurs = (name: string) => phoneName(name) !== 'phone' || OURS.test(nameWords(name));

export const isAreaCodeName = (name: string) => AREA_CODE.test(nameWords(name));
export const isCountryName = (name: string) => COUNTRY.test(nameWords(name));
export const isCallingCodeName = (name: string) => CALLING_CODE.test(nameWords(name));

/**
 * The channel role that a name suggests. A plain "Voice" or "Texts" suggests none: whether its Y means
 * closed or open nobody can tell, and reading it the wrong way would message people who said stop.
 */
export function channelRole(name: string): ChannelRole | null {
  const words = flagWords(name);
  if (OTHER_CHANNEL.test(words)) return null;
  if (NAMES_CHANNEL.test(words)) return 'channel';
  const [voice, text] = [VOICE.test(words), TEXT.test(words)];
  if (BOTH_WAYS.test(words)) return null;
  if (NOT_FLAG.test(words.replace(/\b(opted out|opt out|stopped|no|do not) (on|at)\b/, '$1'))) return null;
  if (NO.test(words) && voice !== text) return voice ? 'no_calls' : 'no_texts';
  if ((NO.test(words) && voice) || NO_CONTACT.test(words)) return 'channel';
  if (YES.test(words) && voice !== text) return voice ? 'calls' : 'texts';
  if (saysOnly(OPTED_OUT, words)) return 'opted_out';
  return saysOnly(SUBSCRIBED, words) ? 'subscribed' : null;
}

/** "Do Not Contact", "No calls or texts": yes means both. */
export function saysNoContact(name: string): boolean {
  const words = flagWords(name);
  return NO_CONTACT.test(words) || (NO.test(words) && VOICE.test(words) && TEXT.test(words));
}

/** A question without its mark and the answers that it offers: "DNC? (Y/N)". */
const flagWords = (name: string) =>
  nameWords(name)
    .replaceAll('?', ' ')
    .replace(/( (y n|yes no|yes or no|true false|1 0|0 1|flag|x))+ *$/, '')
    .trim();

const saysOnly = (what: RegExp, words: string) =>
  what.test(words) &&
  words
    .replace(what, ' ')
    .split(' ')
    .every((word) => word === '' || BESIDE.has(word));

/** The role of "SMS Status", "SMS" or "Status", should its cells say who opted out and who did not. */
export function statusRole(name: string): 'opted_out' | 'no_calls' | 'no_texts' | null {
  const words = nameWords(name);
  const [voice, text] = [VOICE.test(words), TEXT.test(words)];
  if (!(STATUS.test(words) || voice !== text) || OTHER_CHANNEL.test(words.replace(/\bstate\b/, '')))
    return null;
  return voice === text ? 'opted_out' : voice ? 'no_calls' : 'no_texts';
}

/** A name like "Opted In" or "OK to text": phones under it, beside others, did not ask us to stop. */
export const saysWanted = (name: string) =>
  ['subscribed', 'calls', 'texts'].includes(channelRole(name) ?? '');

/** What people wrote: should all of it be stop and start, it says who opted out. */
export const isReplyName = (name: string) =>
  /\b(keyword|body|message|reply|response|content)$/.test(nameWords(name));

/** "Unsubscribe", "Remove From": should its cells name channels, they are the ones to be closed. */
export function asksToStop(name: string): boolean {
  const words = nameWords(name);
  return (
    !OTHER_CHANNEL.test(words) && !NOT_FLAG.test(words) && (NO.test(words) || /\bremoved?\b/.test(words))
  );
}

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
