import { ABOUT, OURS, US } from './phrase-words';
import { NEEDS_REVIEW_IN_SPANISH, OPT_OUT_IN_SPANISH, PARTIAL_IN_SPANISH } from './spanish-phrases';

/**
 * The phrases by which a reply is read, in the plain words of `clausesOf`. The FCC asks for what a reasonable
 * person would understand: where one might understand stop, and another not, a user decides. Safe for the browser.
 */

/** Complaints that a stop was not heeded, in which a "never stop" or "stop and …" is no harmless one. */
export const SAID_BEFORE: readonly RegExp[] = [
  /\balready (?:said|texted|replied|sent|told you|asked you)(?: you| to| it)* stop\b/,
  /\b(?:i|we|ive|weve|i have|we have) (?:already )?(?:texted|replied|sent|said|wrote|responded|typed)(?: you| with| a| the| my| word| back)* stop\b(?! (?:by|at|in|for|to)\b)/,
  /\bwhy (?:wont|dont|cant|didnt|havent|wouldnt) you (?:just |ever )?stop(?:ped)?\b/,
  /\bwhat part of stop\b/,
  /\b(?:ignor\w*|honou?r|respect|process|heed)\w* (?:my|our|the|a) (?:\w+ )?stop\b/,
];

/** A part of it only: one channel, an hour, a person. What it closes is for a user to say. */
export const PARTIAL: readonly RegExp[] = [
  /\b(?:but|except|instead|rather)\b(?!.*\b(?:stop|dont|quit|no more|remove|take|leave)\b).*\b(?:text|texts|texting|call|calls|calling|email|emails|emailing|mail|message|messages|messaging|whatsapp)\b/,
  /\b(?:just|only) (?:by |via |through |use |send |with )?(?:text|texts|texting|call|calls|calling|email|emails|mail|message|messages|whatsapp)\b/,
  /(?<!\b(?:stop|quit|dont|never|no) )\b(?:text|texts|texting|call|calls|calling|email|emails|message|messages) (?:me |us )?(?:instead|only|ok|okay|(?:is|are|would be|works?) (?:ok|okay|fine|good|better|best))\b/,
  /\b(?:dont|stop|quit|no) call(?:s|ing)?(?: me| us)? (?:please |just )*(?:text|email|message)\b|\b(?:dont|stop|quit|no) text(?:s|ing)?(?: me| us)? (?:please |just )*(?:call|email)\b/,
  /\b(?:after|until|till|unless|while|during|between|past) (?:\d|i|im|noon|midnight|work|school|class|dinner|hours|church|the|we|my|bed|dark|next)/,
  /\bbefore (?:\d|noon|work|school|class|dinner|church|dark|the (?:morning|afternoon))/,
  /\b(?:at|in the) (?:night|work|school|the office|morning|evening|afternoon|\d+)\b/,
  /\bon (?:the )?(?:weekends?|holidays?|weekdays)\b/,
  /\b(?:today|tonight|tomorrow|this week|for now|so early|so late|so often|so much|this early|this late|in all caps|(?:on|for) (?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?: only)?$/,
  ...PARTIAL_IN_SPANISH,
];

/** A question about it, or what would be: asking how is not saying so. */
export const UNSURE =
  /^(?:and |so |but |ok |hi |hello |hey |wait |sorry )*(?:how(?! many times)|what(?! part of)|when|where|which|is|are|was|do|does|did|should|if|am|has|have(?! my| me| this| us)|whats|can i|may i|could i|como|cuando|puedo|debo|si)\b/;

const BARE_BEFORE =
  '(?:please|ok|okay|hey|hi|hello|yo|just|now|omg|ugh|no|nope|sorry|thanks|thank you|yes|for the love of god|i said|i say|i told you to|i asked you to|you need to|you must|you have to|kindly|again|dude|sir|maam|guys|you guys|enough)';
const BARE_AFTER =
  '(?:please|it|this|that|now|already|ok|okay|and thanks|and thank you|thanks|thank you|immediately|asap|both|forever|for ever|for good|for real|for the love of god|for gods sake|all|everything|everyone|stop|right now|right away|at once|sir|maam|por favor|ya|today|completely|permanently|entirely)';

/** A reasonable person understands: no more. */
export const OPT_OUT: readonly RegExp[] = [
  new RegExp(`^(?:${BARE_BEFORE} )*(?:stop|stop ?all|s t o p)(?: ${BARE_AFTER})*$`),
  new RegExp(`\\bplease (?:just )?stop(?: ${BARE_AFTER})*$`),
  /\b(?:can|could|will|would) you (?:please |just |all |kindly )*stop$/,
  /\b(?:want|like|need|ask\w*|beg\w*|tell\w*|told) (?:you|yall|you all|you guys|you people|this|these|it|them|everything) (?:to|2) (?:please )?stop\b/,
  new RegExp(
    `\\b(?:you|yall|you all|you guys|you people|they) (?:all |really )?(?:need to|have to|must|better|got to|should|ought to) (?:please )?stop(?: ${BARE_AFTER})*$`,
  ),
  /\b(?:have|need|got) to (?:say|tell you|text|ask|send|reply|type) (?:\w+ ){0,2}stop\b/,
  /\b(?:i|we|id|wed) (?:want|wish|would like|like|choose) to (?:stop|quit|cancel|unsubscribe|end)(?: (?:this|these|it|all|please|now|everything))*$/,
  new RegExp(
    `\\b(?:${OURS}|this|these|it|all this|nonsense|harassment|everything) (?:needs?|has|have|must|should|better|got|ought) (?:to )?(?:stop|end|cease)\\b`,
  ),
  new RegExp(
    `\\b(?:want|need|get|have|like|demand) (?:all )?(?:of )?(?:these|the|your|all|my|any) ?(?:\\w+ )?(?:${OURS} )?(?:stopped|ended|cancell?ed|turned off)\\b`,
  ),
  /\bmake (?:it|this|these|them|the \w+|these \w+|all this) stop\b/,
  /\b(?:put|bring) (?:an? |the )?(?:stop|end|halt) to (?:it|this|these|those|your|the|all|texting|calling)\b/,
  new RegExp(`\\b(?:sto+p+|sta+h+p|quit|cease|halt|desist|discontinue|refrain) (?:\\w+ ){0,4}?${ABOUT}\\w*`),
  /\b(?:stop|quit) (?:getting|receiving|giving|all of|these|those)\b/,
  /\b(?:stop|quit) blowing up\b/,
  new RegExp(
    `\\bno (?:more|further|additional) (?:of )?(?:these |your |the |your stupid |any )?(?:${ABOUT}|updates)\\w*`,
  ),
  /^(?:please )?no more(?: (?:please|thanks|thank you|of (?:this|these|it)))+$|^please no more$/,
  new RegExp(`^(?:please |no )*no (?:more )?${OURS}(?: (?:please|thanks|thank you|ever|anymore))*$`),
  new RegExp(
    `\\b(?:dont|never|no longer) (?:you )?(?:ever )?(?:text|texting|message|messaging|call|calling|contact|contacting|sms|email|bother|bug|write|phone|ring|harass|spam|disturb)(?: to)? ${US}\\b`,
  ),
  /\b(?:dont|never) (?:ever )?(?:text|message|call|contact|sms|write|bother)(?: here)? (?:anymore|any more|again|ever again)\b/,
  /\b(?:dont|never) (?:ever )?reach out\b|\b(?:dont|never) ever (?:text|message|call|contact|sms|write)\b/,
  /\b(?:dont|never) (?:ever )?send (?:me |us |this number )?(?:any ?more|any|these|this|more|your|texts|messages|anything)\b/,
  /^(?:please )?dont (?:text|message|call|contact|sms)(?: please)?$/,
  /\b(?:take|remove|delete|drop|get|scratch|pull|erase|keep(?! my phone)) (?:me|us|my number|my name|my phone|my info|my contact|my cell|this number|this phone|our number)(?: \w+){0,3}? (?:off(?! (?:of )?(?:speaker|hold|mute))|from|out of|of (?:your|this|the) (?:\w+ )?list)\b/,
  /\b(?:take|remove|delete|drop|get) (?:him|her|them) (?:off|from|out of) (?:of )?(?:(?:your|this|the|these|all) )?(?:\w+ )?(?:lists?|texts?|messages?|contacts|calls?|system)\b/,
  /\btake off my (?:number|name)\b|\bwant off\b|\bplease (?:remove|delete)$|\bwant out of (?:this|your|the) (?:\w+ )?list\b/,
  /^(?:please )?(?:remove|delete|take) (?:number|(?:from|off) (?:of )?(?:the |your |this )?list)(?: please)?$/,
  /\b(?:be|get|getting|been|have|want|wish|having) (?:(?:me|us|this number|this phone|my \w+|our \w+) )?(?:removed|unsubscribed|taken off|deleted|opted out|dropped|off (?:of )?(?:this|your|the) list)\b/,
  /^(?:(?:please|i said|just|and|also|now|kindly) )*(?:remove|delete|erase)(?: (?:me|us|my number|this number|my name|my info|please|now|it))*$/,
  /\b(?:remove|delete|erase|lose|forget|block|destroy) (?:me\b|my (?:number|phone|name|info|contact)|this (?:number|phone|contact))/,
  /\b(?:unsubscribe|unsub|unsubscribed|unsuscribe|unsubcribe|unsubscibe|unsubsribe|unsubscribd|unsubscride|unscribe|un subscribe|de ?subscribe)\b/,
  /\bopt(?:ed|ing)? ?(?:me|us|my number|this number)? ?out\b/,
  new RegExp(
    `\\b(?:cancel|end|terminate|discontinue|disable|deactivate|kill|(?:turn|shut|switch|cut) off) (?:all )?(?:of )?(?:my |the |this |all |these |those |your |any |future )*${OURS}\\b`,
  ),
  new RegExp(
    `\\b(?:turn|shut|switch|cut) (?:all )?(?:of )?(?:my |the |this |all |these |those |your |any )*(?:${OURS}|these|it|this|them) off\\b`,
  ),
  /^(?:(?:please|just|i said) )*(?:cancel|end) (?:all|everything)(?: (?:please|now|of it|of this|of these))*$/,
  /^(?:(?:please|i said) )?(?:end|quit|revoke)(?: (?:please|it|this|now))+$|^please (?:end|quit|revoke)(?: (?:it|this|now))*$/,
  /\b(?:revok|withdraw|rescind|withdrew)\w* (?:\w+ ){0,2}(?:consent|permission|authori[sz]ation)\b/,
  /\b(?:dont|never|no longer|didnt|do not) (?:consent|agree|give (?:you )?(?:my )?(?:permission|consent)|have (?:my |our )?(?:permission|consent)) ?(?:to|for)?\b/,
  new RegExp(
    `\\b(?:dont|doesnt|no longer|never) (?:want|wish|need|care for|like)(?! to miss| (?:him|her|my \\w+) | (?:an?|the|your) (?:reminder|ride|call|text|message)\\b)(?: to)?(?: \\w+){0,3}? ${ABOUT}\\w*`,
  ),
  /\b(?:dont|doesnt|no longer|not|never) (?:want|wants|wish|wishes|care|wishing|wanting) to (?:get|receive|hear|be (?:contacted|texted|called|messaged|bothered|added|reached|on))\b/,
  /\b(?:do not|dont|no) (?:call|contact|text) list\b/,
  /\bcease and desist\b|\bcease all\b/,
  /\bleave (?:me|us) (?:the \w+ |tf )?alone\b/,
  /\b(?:fuck|f|piss|bugger|buzz|back) off\b/,
  /\bget lost\b/,
  /\b(?:wrong|incorrect) (?:(?:number|person|phone|guy|lady|contact|no)\b|#)/,
  ...OPT_OUT_IN_SPANISH,
];

/** Another might understand stop: held until somebody has looked. */
export const NEEDS_REVIEW: readonly RegExp[] = [
  /\bsto+p+\b/,
  /^(?:st0p|sotp|stpo|stp|stip|atop|stopl|sstop|stop\w{1,3}|sta+h*p)$|\bsta+h+p\b/,
  /\b(?:texts|messages|calls|texting|calling|this|it)\b.*\b(?:wont|never) stop/,
  /\bcease\b|\brevoke\b|\bdesist\b|\bdiscontinue\b/,
  /^(?:please )?cancel(?: (?:please|it|this|that|me|now))*$|\bcancel (?:me|us)\b/,
  /^no more$|\bno more of (?:this|these)\b/,
  /\b(?:remove|delete|take off|unsubscribe|opt out) (?:#|no|number|nr|phone)? ?(?:1 ?)?\d{3} ?\d{3} ?\d{4}\b/,
  /\bnot interested\b|\bno longer interested\b|\bno interest\b/,
  /\b(?:spam|scam|harass\w*|junk|phishing)\b/,
  /\b(?:annoying|annoyed|sick of|tired of|fed up|enough already|enough is enough|had enough|thats enough|enough (?:with|of)|knock it off|cut it out)\b|^enough$/,
  /\btoo (?:many|much) (?:of )?(?:these |your )?(?:texts?|messages?|calls?|texting|calling)\b/,
  new RegExp(`^(?:please )?no (?:more )?${OURS} (?:before|after|until|during|at|on)\\b`),
  /\b(?:texts?|calls?|messages?) only\b|\bplease no (?:calls?|texts?)\b/,
  /\b(?:text|call|messag|send)\w* (?:me |us )?(?:way )?too (?:much|many|often)\b/,
  /\b(?:another|(?:ugh|great|oh|even|still|wow|really|yet) more|yet another|all these|so many|constant|nonstop) (?:\w+ )?(?:text|texts|message|messages|call|calls|robocall)\b/,
  /\b(?:you|they|yall|i|we) (?:just )?keep (?:on )?(?:text|call|send|messag|gett|receiv|bother|contact)\w*|\bstill (?:getting|receiving|texting|calling|sending|messaging)\b/,
  /\b(?:how|where) did you (?:people )?get (?:my|this)\b|\bwho gave you (?:my|this)\b|\b(?:why|how|how come) (?:do )?you have (?:my|this)\b/,
  /\bwhy (?:are|do|am|did) (?:\w+ ){1,3}(?:text\w*|messag\w*|call\w*|contact\w*|keep|getting|receiving)\b/,
  /\b(?:never|didnt|dont remember) (?:sign\w*|ask\w*|subscrib\w*|agree\w*|consent\w*|gave|give|opt)\b|\bwithout (?:my|our) (?:consent|permission)\b/,
  /^reported$|\b(?:sue|suing|report|reporting|reported|block|blocking|blocked) (?:you|this|these|your)\b|\b(?:tcpa|fcc|ftc|attorney general|my lawyer|my attorney)\b/,
  /\bgo away\b|\bget off my\b|\bshut up\b|\bscrew (?:you|off)\b|\bfuck you\b|\bgo to hell\b/,
  /\b(?:not|no longer|isnt|aint|wasnt) (?:my|his|her|their|\w+s) (?:number|phone|cell)\b|\b(?:number|phone) (?:now )?belongs to\b|\bno one (?:here )?(?:by|named|with) that name\b|\bwho(?:s| is) \w+ \w*$/,
  /\b(?:doesnt|no longer) (?:has|have|uses?|owns?|at) this (?:number|phone|cell)\b|\bnot the (?:right|correct) (?:number|person)\b/,
  /\b(?:im|i am|this is|thats|its) not (?!sure|able|going|coming|feeling|available|ready|home|there|here|too|so|in|at|a problem|bad|yet|really)\w+$/,
  /\b(?:passed away|deceased|is dead|has died|(?<!\b(?:battery|phone|car|who|it) )died)\b/,
  /\b(?:if you (?:text|call|message|contact)|(?:text|call|message|contact) me (?:again|one more time))\b/,
  /\bdont (?:text|message|call(?! (?:in|out|off|it))|contact|send|want (?:this|these|any|it|them|that|your|you|none|him|her|my))\b|\bdont want$|\b(?:dont|never) (?:ever )?use (?:this|my) (?:number|phone|cell)\b|\bdont know (?:you|who (?:this is|you are))\b|\bdo you ever stop\b|\bnever (?:text|message|contact)\b/,
  /\b(?:take|taken) off (?:the|your|this) list\b|\boff (?:the|your|this) (?:\w+ )?list\b|\bnot on (?:the|your) list\b/,
  new RegExp(`\\b(?:pause|hold off|mute|block|exclude|limit|reduce|fewer|less) (?:\\w+ ){0,2}${ABOUT}\\w*`),
  /\bexclude (?:me|us|my|this)\b|\bwant out\b/,
  /\b(?:unwanted|unsolicited)\b/,
  ...NEEDS_REVIEW_IN_SPANISH,
];
