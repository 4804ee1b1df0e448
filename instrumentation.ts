/** Runs once when the server starts: the worker lives inside the web process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ startWorker }, { workOnUpload }, { importQueue }, { stageImport }, { startHousekeeping }] =
    await Promise.all([
      import('@/lib/uploads/worker'),
      import('@/lib/uploads/work-on-upload'),
      import('@/lib/contacts/import-queue'),
      import('@/lib/contacts/stage-import'),
      import('@/lib/housekeeping'),
    ]);
  startWorker(workOnUpload);
  importQueue.start(stageImport);
  startHousekeeping();
}
