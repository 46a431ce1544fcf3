// What the page may do, as its server says it in a header and its document in a <meta>.

/** The digest of the empty <style> into which Fluent UI writes its rules through the object model. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' ${EMPTY_STYLE}`,
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "trusted-types greenlight-worker",
  "require-trusted-types-for 'script'",
];

/** For the document itself; who may frame it can only be said in a header. */
export const META_POLICY = DIRECTIVES.join("; ");

/** For the header; nobody may show the portal in a frame, but for the origins that are named. */
export const policyFor = (ancestors) => [...DIRECTIVES, `frame-ancestors ${ancestors.join(" ") || "'none'"}`].join("; ");
