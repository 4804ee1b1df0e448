import { account } from './commands/account';
import { runCommand } from './commands/command';

await runCommand(account);
