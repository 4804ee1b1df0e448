import { expect, test } from 'vitest';
import { readReply } from './read-reply';

/** Replies as people write them, and how each must be read. */
const TABLE = {
  opt_out: `
    Stop and don't text me again
    stop and take me off your list
    STOP and unsubscribe
    please stop at once
    stop for good
    Stop to send me messages
    put a stop to these texts
    cancel all
    cancel everything
    Cancel all messages please
    Baja por favor
    Ya no más
    please put an end to these messages
    Just stop texting me
    Stop texting me right now!
    stop texting me, ok?
    Cancel my appointment and stop texting me
    Stop and thank you
    please discontinue these messages
    I want to be removed
    please have my number removed from your system
    I would like to be taken off this list
    These texts need to stop
    this has to stop
    turn off these alerts
    please turn these texts off
    refrain from texting me
    You do not have permission to text me
    I do not consent to these messages
    I withdraw my consent
    I hereby revoke authorization
    No texts please
    No more please
    stop blowing up my phone
    what part of stop don't you understand
    I've said stop three times
    I sent STOP twice already
    You ignored my STOP
    why didn't you stop when I asked? stop texting
    un-subscribe
    stopall please
    S T O P
    sarah please stop
    I want these messages stopped
    I want off this list
    no further contact please
    don't reach out again
    stop all communication
    no more promos please
    stoppp texting me
    end all texts
    terminate these messages
    stop driving me crazy with texts
    Please stop messaging, I don't live there anymore
    I want to stop
    we would like to stop getting these
    stop it with the messages
    I asked you people to stop
    do not send anything else to this number
    Stop trying to contact us
    can we stop these texts
    please stop sending stuff to my phone
    I beg you please stop
    STOP!! I never signed up
    Please do not message this phone anymore
    kindly remove my number
    Get me off this list now
    Quit blowing up my phone
    stop with these calls already
    Stop calling my job
    I don't want to hear from you again
    do not contact me ever again
    never contact me again
    stop, wrong person
    opt out pls
    OPT ME OUT NOW
    pls unsub
    take this number off
    My husband says stop texting him
    cancelen mis mensajes
    cancelar por favor
    ya basta
    deténganse
    detengan los mensajes
    sácame de la lista
    sáquenme
    retírenme de su lista
    quiero salir de la lista
    no vuelvan a llamar
    No me vuelvan a escribir
    no me marquen
    anular suscripción
    revoco mi consentimiento
    no autorizo estos mensajes
    déjenme tranquila
    persona equivocada
    se equivocaron de número
    por favor ya no me escriban
    suspendan los mensajes
    parar mensajes
    No quiero que me manden nada
    ya no deseo recibir mensajes de ustedes
    no me estén molestando
    stop por favor
    favor de no llamar
    quiten este número
    borren mi numero por favor
    dejen de mandar mensajes
    Ya no me manden nada
    baja
    You never stop texting me
    I can't stop getting these
    stop for my husband's phone
    stop on this phone
    wrong # please remove
    Stahp texting me
    stop both
    déjeme en paz
    Do not ever call
    remove number
    i want out of this list
    remove from list
    stop for the love of god
    told u 2 stop
    how many times do I have to say stop
    leave me tf alone
    ya párenle con los mensajes
    solicito la baja
    stop ya
    quiero dejar de recibir mensajes
    I'll stop by tomorrow but stop texting me
    we stop for gas there, now quit texting me
    the bus stop moved, anyway take me off your list
    no longer a parent there, remove me
    You guys need to stop
    I never want to hear from you again
    no sms
    take me of your list
    quitar de la lista por favor
    Stop. Wrong number.
  `,
  needs_review: `
    stop driving me crazy
    stop here
    You didn't stop
    Don't you ever stop?
    these won't stop
    remove 512-555-0142
    STOP 5125550142
    You keep texting me
    I keep getting these
    why am I still getting these
    knock it off
    No more
    Don't call, text me
    stop calling after 8pm
    I don't want these anymore
    ya no
    ya es suficiente
    este no es el número de Ana
    no paran de llamar
    por qué me siguen escribiendo
    no dejan de escribirme
    stop and go away
    stop texts on weekends but calls are fine
    Should I stop?
    This is harassment
    Sarah no longer has this number
    who is this and how did you get this number
    stop at night please
    I don't want this
    texts without my consent
    no insistan
    can you pause the messages
    Is there a way to stop these?
    me tienen harta
    stop the nonsense
    don't send me stuff
    Please do not use this number again to text me
    who is this? I don't know you
    you guys text too much
    Please no calls before 9
    este numero no es de maria
    enough with the texts
    cancel that
    who are you and why do you have my number
    text only please no calls
    ya me cansé de sus mensajes
    are you going to stop texting me or what
    stop the calls but texts ok
    lol stop it
    Stop I am not a parent
    Please stop w these
  `,
  nothing: `
    don't stop
    please don't stop texting me
    I'll stop by after work
    can you stop by the office?
    when does the bus stop here?
    Does the train stop at Main Street?
    the bus doesn't stop here anymore
    stop for gas on your way
    we had to stop for gas
    I need to stop at the store first
    Stop in anytime
    stop and smell the roses
    stop and get milk
    could you stop to pick up Ben?
    can't stop laughing
    I can't stop smiling
    we couldn't stop crying
    Don't stop believing
    You don't have to stop
    no need to stop
    never stop learning
    I hope you never stop
    please never stop sending these
    My stop is next
    there is a stop sign at the corner
    pit stop
    one stop shop
    full stop
    I stopped by yesterday
    she stopped at the office
    stopping by soon
    the rain has stopped
    has the rain stopped?
    my watch stopped
    stop worrying
    I told him to stop crying
    stop the presses!
    Cancel my appointment please
    Can I cancel my class?
    cancel my order
    is practice cancelled?
    he quit the team
    the end of the year
    see you this weekend
    remove the braces on Friday
    He will opt out of the field trip
    don't remove us please
    don't unsubscribe me
    We are not opting out
    Liked “Reply STOP to opt out”
    Loved “Practice moved. Text STOP to end”
    Disliked “No school. Reply STOP to opt out”
    Reacted 👍 to “Reply STOP to opt out”
    Removed a like from “Reply STOP to opt out”
    Le encantó «Envíe STOP para cancelar»
    No le gustó “Responda STOP para cancelar”
    Se rio de “Responda STOP para cancelar”
    Enfatizó “Responda ALTO para cancelar”
    Reaccionó con 👍 a “Responda STOP para cancelar”
    👍 a “Responda STOP para cancelar”
    Preguntó sobre “Responda STOP para cancelar”
    A Ana le gustó “Responda STOP para cancelar”
    Call me when you stop
    what time do they stop serving?
    when does registration end?
    who do I call?
    call me
    Please keep texting me
    I love your texts
    no, thank you
    not today
    wrong day, we come on Friday
    no me cancelen
    quiero cancelar mi cita
    cancelar la clase de mañana
    no paren
    no me borren
    la parada está lejos
    me bajo en la próxima
    el bebé ya no llora
    baja la tarea
    basta con eso, gracias
    Para el viernes
    voy a parar en la tienda
    alto rendimiento
    ya no llueve
    ¿cuándo termina la clase?
    el autobús no para aquí
    gracias, ya no hace falta
    estamos en la última parada
    no puedo parar de reír
    the music stopped
    Stop laughing at me lol
    they have stopped selling tickets
    Please remove him from the roster, he moved teams
    I don't need a reminder, I will be there
    don't call in, just show up?
    Why is the school calling?
    More texts like this please!
    no para de llover
    don't want pizza
    I'll stop by and call you when I'm there
    We'll stop and get pizza after
    does bus 7 stop at the library
    The bus did not stop at our corner today
    Can we stop by tomorrow to drop off the form?
    please keep me on the list
    No calls came through yesterday
    Reacted ❤️ to “Please reply STOP to opt out”
    Me gusta “Responde BAJA para salir”
    ok will stop in around 3
    don't drop me from the class
    I keep my phone off at work
    my battery died
    can you take me off speaker
    No soy de aquí
    the baby won't stop crying
  `,
} as const;

const rows = Object.entries(TABLE).flatMap(([reading, replies]) =>
  replies
    .split('\n')
    .map((reply) => reply.trim())
    .filter((reply) => reply !== '')
    .map((reply) => [reading, reply] as const),
);

test.each(rows)('%s: %s', (reading, reply) => {
  const read = readReply(reply);
  // A stop word by itself is an opt-out too.
  expect(read.reading === 'stop' ? 'opt_out' : read.reading).toBe(reading);
  // Whatever was decided can be explained by the words that made it so.
  expect(read.matched ?? '').toEqual(reading === 'nothing' ? '' : expect.stringMatching(/\p{L}/u));
});

test('what is taken out as harmless does not make a phrase of the words on both sides', () => {
  expect(readReply('no stop sign more texts').reading).toBe('nothing');
});
