import { connection } from 'next/server';
import { isReady } from '@/lib/ready';

/** 200 when the database answers and is migrated to what this build expects. */
export async function GET() {
  await connection();
  const ready = await isReady();
  return new Response(ready ? 'ready\n' : 'not ready\n', { status: ready ? 200 : 503 });
}
