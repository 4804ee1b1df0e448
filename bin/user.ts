import { user } from './commands/user';
import { runCommand } from './commands/command';

await runCommand(user);
