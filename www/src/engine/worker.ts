// The whole engine in a worker: what takes longer than a frame must neither stop the page nor be impossible to stop.
import init, { GreenlightError, objects } from "greenlight/whole";
import type { ImportRequest, Imported } from "greenlight/whole";
import { takeAll, type Dropped } from "../tenant/reading";
import type { Asked, Said } from "./messages";

const ready = init();
const say = (message: Said) => self.postMessage(message);

self.addEventListener("message", async ({ data }: MessageEvent<Asked>) => {
  try {
    if (data.verb === "take") return say({ id: data.id, answer: await takeAll(data.request as Dropped, imported) });
    await ready;
    answer(data);
  } catch (error) {
    // What is too large was refused before the engine saw it.
    const tooLarge = error instanceof GreenlightError && error.code === "too-large";
    if (error instanceof Refused) say({ id: data.id, refused: error.refusal });
    else if (tooLarge) say({ id: data.id, refused: { message: error.message.replace(`; ${error.help}`, ""), help: error.help, at: "" } });
    else say({ id: data.id, failed: error instanceof Error ? error.message : String(error) });
  }
});

class Refused extends Error {
  constructor(readonly refusal: { message: string; help: string; at: string }) {
    super(refusal.message);
  }
}

async function imported(request: ImportRequest): Promise<Imported> {
  await ready;
  const told = objects.importFacts(request);
  if ("error" in told) throw new Refused(told.error);
  return told;
}

function answer({ id, verb, request }: Asked) {
  let trace = "";
  const observer = {
    emit: (chunk: string) => void (trace += chunk),
    progress: (done: number, total: number) => say({ id, done, total }),
  };
  const verbs = objects as unknown as Record<string, (request: unknown, observer?: object) => object>;
  const told = verb === "simulate" ? verbs.simulate!(request, observer) : verbs[verb]!(request);
  // A diagnosis has an `error` of its own: the code of the machine, a text.
  const { error } = told as { error?: { message: string; help: string; at: string } | string };
  if (typeof error === "object" && error !== null) say({ id, refused: error });
  else say({ id, answer: verb === "simulate" ? { summary: told, trace } : told });
}
