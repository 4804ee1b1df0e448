import { parseArgs } from 'node:util';
import { closeDatabase } from '@/db/client';

/** What a command prints: its result, or on standard error the problems that kept it from having one. */
export type Answer = { lines: string[]; failed?: boolean } | { problems: string[] };
export type Command = (argv: string[]) => Promise<Answer>;

/** Runs a command with this process's arguments; exit code 1 when it has problems or failed. */
export async function runCommand(command: Command): Promise<void> {
  try {
    const answer = await command(process.argv.slice(2));
    if ('problems' in answer) console.error(answer.problems.join('\n'));
    else console.log(answer.lines.join('\n'));
    if ('problems' in answer || answer.failed) process.exitCode = 1;
  } finally {
    await closeDatabase();
  }
}

export type Flags<Name extends string> = Partial<Record<Name, string>>;

/** Reads `--name VALUE` flags; a problem for everything that is not one of them. */
export function readFlags<Name extends string>(
  argv: string[],
  names: readonly Name[],
): { flags: Flags<Name>; problems: string[] } {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: argv, options, strict: false, tokens: true });
  const flags: Flags<Name> = {};
  const problems: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional')
      problems.push(`“${token.value}” belongs to no flag; put text with blanks in quotes.`);
    if (token.kind !== 'option') continue;
    const name = names.find((it) => it === token.name);
    if (!name) problems.push(`${token.rawName}: There is no such flag.`);
    else if (flags[name] !== undefined) problems.push(`${token.rawName}: Given twice.`);
    else if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))) {
      problems.push(`${token.rawName}: Needs a value.`);
    } else flags[name] = token.value;
  }
  return { flags, problems };
}
