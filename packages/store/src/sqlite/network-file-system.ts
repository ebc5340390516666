// Numbers of `statfs` (Linux): NFS, SMB, CIFS, SMB2, AFS, Ceph, Lustre.
const TYPES: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x0bd00bd0,
]);

/**
 * Whether a file system is shared by machines over a network. There the write-ahead log, whose index is shared memory,
 * damages the database once two machines use it, although each by itself sees nothing wrong.
 * @param type as `statfs` tells it.
 */
export function isNetworkFileSystem(type: number): boolean {
  return TYPES.has(type >>> 0);
}
