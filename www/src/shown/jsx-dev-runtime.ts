// The same for a development server.
import { Fragment, jsxDEV as made } from "react/jsx-dev-runtime";
import { shown } from "./jsx-runtime";

export type { JSX } from "react/jsx-runtime";
export { Fragment };

export const jsxDEV: typeof made = (type, props, ...rest) => made(type, shown(props), ...rest);
