import { connection } from 'next/server';

/** 200 while the process serves. */
export async function GET() {
  await connection();
  return new Response('ok\n');
}
