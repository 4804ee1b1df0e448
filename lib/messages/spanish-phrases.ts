/** The Spanish phrases by which a reply is read, in the plain words of `clausesOf`. Safe for the browser. */

const MESSAGES =
  '(?:mensajes?|textos?|llamadas?|sms|notificaciones|notificacion|alertas?|avisos|suscripcion|subscripcion|comunicaciones|correos)';
const THE =
  '(?:(?:de|con|a) )?(?:ya )?(?:(?:todos|todas) )?(?:(?:los|las|la|el|estos|estas|esta|este|esos|esas|sus|tus|mis|mi|su|tu|mas) )?';
/** "sigan", "anden", "estén": to go on doing it. */
const ON = '(?:vuelvan? a |vuelvas a |sigan? |sigas |anden? |esten? |estes )?';

export const OPT_OUT_IN_SPANISH: readonly RegExp[] = [
  new RegExp(
    `\\bno (?:me|nos|le|les) ${ON}(?:vuelvan? a |vuelvas a )?(?:escrib\\w*|mand(?:en|es|e|ar|ando)|envi(?:en|es|e|ar|ando)|llam(?:en|es|e|ar|ando)|texteen|textees|textear|molest(?:en|es|e|ar|ando)|contact(?:en|es|e|ar|ando)|habl(?:en|es|e|ar)|marqu(?:en|es|e)|busqu(?:en|es|e)|fastidi(?:en|es|e))\\b`,
  ),
  /\bno (?:vuelvan?|vuelvas|sigan?|sigas) (?:a )?(?:escrib|llam|mand|envi|molest|marc|contact|text)\w+\b/,
  /\bno (?:me|nos) (?:den|des|manden) mas\b/,
  /\bno (?:escriban|escribas|manden|mandes|envien|envies|llamen|llames|molesten|contacten)(?: mas| mensajes| textos| nada)*\b/,
  new RegExp(
    `\\bno (?:quiero|queremos|deseo|deseamos|necesito|autorizo|acepto)(?: \\w+){0,3}? (?:${MESSAGES}|nada)\\b`,
  ),
  /\bno (?:quiero|deseo|queremos|deseamos) (?:que (?:me|nos)|recibir|mas|seguir recibiendo)\b/,
  new RegExp(`\\bno mas (?:${MESSAGES}|por favor)|^(?:por favor |ya )*no mas(?: por favor| gracias)*$`),
  /\bya no (?:me|nos|quiero|queremos|deseo|manden|escriban|envien|llamen)\b/,
  /\b(?:dej(?:a|e|en)(?:me|nos)?|paren|para|pare) (?:ya )?(?:de (?!llover|reir|llorar|crecer|nevar|sufrir)\w+(?:r|rme|rnos|rle)\b|en paz\b|tranquil)/,
  /\b(?:quit|saqu|sac|borr|elimin|remuev|retir)(?:e|en|a|an|ar)(?:me|nos)\b/,
  /\b(?:quit|saqu|sac|borr|elimin|remuev|retir)(?:e|en|a|an|ar) (?:mi|este|nuestro) (?:numero|nombre|telefono|celular|contacto)\b/,
  /\b(?:de|dar|darse|den|denme|darme|deme|dame|doy|solicito|pido) (?:me )?(?:de )?(?:la )?baja\b|\bquiero (?:la |mi )?baja\b|^(?:por favor |ya )*baja(?: ya| por favor| gracias)*$/,
  /\b(?:quiero|queremos|deseo|quisiera|me gustaria) (?:salir(?:me)?(?: de)?|desuscribirme|desinscribirme|cancelar)(?: (?:la|esta|su|tu) lista| estos?| sus mensajes| mi suscripcion| los mensajes)?$/,
  new RegExp(
    `\\b(?:cancel|suspend|deten|termin|elimin|desactiv|anul|quit|par)(?:ar|er|e|a|o|en|an|gan|ga|ten|d)? ${THE}${MESSAGES}\\b`,
  ),
  new RegExp(
    `\\b(?:par(?:a|e|en)le|basta)(?: ya)? (?:con|de) ${THE}${MESSAGES}\\b|\\bdejar de recibir (?:\\w+ ){0,2}${MESSAGES}\\b`,
  ),
  /\b(?:quit|sac|borr|elimin|retir)(?:ar|en|e|a|an) de (?:la|su|tu|esta|sus) (?:lista|base)\b/,
  /\b(?:desuscrib|desinscrib|desapunt)\w+/,
  /\b(?:revoco|retiro|no doy|no di|no les doy) (?:mi |el )?(?:consentimiento|permiso|autorizacion)\b/,
  /\b(?:numero|persona) (?:equivocad[oa]|incorrect[oa])\b|\bequivocad[oa] (?:de )?(?:numero|persona)\b|\bequivoc(?:o|aron|aste) de (?:numero|persona)\b/,
  /\bno (?:llamar|escribir|mandar|enviar|contactar|molestar)\b/,
  /^(?:por favor |ya )*(?:alto|pare|paren|basta|detenganse|detengase|detente|cancelar|cancelen|cancele|parale|parenle)(?: ya| por favor| gracias)*$/,
];

export const PARTIAL_IN_SPANISH: readonly RegExp[] = [
  /\b(?:despues de|antes de|por la noche|por hoy|hoy|por ahora|en el trabajo|pero)\b/,
];

export const NEEDS_REVIEW_IN_SPANISH: readonly RegExp[] = [
  /\b(?:quien les dio|como (?:consiguieron|consiguio|obtuvieron|tienen) mi numero|por que me (?:siguen? |estan? )?(?:escrib\w+|llam\w+|mand\w+|text\w+|molest\w+))\b/,
  /\bno (?:paran?|dejan?|han parado|han dejado) de\b(?! (?:llover|reir|llorar|crecer|nevar))|\bustedes no paran\b|\bno dejen (?:mensajes?|recados?)\b/,
  /\b(?:basta|molest\w+|fastidi\w+|hart[oa]s?|no soy (?!de\b)\w+|no me interesa|no estoy interesad[oa]|cancelar|dejen|detenga\w*|desactiv\w+|no insistan?)\b/,
  /^(?:no )?ya no(?: por favor| gracias)*$|\bya (?:es )?suficiente\b|^suficiente$|\bya estuvo\b/,
  /\b(?:este|ese|ya) no es (?:el |mi |su )?(?:numero|telefono|celular) de\b|\bya no es (?:mi|su|este) (?:numero|telefono|celular)\b/,
  /\bcans\w+ de (?:sus|tus|estos|los|tantos|tantas|que)\b/,
  /\bnumero no (?:es|pertenece)\b/,
  /\bsin mi (?:permiso|consentimiento|autorizacion)\b/,
  /\bdad[oa] de baja\b/,
];
