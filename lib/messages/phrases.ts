/**
 * The phrases by which a reply is read, in the plain words of `clausesOf`. The FCC asks for what a reasonable
 * person would understand: where one might understand stop, and another not, a user decides. Safe for the browser.
 */

const ABOUT =
  '(?:text|messag|call|sms|spam|contact|email|bother|harass|bug|send|notif|phon|ring|alert|remind|robocall|blast|writ|reach)';
const US =
  '(?:me|us|this number|this phone|my phone|my cell|my number|my wife|my husband|my mother|my mom|my son|my daughter|here)';

/** Complaints that a stop was not heeded, in which a "never stop" or "stop and …" is no harmless one. */
export const SAID_BEFORE: readonly RegExp[] = [
  /\balready (?:said|texted|replied|sent|told you|asked you)(?: you| to| it)* stop\b|\b(?:i|we) (?:texted|replied|sent|said|wrote|responded)(?: you| with)? stop\b/,
  /\bwhy (?:wont|dont|cant) you (?:just |ever )?stop\b/,
];

/** Says "stop" and the like without asking us to; taken out before anything else is looked for. */
export const HARMLESS: readonly RegExp[] = [
  // Asking for the contrary.
  /(?<!\b(?:texts|messages|calls|texting|calling) )\b(?:dont|never|not|no need to|didnt|wont|wouldnt|shouldnt|dont you dare)(?: (?:you|ever|please|want|want you|want them|want this|to|mean|mean to|ask|asked|say|think|need|have|plan|going|trying|dare))* (?:stop|quit|unsubscribe|unsub|remove|take (?:me|us) off|opt(?: me)? out|delete|cancel|end)\b.*/,
  /\bcant stop (?!.*\b(?:text|messag|call)).*/,
  /\bno (?:pares|paren|pare|dejen?|dejes)\b.*/,
  /\bno (?:me|nos) (?:den|des|quit\w+|saqu\w+|borr\w+|elimin\w+)\b.*/,
  // Going somewhere, or a place.
  /\bstop(?:s|ped|ping)? (?:by|in|over|at|off|on|for|and|to|near|here|there|up|down|into|through|along|outside|sign|light|lights|watch|loss)\b.*/,
  /\b(?:bus|train|first|last|next|one|pit|rest|full|whistle|truck|a|the|our|your|my|every|each|non|door|traffic|quick|short) stop\b/,
  /\b(?:school|metro|tram|shuttle|subway) (?:bus )?stop\b/,
  /\bnon ?stop\b/,
  /\bstop (?:worry|cry|laugh|smil|think|smok|drink|eat|work|play|rain|snow|bleed|runn|driv|watch|look|listen|learn|grow|believ|danc)\w*\b.*/,
  /\bstop (?:the )?(?:presses|car|bus|clock|rain|bleeding|war|violence|bullying)\b.*/,
  /\b(?:rain|snow|game|music|bus|train|he|she|heart|bleeding) (?:has |have |had |will |wont |just |finally |didnt |doesnt )?(?:stop|stopped|stops)\b.*/,
  /\b(?:i|we|they|it) (?:will |had |have |just |finally )?stopped\b(?! (?:getting|receiving)).*/,
  // A code, a bus line, a track.
  /^(?:stop|end|cancel|quit|remove) (?:#|no|number|nr)? ?\d+$/,
  /^\d+ stops?$/,
  // Other things that are cancelled, left or removed.
  /\b(?:cancel|cancelled|canceled|cancels)\b (?:my|our|the|your|his|her|todays|tomorrows|this) (?:\w+ ){0,2}(?:appointment|appt|class|lesson|order|practice|game|meeting|visit|trip|reservation|booking|shift|party|event|ride|delivery|show)\b.*/,
  /\b(?:quit|quitting|quits) (?:my|the|her|his|their|our) (?:job|team|band|school|work|club)\b.*/,
  /\b(?:the|at the|by the|week|this|in the|year|day|month) ?end\b(?: of\b.*)?/,
  /\bend of\b.*/,
  /\bremove (?:the|his|her|your|my) (?:shoes|hat|mask|braces|cast|stitches|snow)\b.*/,
  /\bopt(?:ed|ing)? out of (?:the |this |our |my |his |her )?(?:test\w*|trip|field|lunch|vaccin\w*|photo\w*|yearbook|exam\w*|class|program|insurance|meal|busing)\b.*/,
];

/** A part of it only: one channel, an hour, a person. What it closes is for a user to say. */
export const PARTIAL: readonly RegExp[] = [
  /\b(?:but|just|only|except|instead|rather)\b.*\b(?:text|texts|texting|call|calls|calling|email|emails|emailing|mail|message|messages|messaging|whatsapp)\b/,
  /\b(?:text|texts|texting|call|calls|calling|email|emails|message|messages)\b.*\b(?:instead|is ok|are ok|is fine|are fine|ok|is okay|are okay|only)$/,
  /\b(?:after|before|until|till|unless|while|during|between|past) (?:\d|i|im|noon|midnight|work|school|class|dinner|hours|church|the|we|my|bed|dark|next)/,
  /\b(?:at|in the) (?:night|work|school|the office|morning|evening|afternoon|\d+)\b/,
  /\b(?:today|tonight|tomorrow|this week|right now|for now|so early|so late|so often|so much|this early|this late|in all caps|(?:on|for) (?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?: only)?$/,
  /\b(?:despues de|antes de|por la noche|por hoy|hoy|por ahora|en el trabajo|pero)\b/,
];

/** A question about it, or what would be: asking how is not saying so. */
export const UNSURE =
  /^(?:and |so |but |ok |hi |hello |hey |wait |sorry )*(?:how|what|when|where|which|is|are|was|do|does|did|should|if|am|has|have|whats|can i|may i|could i|como|cuando|puedo|debo|si)\b/;

/** A reasonable person understands: no more. */
export const OPT_OUT: readonly RegExp[] = [
  /^(?:(?:please|ok|okay|hey|hi|hello|yo|just|now|omg|ugh|no|nope|sorry|thanks|thank you|yes|for the love of god|i said|i say|i told you to|i asked you to|again|dude|sir|maam|guys|you guys) )*stop(?: (?:please|it|this|that|now|already|ok|okay|thanks|thank you|immediately|asap|forever|all|everything|stop|right away|at once|sir|por favor))*$/,
  /\b(?:can|could|will|would) you (?:please |just |all )*stop$/,
  /\b(?:want|like|need|ask\w*|beg\w*|tell\w*|told) (?:you|yall|you all|you guys|this|these|it|them) to (?:please )?stop\b/,
  /\bmake (?:it|this|these|them) stop\b/,
  new RegExp(`\\b(?:stop|stopp|quit|cease|halt) (?:\\w+ ){0,3}?${ABOUT}\\w*`),
  /\bstop (?:getting|receiving|giving|all of|these|those)\b/,
  new RegExp(`\\bno more (?:of )?(?:these |your |the |your stupid )?${ABOUT}\\w*`),
  new RegExp(
    `\\b(?:dont|never|no longer) (?:you )?(?:ever )?(?:text|texting|message|messaging|call|calling|contact|contacting|sms|email|bother|bug|write|phone|ring|harass|spam)(?: to)? ${US}\\b`,
  ),
  /\b(?:dont|never) (?:ever )?(?:text|message|call|contact|sms|write|bother)(?: here)? (?:anymore|any more|again|ever again)\b/,
  /\b(?:dont|never) (?:ever )?send (?:me |us |this number )?(?:any ?more|any|these|this|more|your|texts|messages|anything)\b/,
  /^(?:please )?dont (?:text|message|call|contact|sms)(?: please)?$/,
  /\b(?:take|remove|delete|drop|get|scratch|pull|erase|keep) (?:me|us|my number|my name|my phone|my info|my contact|my cell|this number|this phone|our number|him|her)(?: \w+){0,3}? (?:off|from|out of)\b/,
  /\btake off my (?:number|name)\b/,
  /^(?:(?:please|i said|just|and|also|now) )*(?:remove|delete|erase)(?: (?:me|us|my number|this number|my name|my info|please|now|it))*$/,
  /\b(?:remove|delete|erase|lose|forget|block|destroy) (?:me\b|my (?:number|phone|name|info|contact)|this (?:number|phone|contact))/,
  /\b(?:unsubscribe|unsub|unsubscribed|unsuscribe|unsubcribe|unsubscibe|unsubsribe|unscribe|de ?subscribe)\b/,
  /\bopt(?:ed|ing)? ?(?:me|us|my number|this number)? ?out\b/,
  /\b(?:cancel|end) (?:my |the |this |all |these |your |any )?(?:subscription|texts?|messages?|alerts?|notifications?|calls?|texting|messaging|service|updates?)\b/,
  /^(?:(?:please|i said) )?(?:end|quit|revoke)(?: (?:please|it|this|now))+$|^please (?:end|quit|revoke)(?: (?:it|this|now))*$/,
  /\b(?:revoke|withdraw|rescind) (?:\w+ ){0,2}(?:consent|permission)\b/,
  new RegExp(
    `\\b(?:dont|doesnt|no longer|never) (?:want|wish|need|care for|like)(?! to miss)(?: to)?(?: \\w+){0,3}? ${ABOUT}\\w*`,
  ),
  /\b(?:dont|doesnt|no longer|not) (?:want|wants|wish|wishes|care|wishing|wanting) to (?:get|receive|hear|be (?:contacted|texted|called|messaged|bothered|added|reached|on))\b/,
  /\b(?:do not|dont|no) (?:call|contact|text) list\b/,
  /\bcease and desist\b|\bcease all\b/,
  /\bleave (?:me|us) (?:the \w+ )?alone\b/,
  /\b(?:fuck|f|piss|bugger|buzz|back) off\b/,
  /\bget lost\b/,
  /\b(?:wrong|incorrect) (?:number|person|phone|#|guy|lady|contact|no)\b/,
  // Spanish.
  /\bno (?:me|nos) (?:vuelvan? a |vuelvas a |sigan? |sigas )?(?:escrib\w*|mand(?:en|es|e|ar|ando)|envi(?:en|es|e|ar|ando)|llam(?:en|es|e|ar|ando)|texteen|textees|textear|molest(?:en|es|e|ar|ando)|contact(?:en|es|e|ar|ando)|habl(?:en|es|e|ar))\b/,
  /\bno (?:escriban|escribas|manden|mandes|envien|envies|llamen|llames|molesten|contacten)(?: mas| mensajes| textos| nada)*\b/,
  /\bno (?:quiero|queremos|deseo|deseamos)(?: \w+){0,3}? (?:mensajes?|textos?|llamadas?|sms|notificaciones|alertas|nada)\b/,
  /\bno (?:quiero|deseo) (?:que me|recibir|mas)\b/,
  /\bno mas (?:mensajes?|textos?|llamadas?|sms|por favor)\b|^no mas$/,
  /\bya no (?:me|nos|quiero|queremos|deseo|manden|escriban|envien|llamen)\b/,
  /\b(?:deja|dejen|deje|dejame|dejenme|paren|para|pare) (?:ya )?(?:de \w+(?:r|rme|rnos|rle)|en paz)\b/,
  /\b(?:quit|saqu|borr|elimin|remuev)(?:e|en|a|an)(?:me|nos)\b/,
  /\b(?:quit|saqu|borr|elimin|remuev)(?:e|en|a|an|ar) (?:mi|este|nuestro) (?:numero|nombre|telefono|celular|contacto)\b/,
  /\b(?:de|dar|den|denme|darme|deme|dame|doy) (?:me )?(?:de )?(?:la )?baja\b|\bquiero (?:la |mi )?baja\b/,
  /\bcancel(?:ar|en|e|a|o) (?:la |mi |esta )?(?:suscripcion|subscripcion|mensajes|textos)\b|\bdesuscrib\w+/,
  /\bnumero (?:equivocado|incorrecto)\b|\bequivocad[oa] (?:de )?numero\b|\bse equivoco de numero\b/,
  /\bno (?:llamar|escribir|mandar|enviar|contactar|molestar)\b/,
  /^(?:por favor |ya )*(?:alto|pare|paren|basta)(?: ya| por favor)*$/,
];

/** Another might understand stop: held until somebody has looked. */
export const NEEDS_REVIEW: readonly RegExp[] = [
  /\bstop\b/,
  /^(?:stopp+|stoo+p|st0p|sotp|stpo|stp|stip|atop|stopl|sstop|stop\w{1,3})$/,
  /\b(?:texts|messages|calls|texting|calling|this|it)\b.*\b(?:wont|never) stop/,
  /\bcease\b|\brevoke\b/,
  /^(?:please )?cancel(?: (?:please|it|this|me|now))*$|\bcancel (?:me|us)\b/,
  /\bnot interested\b|\bno longer interested\b|\bno interest\b/,
  /\b(?:spam|scam|harass\w*|junk|phishing)\b/,
  /\b(?:annoying|annoyed|sick of|tired of|fed up|enough already|enough is enough|had enough|thats enough)\b|^enough$/,
  /\btoo (?:many|much) (?:of )?(?:these |your )?(?:texts?|messages?|calls?|texting|calling)\b/,
  /\b(?:another|more|yet another|all these|so many|constant|nonstop) (?:\w+ )?(?:text|texts|message|messages|call|calls|robocall)\b/,
  /\b(?:how|where) did you (?:people )?get (?:my|this)\b|\bwho gave you (?:my|this)\b/,
  /\bwhy (?:are|do|am|is|did) (?:\w+ ){1,3}(?:text\w*|messag\w*|call\w*|contact\w*|keep|getting|receiving)\b/,
  /\b(?:never|didnt|dont remember) (?:sign\w*|ask\w*|subscrib\w*|agree\w*|consent\w*|gave|give|opt)\b/,
  /\b(?:sue|suing|report|reporting|reported|block|blocking|blocked) (?:you|this|these|your)\b|\b(?:tcpa|fcc|ftc|attorney general|my lawyer|my attorney)\b/,
  /\bgo away\b|\bget off my\b|\bshut up\b|\bscrew (?:you|off)\b|\bfuck you\b|\bgo to hell\b/,
  /\b(?:not|no longer|isnt|aint|wasnt) (?:my|his|her|their|\w+s) (?:number|phone|cell)\b|\b(?:number|phone) (?:now )?belongs to\b|\bno one (?:here )?(?:by|named|with) that name\b|\bwho(?:s| is) \w+ \w*$/,
  /\b(?:im|i am|this is|thats|its) not (?!sure|able|going|coming|feeling|available|ready|home|there|here|too|so|in|at|a problem|bad|yet|really)\w+$/,
  /\b(?:passed away|deceased|is dead|has died|died)\b/,
  /\b(?:if you (?:text|call|message|contact)|(?:text|call|message|contact) me (?:again|one more time))\b/,
  /\bdont (?:text|message|call|contact|send|want(?! to))\b|\bdo you ever stop\b/,
  /\b(?:take|taken) off (?:the|your|this) list\b|\boff (?:the|your|this) (?:\w+ )?list\b|\bnot on (?:the|your) list\b/,
  /\b(?:unwanted|unsolicited)\b/,
  /\b(?:quien les dio|como (?:consiguieron|consiguio|obtuvieron|tienen) mi numero|por que me (?:escrib\w+|llam\w+|mand\w+|text\w+))\b/,
  /\b(?:basta|molest\w+|fastidi\w+|no soy \w+|no me interesa|no estoy interesad[oa]|cancelar|dejen)\b/,
];
