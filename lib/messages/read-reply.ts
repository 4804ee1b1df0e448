import type { Reading } from '@/db/vocabulary';
import { readKeyword } from './keyword';
import { HARMLESS } from './harmless';
import { NEEDS_REVIEW, OPT_OUT, PARTIAL, SAID_BEFORE, UNSURE } from './phrases';
import { asks, clausesOf } from './plain-words';

/** How a reply was read, and the words that made it so, as the rules saw them. Safe for the browser. */
export type ReplyReading = { reading: Reading; matched: string | null };

const NOTHING: ReplyReading = { reading: 'nothing', matched: null };

/**
 * How a text from a handset is read: a stop, start or help word by itself; else what its phrases say. In doubt
 * between stop and something else it needs a review, which holds all sends until somebody has decided.
 */
export function readReply(body: string, optOutType?: string | null): ReplyReading {
  const keyword = readKeyword(body);
  if (keyword) return { reading: keyword, matched: body.trim() };
  // The carrier knows words of the account's own; one that starts again is not believed without ours.
  if (optOutType?.toUpperCase() === 'STOP') return { reading: 'stop', matched: body.trim() };
  const read = readPhrases(body);
  return read.reading === 'nothing' && optOutType?.toUpperCase() === 'HELP'
    ? { reading: 'help', matched: body.trim() }
    : read;
}

function readPhrases(body: string): ReplyReading {
  const clauses = clausesOf(body);
  const all = clauses.join(' ');
  const open = clauses.map(withoutHarmless).filter((clause) => clause !== '');
  const stop = firstMatch(clauses, SAID_BEFORE) ?? firstMatch(open, OPT_OUT);
  if (stop) {
    const isPartial = PARTIAL.some((rule) => rule.test(all));
    const isAsked = UNSURE.test(stop.clause) || (asks(body) && /\bwrong\b|\bequivoc/.test(stop.matched));
    return { reading: isPartial || isAsked ? 'needs_review' : 'opt_out', matched: stop.matched };
  }
  const doubt = firstMatch(open, NEEDS_REVIEW);
  return doubt ? { reading: 'needs_review', matched: doubt.matched } : NOTHING;
}

/** What is taken out leaves a mark, so that the words on both sides do not make a phrase that nobody wrote. */
const withoutHarmless = (clause: string): string =>
  EVERY_HARMLESS.reduce((left, rule) => left.replace(rule, ' … '), clause)
    .replace(/\s+/g, ' ')
    .replace(/^(?:… ?)+|(?: ?…)+$/g, '')
    .trim();

const EVERY_HARMLESS = HARMLESS.map((rule) => new RegExp(rule, 'g'));

function firstMatch(clauses: readonly string[], rules: readonly RegExp[]) {
  for (const rule of rules) {
    for (const clause of clauses) {
      const matched = rule.exec(clause)?.[0];
      if (matched) return { matched: matched.trim(), clause };
    }
  }
  return null;
}
