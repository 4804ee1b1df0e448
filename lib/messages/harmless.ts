import { ABOUT, REST } from './phrase-words';

/**
 * Says "stop" and the like without asking us to: taken out before anything else is looked for, each as little
 * as makes it harmless, because what stands beside it may be a request. Safe for the browser.
 */
export const HARMLESS: readonly RegExp[] = [
  // Asking for the contrary. "You never stop", "these texts won't stop" are complaints.
  ...[
    `(?<!\\b(?:texts|messages|calls|texting|calling|you|yall|they|these|this|it|why|people) )\\b(?:dont|never|no need to|didnt|wont|wouldnt|shouldnt|dont you dare|(?:^|(?:please|rather|to|would) )not)(?: (?:ever|please|want|want you|want them|want this|to|mean|mean to|ask|asked|say|think|need|have|plan|going|trying|dare))* (?:stop|quit|unsubscribe|unsub|remove|(?:take|drop|kick) (?:me|us) (?:off|from)|opt(?: me)? out|delete|cancel|end)\\b${REST}`,
    `\\b(?:you|yall|they) (?:dont|wont|never|didnt) (?:have|need) to (?:stop|quit|cancel|remove)\\b${REST}`,
    `\\b(?:hope|glad|happy|love (?:it|that)|thanks?|thank you|like that|wish) (?:\\w+ ){0,3}(?:never|dont|wont|didnt) (?:ever )?(?:stop|quit|end)\\b${REST}`,
    `\\b(?:are|am|is|im|were) not (?:opting out|unsubscribing|cancell?ing)\\b${REST}`,
    `\\b(?:cant|couldnt|could not|cannot) stop (?:laugh|cry|smil|think|watch|danc|sing|eat|lov|play|read|talk|shak|cough|sneez|look|listen|grin|bleed|won?der)\\w*\\b`,
    '\\bno (?:pares|paren|pare|dejen|deje|dejes)(?: de \\w+)?\\b(?! (?:mensajes?|textos?|recados?))',
    `\\bno (?:me|nos) (?:den|des) de baja\\b`,
    `\\bno (?:me|nos) (?:quit\\w+|saqu\\w+|borr\\w+|elimin\\w+|cancel\\w+)\\b`,
    `\\bno puedo (?:parar|dejar) de (?:re[ií]r\\w*|llorar|pensar|ver|mirar|leer|comer)\\b`,
  ].map((rule) => new RegExp(rule)),
  // Going somewhere.
  /\bstop(?:s|ped|ping)? (?:by|near|into|through|along|outside)\b/,
  /\bstop over(?! and over)\b/,
  /\bstop (?=(?:at|off at|in at|up at|down at|over at) )(?!at (?:once|last|all|night|work|least|this|my (?:phone|number|cell|job|work|house|home)|(?:any|some) point)\b)\w+ (?:at )?/,
  /\bstop in(?: (?=any|around |about |on |at |to |for |and |the (?:office|morning|afternoon|evening|shop|store|school)|after|before|later|soon|to(?:day|morrow|night)|next|\d)|$)/,
  /\bstop on (?:(?:my|our|the|your|his|her|their) way|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|main|the (?:corner|left|right))\b/,
  /\bstop for (?:an? |the |some |more |my |our )?(?:\w+ )?(?:gas|fuel|food|coffee|lunch|dinner|breakfast|groceries|milk|bread|pizza|ice cream|donuts?|doughnuts?|drinks?|water|snacks?|minute|min|second|sec|bit|moment|while|bite|break|prescription|meds|kids|hour|train|bus|lights?|repairs?)\b/,
  /\bstop (?:and|to) (?=(?:smell|get|pick|grab|buy|eat|rest|see|say|use|drop|visit|fill|fuel|help|think|look|watch|charge|walk|have|check|ask|wait|listen|breathe|enjoy|talk|chat|call (?:me|us)|text (?:me|us) (?:when|if|once|the)|let (?:me|us|you)|tell (?:me|us|you)|pay|shop|vote|pray|change|stare)\b(?! (?:me|us) (?:off|out|removed)))/,
  /\b(?:i|we) (?:will|might|may|can|could|had to|have to|usually|always|often|used to) (?:just |also |quickly |then )?stop (?=(?:to|and|for|at|in|on|off|here|there|up|down)\b)/,
  /\b(?:buses|bus|train|trolley|shuttle|tram|van) (?:\w+ ){0,2}stop(?:s|ped|ping)?\b/,
  // A place or a thing.
  /(?<!\b(?:put|put a|texted|sent|said|replied|typed|ignored?|ignoring|honou?r) )\b(?:bus|train|first|last|next|one|pit|rest|full|whistle|truck|the|our|your|my|every|each|non|door|traffic|quick|short|f|glottal|pit) stop\b/,
  /(?<!\b(?:put|putting|texted|sent|said|replied|typed|make|call) )\ba (?:\w+ )?stop\b/,
  /\b(?:school|metro|tram|shuttle|subway|bus|train|trolley) (?:bus )?stop\b/,
  /\bstop(?: |)(?:signs?|lights?|watch|watches|loss|motion|gap|over)\b/,
  /\bone stop (?:shop|shopping)\b|\bnon ?stop\b/,
  // Somebody or something else is to, or did.
  new RegExp(
    `\\bstop (?:worry|cry|laugh|smil|think|smok|drink|eat|work|play|rain|snow|bleed|runn|danc|grow|believ|listen|learn|sell|serv|look|watch)\\w*\\b(?!.{0,160}\\b(?:${ABOUT}|my (?:phone|data|minutes)|games))${REST}`,
  ),
  /\bstop (?:the )?(?:presses|car|bus|clock|rain|bleeding|war|violence|bullying)\b/,
  /\b(?:rain|snow|game|music|bus|train|he|she|heart|bleeding|clock|watch) (?:has |have |had |will |wont |just |finally |didnt |doesnt )?(?:stop|stopped|stops)\b/,
  /\b(?:i|we|they|it) (?:will |had |have |just |finally )?stopped\b(?! (?:getting|receiving))/,
  /\b(?:when|where|once|until|before|after|unless|time|if|does|do|did) (?:do |does |did |can |will )?(?:i|you|we|they|he|she|it|class|school|practice|the \w+) stop\b(?! (?:getting|receiving|these|this|the|all|your|it|them|text|call|messag|send))/,
  // A code, a bus line, a track; ten digits are somebody's phone.
  /^(?:stop|end|cancel|quit|remove) (?:#|no|number|nr)? ?#?\d{1,9}$/,
  /^\d+ stops?$/,
  // Other things that are cancelled, left or removed.
  /\b(?:cancel|cancelled|canceled|cancels)\b (?:my|our|the|your|his|her|todays|tomorrows|this) (?:\w+ ){0,2}(?:appointment|appt|class|lesson|order|practice|game|meeting|visit|trip|reservation|booking|shift|party|event|ride|delivery|show)\b/,
  /\bcancel\w* (?:la|mi|una|su|tu|nuestra|el|un|del) (?:\w+ ){0,2}(?:cita|clase|reunion|orden|pedido|visita|viaje|reserva\w*|partido|practica|turno|fiesta|evento)\b/,
  /\b(?:quit|quitting|quits) (?:my|the|her|his|their|our) (?:job|team|band|school|work|club)\b/,
  /\bend of (?:the |this |our |my )?\w+/,
  /\b(?:the|at the|by the|week|this|in the|year|day|month) ?end\b/,
  /\bremove (?:the|his|her|your|my) (?:shoes|hat|mask|braces|cast|stitches|snow)\b/,
  /\bopt(?:ed|ing)? out of (?:the |this |our |my |his |her )?(?:test\w*|trip|field(?: trip)?|lunch|vaccin\w*|photo\w*|yearbook|exam\w*|class|program|insurance|meal|busing)\b/,
  /\bbasta con (?:eso|esto|que)\b/,
];
