import 'server-only';
import { z } from 'zod';
import type { Operation } from './operation';
import { OPERATIONS } from './operations';
import { Problem } from './problem';

type Json = Record<string, unknown>;
let document: Json | null = null;

/** The API as an OpenAPI 3.1 document, made of the schemas that validate its requests and answers. */
export const openApi = (): Json => (document ??= makeDocument());

function makeDocument(): Json {
  const components: Json = {};
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method] = describe(operation, components);
  }
  const answer = (description: string, headers?: Json) => ({
    description,
    ...(headers && { headers }),
    content: { 'application/problem+json': { schema: schemaOf(Problem, 'output', components) } },
  });
  const retryAfter = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Opt Out Report',
      version: '1',
      description: INTRODUCTION,
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key, `oor_…`.' },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description:
            'The same key with the same request replays the first answer, for 30 days; with another request it is refused.',
          schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
        },
      },
      responses: {
        Unauthorized: answer('No API key, or one that is not valid.', {
          'WWW-Authenticate': { schema: { type: 'string' } },
        }),
        Forbidden: answer('The key lacks the scope, or its user the right.'),
        TooMany: answer('Too many requests, or exports at once.', retryAfter),
        Failed: answer('Something failed here. Try again.'),
        BadRequest: answer('The body or the Idempotency-Key cannot be read.'),
        TooLarge: answer('The body is too large.'),
        WrongType: answer('The body has another content type than this call takes.'),
        Invalid: answer('Some fields are not right; `errors` says which.'),
        AtWork: answer('`/problems/request-at-work`: the same request is still at work.', retryAfter),
      },
    },
  };
}

const INTRODUCTION = [
  'Keeps, proves and enforces the list of phones that said stop.',
  'Times are ISO 8601 in UTC. Phones go out as E.164 and come in written any way. Errors are `application/problem+json` (RFC 9457).',
  'Another account’s phone, upload or broadcast looks exactly like one that is not there.',
].join('\n\n');

function describe(operation: Operation, components: Json): Json {
  const { id, tag, summary, description, scope, once, request, answers, problems = {} } = operation;
  const responses: Json = {};
  for (const [status, answer] of Object.entries(answers)) {
    responses[status] = {
      description: answer.description,
      ...(answer.content && { content: contentOf(answer.content, 'output', components) }),
    };
  }
  const problem = schemaOf(Problem, 'output', components);
  for (const [status, text] of Object.entries(problems)) {
    responses[status] = { description: text, content: { 'application/problem+json': { schema: problem } } };
  }
  for (const [status, name] of commonProblems(operation)) {
    responses[status] ??= { $ref: `#/components/responses/${name}` };
  }
  const parameters = parametersOf(operation, components);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, scope && `Needs the scope \`${scope}\`.`].filter(Boolean).join('\n\n'),
    ...(scope === null && { security: [] }),
    ...((parameters.length > 0 || once) && {
      parameters: [...parameters, ...(once ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : [])],
    }),
    ...(request && { requestBody: { required: true, content: contentOf(request, 'input', components) } }),
    responses,
  };
}

function commonProblems({ scope, once, request }: Operation): [number, string][] {
  return [
    ...(request
      ? ([
          [400, 'BadRequest'],
          [413, 'TooLarge'],
          [415, 'WrongType'],
          [422, 'Invalid'],
        ] as [number, string][])
      : []),
    ...(once ? ([[409, 'AtWork']] as [number, string][]) : []),
    ...(scope
      ? ([
          [401, 'Unauthorized'],
          [403, 'Forbidden'],
          [429, 'TooMany'],
        ] as [number, string][])
      : []),
    [500, 'Failed'],
  ];
}

function parametersOf({ path_parameters = {}, query = {} }: Operation, components: Json): Json[] {
  const parameter =
    (where: 'path' | 'query') =>
    ([name, type]: [string, z.ZodType]) => {
      const { description, required, ...schema } = schemaOf(type, 'input', components);
      return {
        name,
        in: where,
        ...(description !== undefined && { description }),
        ...((where === 'path' || required === true) && { required: true }),
        schema,
      };
    };
  return [
    ...Object.entries(path_parameters).map(parameter('path')),
    ...Object.entries(query).map(parameter('query')),
  ];
}

function contentOf(
  content: NonNullable<Operation['request']>,
  io: 'input' | 'output',
  components: Json,
): Json {
  return Object.fromEntries(
    Object.entries(content).map(([type, body]) => {
      if ('text' in body) return [type, { schema: { type: 'string', description: body.text } }];
      if ('bytes' in body)
        return [type, { schema: { type: 'string', format: 'binary', description: body.bytes } }];
      return [type, { schema: schemaOf(body, io, components) }];
    }),
  );
}

/** A schema as JSON Schema; those that have an id are put among the components, and referred to. */
function schemaOf(type: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const {
    $schema: _dialect,
    $defs = {},
    ...schema
  } = z.toJSONSchema(type, { io, override: open(io) }) as Json & {
    $defs?: Json;
  };
  for (const [id, component] of Object.entries($defs))
    components[id] = withoutId(toComponents(component as Json));
  const own = toComponents(schema as Json);
  const { id } = own;
  if (typeof id !== 'string') return own;
  components[id] = withoutId(own);
  return { $ref: `#/components/schemas/${id}` };
}

/** An answer may come to have more fields: who reads it must not mind. */
const open =
  (io: 'input' | 'output') =>
  ({ jsonSchema }: { jsonSchema: Json }): void => {
    if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    // The limits of exact numbers are no limits of ours.
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    // The format says it better than a pattern of every possible date.
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  };

const toComponents = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;

function withoutId({ id: _id, ...schema }: Json): Json {
  return schema;
}
