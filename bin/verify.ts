import { runCommand } from './commands/command';
import { verifyAll } from './commands/verify';

await runCommand(verifyAll);
