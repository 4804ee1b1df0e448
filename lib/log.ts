import 'server-only';
import pino from 'pino';

/** Structured lines on standard error; no phone, note or password goes in. */
export const log = pino({ level: process.env.LOG_LEVEL ?? 'warn', base: null }, pino.destination(2));
