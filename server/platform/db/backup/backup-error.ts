/** Something is wrong with a backup or an archive, or with where it shall go; the message is for whoever typed the command. */
export class BackupError extends Error {}
