/** A simulation in steps: between two of them a page answers its user, and a worker hears that it is to stop. */

import type { Binding } from "./binding.js";
import { Cancelled, tell, type Call } from "./call.js";

/** So long a step is meant to take; what takes longer than it was expected to still ends before anybody notices. */
export const STEP_MS = 15;
/** Work of the first step, which says how fast the machine is; and the most of one, however coarse its clock. */
const WORK = { first: 256, most: 1 << 20 };

/** A simulation, as the module has it. */
interface Simulation {
  step(work: number): boolean;
  readonly done: number;
  readonly total: number;
  stop(): void;
  takeTrace(): string;
  finish(): string;
  free(): void;
}

/** Simulates in steps; stopped by its signal, it fails with what there is. */
export async function stepped(binding: Binding, request: string, call: Call): Promise<string> {
  const { signal } = call;
  if (signal?.aborted === true) throw new Cancelled(undefined, signal.reason);
  const handle = binding.begin<Simulation>("Simulation", request);
  const hand = () => {
    const chunk = handle.use((simulation) => simulation.takeTrace());
    if (chunk !== "") tell("emit", call, chunk);
  };
  try {
    for (let work = WORK.first; ; ) {
      const begun = performance.now();
      const [whole, done, total] = handle.use((simulation) => [simulation.step(work), simulation.done, simulation.total] as const);
      work = adapted(work, performance.now() - begun);
      hand();
      tell("progress", call, done, total);
      if (whole) return handle.end((simulation) => simulation.finish());
      await turn();
      if (!signal?.aborted) continue;
      handle.use((simulation) => simulation.stop());
      hand();
      throw new Cancelled(JSON.parse(handle.end((simulation) => simulation.finish())), signal.reason);
    }
  } finally {
    handle.free();
  }
}

/** The work of the next step, after one that took so long. */
function adapted(work: number, took: number): number {
  const fits = took > 0 ? (work * STEP_MS) / took : WORK.most;
  return Math.max(1, Math.round(Math.min(fits, work * 2, WORK.most)));
}

/** Lets the event loop turn: whatever waits is served first. A timer would wait as well, for no work. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof MessageChannel !== "function") return void setTimeout(resolve);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
