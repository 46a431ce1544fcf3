/** The module, compressed, as letters: made by the build. */
export declare const data: string;
