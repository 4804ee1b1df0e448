import 'server-only';
import type { Transaction } from '@/db/client';
import type { E164 } from '@/db/vocabulary';
import type { Context } from '@/lib/context';
import { editPhone } from '@/lib/opt-outs/edit-opt-out';
import type { EditOptOut } from '@/lib/opt-outs/input';
import { beside, editInWords, readEdit } from '@/lib/opt-outs/read-edit';
import { Refused } from '@/lib/outcome';
import { formatPhone, parsePhone } from '@/lib/phone';

/**
 * What was switched in the Opt In/Out tab, phone by phone, and what that did in words. In the order of the
 * numbers, as whoever else holds several of them does. The first that is refused refuses them all.
 */
export async function editPhones(
  tx: Transaction,
  ctx: Context,
  phones: readonly E164[],
  forms: readonly EditOptOut[],
): Promise<string[]> {
  const said: string[] = [];
  for (const form of forms.toSorted((a, b) => Number(a.phone) - Number(b.phone))) {
    const phone = phones.find((each) => each === form.phone);
    if (!phone) throw notTheirs(ctx, form);
    const { edit, problems } = readEdit(form, phone);
    const saved = beside(await editPhone(tx, ctx, edit, 'contact'), problems);
    if (saved.ok) said.push(editInWords(formatPhone(phone, ctx.account.country), saved));
    // Somebody else has brought about meanwhile what was asked for.
    else if (saved.reason !== 'nothing_changed') throw refusedAt(phone, saved);
  }
  return said;
}

/** Switched, and then its number was changed or taken out. Leaving it out in silence could lose an opt-out. */
function notTheirs(ctx: Context, { phone }: EditOptOut): Refused {
  const read = parsePhone(phone, ctx.account.country);
  const shown = read.ok ? formatPhone(read.phone, ctx.account.country) : phone;
  return new Refused({
    ok: false,
    reason: 'not_their_phone',
    message: `Nothing was saved: you switched ${shown} in Opt In/Out, and it is not a number of this contact any more.`,
  });
}

/** The reason, beside the phone it is about: `+15125550142.day` is the day of that phone's consent. */
function refusedAt(phone: E164, { reason, message, fields }: Refused['why']): Refused {
  const own = fields?.map((problem) => ({ ...problem, field: `${phone}.${problem.field}` }));
  return new Refused({
    ok: false,
    reason,
    message,
    fields: own?.length ? own : [{ field: phone, message }],
  });
}
