package dev.parallax.connector.cosmos.sink;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.models.CosmosBulkExecutionOptions;
import com.azure.cosmos.models.CosmosBulkExecutionThresholdsState;
import com.azure.cosmos.models.CosmosBulkItemRequestOptions;
import com.azure.cosmos.models.CosmosBulkOperationResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.PartitionKey;
import dev.parallax.connector.cosmos.ItemVersion;
import dev.parallax.connector.cosmos.sink.Write.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.FlinkRuntimeException;
import reactor.core.publisher.Flux;

/**
 * Sends batches and judges what comes back, operation by operation.
 *
 * <p>A versioned upsert of an item that this writer has not seen is tried as a create, or begins with a read where most
 * items turn out to exist; of one that it has seen, as a replace under the condition that the item still has the ETag
 * seen last. If the item is another one by then, it is read, and replaced under its new ETag unless its version is the
 * greater. So the server decides, for each item atomically.
 *
 * <p>All fields are used by the task's own thread: answers come in through its mailbox.
 */
final class BulkWriter extends AsyncSinkWriter<Write, Write> {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CosmosAsyncContainer container;
    private final Rejections rejections;
    private final Fence fence;
    private final KnownItems known;
    private final Duration giveUpAfter;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;
    private final Counter retries;
    private final Counter outranked;
    private final CosmosBulkExecutionThresholdsState thresholds = new CosmosBulkExecutionThresholdsState();

    /** The share of the items not seen before that turn out to exist: a moving average. */
    private double existing;

    BulkWriter(
            CosmosAsyncContainer container,
            Rejections rejections,
            Fence fence,
            KnownItems known,
            Duration giveUpAfter,
            WriterInitContext context,
            AsyncSinkWriterConfiguration configuration) {
        super(
                (write, unused) -> write,
                context,
                configuration,
                List.of(),
                new OncePerItem(configuration.getMaxBatchSizeInBytes()),
                new DequeRequestBuffer<>());
        this.container = container;
        this.rejections = rejections;
        this.fence = fence;
        this.known = known;
        this.giveUpAfter = giveUpAfter;
        this.mailbox = context.getMailboxExecutor();
        this.time = context.getProcessingTimeService();
        this.retries = context.metricGroup().counter("retriedOperations");
        this.outranked = context.metricGroup().counter("outrankedItems");
    }

    @Override
    protected long getSizeInBytes(Write write) {
        return write.operation().size();
    }

    @Override
    protected void submitRequestEntries(List<Write> batch, ResultHandler<Write> handler) {
        send(batch, new Round(handler));
    }

    private void send(List<Write> writes, Round round) {
        List<CosmosItemOperation> operations = new ArrayList<>(writes.size());
        for (Write write : writes) {
            operations.add(operationFor(write));
        }
        Queue<CosmosBulkOperationResponse<Write>> responses = new ConcurrentLinkedQueue<>();
        CosmosBulkExecutionOptions options = new CosmosBulkExecutionOptions(thresholds).setMaxMicroBatchConcurrency(5);
        container
                .<Write>executeBulkOperations(Flux.fromIterable(operations), options)
                .subscribe(
                        responses::add,
                        failure -> inMailbox(() -> settle(writes, responses, failure, round)),
                        () -> inMailbox(() -> settle(writes, responses, null, round)));
    }

    private void inMailbox(Runnable settling) {
        try {
            mailbox.execute(settling::run, "Judge the answers of Cosmos DB");
        } catch (RejectedExecutionException closed) {
            // The task is over: nobody waits for the answers any more.
        }
    }

    private CosmosItemOperation operationFor(Write write) {
        CosmosOperation operation = write.operation();
        String id = operation.id();
        PartitionKey partition = new PartitionKey(operation.partition());
        if (write.version() != null) {
            if (write.step == null) {
                chooseFirstStep(write);
            }
            return switch (write.step) {
                case CREATE -> CosmosBulkOperations.getCreateItemOperation(operation.item(), partition, write);
                case READ -> CosmosBulkOperations.getReadItemOperation(id, partition, write);
                case REPLACE ->
                    CosmosBulkOperations.getReplaceItemOperation(
                            id,
                            operation.item(),
                            partition,
                            new CosmosBulkItemRequestOptions().setIfMatchETag(write.etag),
                            write);
            };
        }
        return switch (operation.kind()) {
            case UPSERT -> CosmosBulkOperations.getUpsertItemOperation(operation.item(), partition, write);
            case CREATE -> CosmosBulkOperations.getCreateItemOperation(operation.item(), partition, write);
            case DELETE -> CosmosBulkOperations.getDeleteItemOperation(id, partition, write);
            case PATCH -> CosmosBulkOperations.getPatchItemOperation(id, partition, operation.patch(), write);
        };
    }

    private void chooseFirstStep(Write write) {
        KnownItems.State state = known.get(write.key());
        if (state == null) {
            write.step = existing > 0.5 ? Step.READ : Step.CREATE;
        } else if (isOlder(state.version(), write.version())) {
            write.step = Step.REPLACE;
            write.etag = state.etag();
        } else {
            write.step = Step.READ;
        }
    }

