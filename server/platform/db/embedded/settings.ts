import { totalmem } from 'node:os';

const MB = 1024 * 1024;

/** Settings for a small server that one company runs; they go to the command line, so they win over the folder's own files. */
export function serverSettings(): Record<string, string> {
  const memory = usableMemory() / MB;
  return {
    listen_addresses: '127.0.0.1',
    // No socket: its path is limited to 107 bytes, and the port and password are enough.
    unix_socket_directories: '',
    max_connections: '100',
    // What a million records are found and sorted by is over a gigabyte; what is not used takes no memory.
    shared_buffers: `${Math.min(2048, Math.max(32, Math.floor(memory / 8)))}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(memory / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${memory < 2048 ? 64 : 256}MB`,
    wal_level: 'replica',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_min_duration_statement: '-1',
  };
}

/** As `-c name=value` arguments. */
export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A container's limit counts, not the machine's memory. */
function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
