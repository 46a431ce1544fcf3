/** The module: a `WebAssembly.Module` where `.wasm` files can be imported, as in workerd. */
declare const module: object;
export default module;
