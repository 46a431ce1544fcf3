/** The pages of the rules by their codes, as JSON, compressed, as letters: made by the build. */
export declare const data: string;
