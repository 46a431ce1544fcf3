/** The script of the worker in one piece, as a text: made by the build. */
export declare const script: string;