    private static boolean isOlder(ItemVersion stored, ItemVersion version) {
        return stored == null || stored.compareTo(version) < 0;
    }

    private void settle(
            List<Write> writes, Queue<CosmosBulkOperationResponse<Write>> responses, Throwable failure, Round round) {
        Set<Write> open = Collections.newSetFromMap(new IdentityHashMap<>());
        open.addAll(writes);
        List<Write> now = new ArrayList<>();
        for (CosmosBulkOperationResponse<Write> response : responses) {
            Write write = response.getOperation().getContext();
            if (open.remove(write)) {
                judge(write, Reply.to(response), now, round);
            }
        }
        for (Write write : writes) {
            if (open.contains(write)) {
                judge(write, Reply.of(failure), now, round);
            }
        }
        if (now.isEmpty()) {
            round.end(time);
        } else {
            send(now, round);
        }
    }

    private void judge(Write write, Reply reply, List<Write> now, Round round) {
        if (reply.isPassing()) {
            retry(write, reply, round);
        } else if (reply.refusesTheItem()) {
            rejections.reject(write.operation(), "it is refused with " + reply.reason());
        } else if (write.version() == null) {
            judgePlain(write, reply);
        } else {
            judgeVersioned(write, reply, now);
        }
    }

    private void judgePlain(Write write, Reply reply) {
        switch (write.operation().kind()) {
            case CREATE -> {
                if (reply.status() == 409) {
                    return;
                }
            }
            case DELETE -> {
                if (reply.itemIsMissing()) {
                    return;
                }
            }
            case PATCH -> {
                if (reply.itemIsMissing()) {
                    rejections.reject(write.operation(), "there is no such item");
                    return;
                }
            }
            case UPSERT -> {}
        }
        if (!reply.isDone()) {
            throw failed(write, reply);
        }
    }

    private void judgeVersioned(Write write, Reply reply, List<Write> now) {
        switch (write.step) {
            case CREATE -> {
                if (reply.status() == 409) {
                    learn(true);
                    again(write, Step.READ, now);
                    return;
                }
                learn(false);
            }
            case REPLACE -> {
                if (reply.status() == 412) {
                    known.forget(write.key());
                    again(write, Step.READ, now);
                    return;
                }
                if (reply.itemIsMissing()) {
                    known.forget(write.key());
                    again(write, Step.CREATE, now);
                    return;
                }
            }
            case READ -> {
                learn(reply.isDone());
                if (reply.itemIsMissing()) {
                    again(write, Step.CREATE, now);
                    return;
                }
                if (reply.isDone()) {
                    compare(write, reply, now);
                    return;
                }
            }
        }
        if (!reply.isDone()) {
            throw failed(write, reply);
        }
        known.put(write.key(), reply.etag(), write.version());
    }

    private void learn(boolean exists) {
        existing += ((exists ? 1 : 0) - existing) / 100;
    }

    private static void again(Write write, Step step, List<Write> now) {
        write.step = step;
        now.add(write);
    }

    private void compare(Write write, Reply reply, List<Write> now) {
        ItemVersion stored = ItemVersion.of(reply.item()).orElse(null);
        if (isOlder(stored, write.version())) {
            write.etag = reply.etag();
            again(write, Step.REPLACE, now);
            return;
        }
        known.put(write.key(), reply.etag(), stored);
        if (stored.equals(write.version())) {
            return; // An earlier attempt got through, but its answer did not.
        }
        outranked.inc();
        fence.check(stored);
    }

    private void retry(Write write, Reply reply, Round round) {
        long current = time.getCurrentProcessingTime();
        if (write.attempts++ == 0) {
            write.firstAttempt = current;
        }
        if (current - write.firstAttempt > giveUpAfter.toMillis()) {
            throw new FlinkRuntimeException("The " + write.operation() + " has not succeeded for "
                    + giveUpAfter.toSeconds() + " s: " + reply.reason());
        }
        retries.inc();
        long wait = Math.min(LONGEST_WAIT.toMillis(), SHORTEST_WAIT.toMillis() << Math.min(20, write.attempts - 1));
        round.later(write, Math.max(wait, reply.retryAfter().toMillis()));
    }

    private static FlinkRuntimeException failed(Write write, Reply reply) {
        return new FlinkRuntimeException("The " + write.operation() + " failed for good: " + reply.reason());
    }

    /** One batch, until each of its operations is done, is rejected, or has to wait. */
    private static final class Round {
        private final ResultHandler<Write> handler;
        private final List<Write> later = new ArrayList<>();
        private long wait;

        Round(ResultHandler<Write> handler) {
            this.handler = handler;
        }

        void later(Write write, long millis) {
            later.add(write);
            wait = Math.max(wait, millis);
        }

        void end(ProcessingTimeService time) {
            if (later.isEmpty()) {
                handler.complete();
            } else {
                ScheduledFuture<?> unused = time.registerTimer(
                        time.getCurrentProcessingTime() + wait, now -> handler.retryForEntries(later));
            }
        }
    }
}
