/** Something that whoever typed the command can put right; shown without a stack. */
export class CommandError extends Error {}
