/** The verbs on text as verbs on objects. */

/** A verb on text, and what else it takes. */
type TextVerb = (...given: never[]) => string;

/** Each verb with its request as an object and its answer as one. What JSON has no word for, such as a function, is an empty text and
 * refused as such. */
export function documented<T>(verbs: Readonly<Record<string, TextVerb>>): T {
  const objects: Record<string, (...given: unknown[]) => unknown> = {};
  for (const [name, verb] of Object.entries(verbs)) {
    objects[name] = (...[request, ...rest]) => {
      const text = verb.length === 0 ? [] : [JSON.stringify(request) ?? ""];
      return JSON.parse((verb as (...given: unknown[]) => string)(...text, ...rest)) as unknown;
    };
  }
  return objects as T;
}
