/** Where a caller says the module is: as it stands, or in an object as wasm-bindgen has it. */

/** A value, or an object that holds it. */
export type Given<T> = T | { module: T } | { module_or_path: T };

/** The value itself. */
export function given<T>(source: Given<T>): T {
  if (typeof source === "object" && source !== null && Object.getPrototypeOf(source) === Object.prototype) {
    if ("module" in source) return source.module as T;
    if ("module_or_path" in source) return source.module_or_path as T;
  }
  return source as T;
}
