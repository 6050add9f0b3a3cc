import type { ObjectDefinition } from '#shared/object.ts';

/** How a mount of the API names an object's list and its records. */
export interface MountPaths {
  /** The path of the list, as it stands in test names. */
  list: string;
  one(id: number | string): string;
  isPhp: boolean;
}

/** Every mount that serves an object: `/api/v1`, and `.php` where the documentation has one. */
export function mountsOf(object: Pick<ObjectDefinition, 'name' | 'path' | 'php' | 'routes'>): MountPaths[] {
  if (!object.routes) return [];
  const v1: MountPaths = {
    list: `/api/v1/${object.path}`,
    one: (id) => `/api/v1/${object.path}/${id}`,
    isPhp: false,
  };
  const php: MountPaths = {
    list: `/api/${object.name}.php`,
    one: (id) => `/api/${object.name}.php?id=${id}`,
    isPhp: true,
  };
  return object.php ? [php, v1] : [v1];
}
