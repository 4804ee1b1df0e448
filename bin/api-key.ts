import { apiKey } from './commands/api-key';
import { runCommand } from './commands/command';

await runCommand(apiKey);
