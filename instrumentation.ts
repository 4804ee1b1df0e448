/** Runs once when the server starts: the worker lives inside the web process, unless WORKER says off. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.WORKER === 'off') return;
  const { startWork } = await import('@/lib/work');
  startWork();
}
