import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { SpanAttributes, Tracing } from './traced.ts';

/** Sends spans to where OTEL_EXPORTER_OTLP_ENDPOINT says. Loaded only then: the packages are large. */
export function createTracing(service: string): Tracing {
  const resource = defaultResource().merge(resourceFromAttributes({ 'service.name': service }));
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter() });
  const provider = new TracerProvider({ resource, spanProcessors: [processor] });
  const tracer = provider.getTracer('arvelo');
  const current = new AsyncLocalStorage<Context>();
  const propagator = new W3CTraceContextPropagator();
  const carrier = { get: (from: { traceparent?: string }) => from.traceparent, keys: () => ['traceparent'] };

  const begin = (
    name: string,
    kind: SpanKind,
    { attributes, parent }: { attributes: SpanAttributes; parent: Context },
  ) => tracer.startSpan(name, { kind, attributes }, parent);
  return {
    request: (name, { attributes, traceparent }) => {
      const parent = traceparent ? propagator.extract(ROOT_CONTEXT, { traceparent }, carrier as never) : ROOT_CONTEXT;
      const span = begin(name, SpanKind.SERVER, { attributes, parent });
      const context = trace.setSpan(parent, span);
      return {
        within: (work) => current.run(context, work),
        end: (more, failed) => {
          span.setAttributes(more);
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    run: async (name, attributes, work) => {
      const parent = current.getStore() ?? ROOT_CONTEXT;
      const span = begin(name, SpanKind.INTERNAL, { attributes, parent });
      return current.run(trace.setSpan(parent, span), () => finish(span, work()));
    },
    begin: (name, attributes) => {
      const parent = current.getStore();
      // What nobody asked for, such as a heartbeat, is no trace of its own.
      if (!parent) return () => {};
      const span = begin(name, SpanKind.CLIENT, { attributes, parent });
      return (error, more) => {
        if (more) span.setAttributes(more);
        end(span, error);
      };
    },
    // A collector that is away keeps nobody from stopping.
    close: () => provider.shutdown().catch(() => {}),
  };
}

async function finish<T>(span: Span, work: Promise<T>): Promise<T> {
  try {
    const result = await work;
    end(span, null);
    return result;
  } catch (error) {
    end(span, error);
    throw error;
  }
}

function end(span: Span, error: unknown): void {
  if (error) {
    span.recordException(error as Error);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
