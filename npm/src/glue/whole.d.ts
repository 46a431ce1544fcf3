/** Made by wasm-bindgen; its verbs are called by name. */
export default function init(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
export function initSync(options: { module: WebAssembly.Module }): unknown;
export function __wbg_reset_state(): void;
