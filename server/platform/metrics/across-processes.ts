import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { JOBS } from './metrics.ts';

/** How long the other processes get to answer, in ms. */
const PATIENCE = 5000;

interface Question {
  ask: 'metrics';
  id: string;
}

interface Answer {
  answer: 'metrics';
  id: string;
  text: string;
}

/** In the process that started the others: answers each of them with the figures of all, and of the jobs that run here. */
export function answerForAll(own: Registry): void {
  const all = new AggregatorRegistry();
  cluster.on('message', async (part, message: Partial<Question>) => {
    if (message.ask !== 'metrics') return;
    const text = await all.clusterMetrics().catch((error: Error) => `# ${error.message}\n`);
    const jobs = await own.getSingleMetricAsString(JOBS);
    part.send({ answer: 'metrics', id: message.id, text: `${text}\n${jobs}\n` });
  });
}

/** The figures as Prometheus reads them: of this process, or of all that share its port. */
export function renderMetrics(registry: Registry): Promise<string> {
  if (!cluster.isWorker) return registry.metrics();
  const id = randomUUID();
  return new Promise((resolve) => {
    const give = (text: string) => {
      clearTimeout(timer);
      process.off('message', read);
      resolve(text);
    };
    const read = (message: Partial<Answer>) => {
      if (message.answer === 'metrics' && message.id === id) give(message.text ?? '');
    };
    const timer = setTimeout(async () => give(await registry.metrics()), PATIENCE);
    process.on('message', read);
    process.send?.({ ask: 'metrics', id } satisfies Question);
  });
}

/** In every process of several: lets its figures be asked for. */
export function shareMetrics(registry: Registry): void {
  if (cluster.isWorker) {
    new AggregatorRegistry();
    AggregatorRegistry.setRegistries([registry]);
  }
}
