// The whole engine in a worker: what takes longer than a frame must neither stop the page nor be impossible to stop.
import init, { GreenlightError, objects } from "greenlight/whole";
import { readAll } from "../tenant/reading";
import type { Asked, Said } from "./messages";

const ready = init();
const say = (message: Said) => self.postMessage(message);

self.addEventListener("message", async ({ data }: MessageEvent<Asked>) => {
  try {
    if (data.verb === "read") return say({ id: data.id, answer: await readAll(data.request as readonly File[]) });
    await ready;
    answer(data);
  } catch (error) {
    // What is too large was refused before the engine saw it.
    const tooLarge = error instanceof GreenlightError && error.code === "too-large";
    if (tooLarge) say({ id: data.id, refused: { message: error.message.replace(`; ${error.help}`, ""), help: error.help, at: "" } });
    else say({ id: data.id, failed: error instanceof Error ? error.message : String(error) });
  }
});

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
