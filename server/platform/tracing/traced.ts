export type SpanAttributes = Record<string, string | number | boolean>;

/** A request under way. */
export interface RequestSpan {
  /** What is traced in this work belongs to the request. */
  within<T>(work: () => T): T;
  end(attributes: SpanAttributes, failed: boolean): void;
}

/** Traces of requests, statements and jobs; null in a process that sends none. */
export interface Tracing {
  /** `traceparent`: the header of whoever called, whose trace goes on here. */
  request(name: string, of: { attributes: SpanAttributes; traceparent: string | undefined }): RequestSpan;
  /** Work as a span of its own. */
  run<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T>;
  /** A call to the outside, as part of what is under way; what comes back ends it. */
  begin(name: string, attributes: SpanAttributes): (error: unknown, more?: SpanAttributes) => void;
  /** Sends what is still to be sent. */
  close(): Promise<void>;
}

/** Begins to send traces under the name of a service. The packages are large, and loaded only here. */
export async function openTracing(service: string): Promise<Tracing> {
  return (await import('./tracing.ts')).createTracing(service);
}
