import { useParams } from '@tanstack/react-router';
import type { ObjectName } from '#shared/objects/registry.ts';
import { objectAt, type Screens, screens } from '#web/objects/screens.ts';

/** The object that the address names, and what its pages show. The route lets no other address through. */
export function useScreens(): { object: ObjectName; screens: Screens } {
  const { objectPath = '' } = useParams({ strict: false });
  const object = objectAt(objectPath) as ObjectName;
  return { object, screens: screens[object] as Screens };
}

/** The id that the address names; 0, which no record has, when it is no number. */
export function useRecordId(): number {
  const { recordId = '' } = useParams({ strict: false });
  return readId(recordId);
}

export function readId(text: string): number {
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
}
