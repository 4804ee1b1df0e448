/** How long something took, over many tries, in milliseconds. */
export type Timing = { samples: number; p50: number; p95: number; max: number };

export async function measure(samples: number, once: () => Promise<number>): Promise<Timing> {
  const times: number[] = [];
  for (let n = 0; n < samples; n++) times.push(await once());
  return summary(times);
}

export function summary(times: number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { samples: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export const round = (ms: number) => Math.round(ms * 10) / 10;
