package dev.parallax.shared.sink;

import dev.parallax.shared.topic.ForwardingContext;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * The context of a writer whose failures must not fail the task. An asynchronous writer does not throw them at its caller but out of mails and timers, which Flink runs
 * by itself: here they are caught, and thrown at the writer's next call, or when it waits. Once closed, what the writer has still left to run does not run.
 *
 * <p>Everything in here happens on the task's own thread.
 */
final class FailureTrap extends ForwardingContext {
    private final OptionalLong lastCheckpoint;
    private Exception failure;
    /** What others' mails threw while the writer waited: it is none of the writer's failures. */
    private RuntimeException ofOthers;

    private boolean closed;

    /** @param lastCheckpoint the one that the writer goes on from: of the job, if it was opened anew since the job was restored */
    FailureTrap(WriterInitContext context, OptionalLong lastCheckpoint) {
        super(context);
        this.lastCheckpoint = lastCheckpoint;
    }

    /** The failure that was caught, thrown at the writer's caller. */
    private static final class Caught extends FlinkRuntimeException {
        private static final long serialVersionUID = 1;

        private Caught(Exception failure) {
            super(failure);
        }
    }

    /** Throws what was caught, if anything was. */
    void check() {
        if (failure != null) {
            throw new Caught(failure);
        }
    }

    /** The writer's own failure in an exception that came out of it. */
    static Exception causeOf(Exception thrown) {
        return thrown instanceof Caught && thrown.getCause() instanceof Exception cause ? cause : thrown;
    }

    /** Throws what came through the writer and not from it, if anything did: the task is to fail then. */
    void rethrowOthers() {
        if (ofOthers != null) {
            throw ofOthers;
        }
    }

    void close() {
        closed = true;
    }

    private interface Task {
        void run() throws Exception;
    }

    private void guarded(Task task) throws Exception {
        if (closed) {
            return;
        }
        try {
            task.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            rethrowOthers();
            if (failure == null) {
                failure = causeOf(e);
            }
        }
    }

    @Override
    public MailboxExecutor getMailboxExecutor() {
        MailboxExecutor mailbox = super.getMailboxExecutor();
        return new MailboxExecutor() {
            @Override
            public void execute(
                    MailOptions options,
                    ThrowingRunnable<? extends Exception> command,
                    String description,
                    Object... arguments) {
                mailbox.execute(options, () -> guarded(command::run), description, arguments);
            }

            @Override
            public void yield() throws InterruptedException {
                check();
                try {
                    mailbox.yield();
                } catch (RuntimeException e) {
                    ofOthers = e;
                    throw e;
                }
                check();
            }

            @Override
            public boolean tryYield() {
                check();
                try {
                    return mailbox.tryYield();
                } catch (RuntimeException e) {
                    ofOthers = e;
                    throw e;
                }
            }

            @Override
            public boolean shouldInterrupt() {
                return mailbox.shouldInterrupt();
            }
        };
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        ProcessingTimeService time = super.getProcessingTimeService();
        return new ProcessingTimeService() {
            @Override
            public long getCurrentProcessingTime() {
                return time.getCurrentProcessingTime();
            }

            @Override
            public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
                return time.registerTimer(timestamp, now -> guarded(() -> target.onProcessingTime(now)));
            }
        };
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return lastCheckpoint;
    }
}
