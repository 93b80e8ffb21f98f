package dev.parallax.shared.log.folder;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.model.Place;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file after the other, in the task's own thread. What goes wrong with a file becomes a dead letter in the place of the records that are
 * missing, and the next file is read: a file that cannot be read today cannot be read after a restart either.
 */
final class FolderReader<E> implements SourceReader<LogEntry<E>, FileSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(FolderReader.class);
    private static final byte[] NOTHING = {};
    private static final long BETWEEN_LOOKS = 50;

    private final SourceReaderContext context;
    private final Pipeline<E, ?, ?> pipeline;
    private final FolderSettings settings;
    private final boolean bounded;
    private final boolean archive;

    private FileSplit split;
    private OpenFile open;
    private boolean reportedEnd;
    private boolean saidEnd;
    private CompletableFuture<Void> somethingToDo = CompletableFuture.completedFuture(null);

    /**
     * @param bounded whether there is a last file
     * @param archive whether the end of the last file is said
     */
    FolderReader(
            SourceReaderContext context,
            Pipeline<E, ?, ?> pipeline,
            FolderSettings settings,
            boolean bounded,
            boolean archive) {
        this.context = context;
        this.pipeline = pipeline;
        this.settings = settings;
        this.bounded = bounded;
        this.archive = archive;
    }

    /**
     * One reader reads all: the first one asks, unless another has the file that a checkpoint was made in. The others end at once where there is an end:
     * nobody needs to tell them, and after a failure, when something else is read behind the folder already, nobody would.
     */
    @Override
    public void start() {
        if (split == null && context.getIndexOfSubtask() == 0) {
            context.sendSourceEventToCoordinator(FileReport.ofNone());
        }
    }

    @Override
    public void addSplits(List<FileSplit> splits) {
        for (FileSplit added : splits) {
            if (split == null) {
                split = added;
            } else {
                split = split.then(added);
            }
        }
        somethingToDo.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public InputStatus pollNext(ReaderOutput<LogEntry<E>> output) throws Exception {
        if (split == null) {
            return waitForMore(output);
        }
        while (split.done()) {
            if (!reportedEnd) {
                reportEnd(); // after a restore once more: the enumerator may not have heard it
            }
            if (split.next() == null) {
                return waitForMore(output);
            }
            split = split.begunNext();
            reportedEnd = false;
        }
        InputRecord record = next();
        if (record != null) {
            emit(record, output);
            return InputStatus.MORE_AVAILABLE;
        }
        return reachEnd(output);
    }

    private InputStatus waitForMore(ReaderOutput<LogEntry<E>> output) {
        boolean ended = split == null ? bounded && context.getIndexOfSubtask() > 0 : split.last();
        if (ended && split != null && archive && !saidEnd) {
            saidEnd = true;
            output.collect(LogEntry.end(settings.directory(), new Place(settings.partition(), split.nextOffset())));
            return InputStatus.MORE_AVAILABLE;
        }
        somethingToDo = new CompletableFuture<>();
        return ended ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    /** Null where the file ends, for now or for good. */
    private InputRecord next() throws IOException {
        try {
            if (open == null) {
                open = new OpenFile(settings, split.file());
                skipWhatWasEmitted();
            }
            return open.next();
        } catch (IOException e) {
            InputRecord problem = problem(
                    split.emitted() == 0 ? "The file " : "The rest of the file ",
                    " cannot be read: " + FileProblem.reason(e) + ".");
            finish();
            return problem;
        }
    }

    private void skipWhatWasEmitted() throws IOException {
        for (long skipped = 0; skipped < split.emitted(); skipped++) {
            if (open.next() == null) {
                throw new IOException("it holds fewer records than were read of it before, so it is not the same file");
            }
        }
    }

    private InputRecord problem(String what, String sentence) {
        String said = what + split.file().name() + sentence;
        LOG.warn("{} (In {}.)", said, settings.directory());
        return InputRecord.rejected(NOTHING, BadRecord.malformed(said));
    }

    private void emit(InputRecord record, ReaderOutput<LogEntry<E>> output) {
        long ingestTime =
                Math.max(split.ingestTime(), open == null ? split.file().modified() : open.writtenAt());
        InputRecord emitted = record;
        if (settings.ingestTimeField() != null) {
            ingestTime = split.ingestTime();
            try {
                ingestTime = Math.max(ingestTime, StatedTime.of(record, settings.ingestTimeField()));
            } catch (BadRecord e) {
                emitted = InputRecord.rejected(record.raw(), e);
            }
        }
        Place place = new Place(settings.partition(), split.nextOffset());
        LogEntry<E> entry = LogEntry.of(pipeline, split.file().name(), place, Math.max(0, ingestTime), emitted);
        split = split.emitted(ingestTime);
        output.collect(entry);
    }

    private InputStatus reachEnd(ReaderOutput<LogEntry<E>> output) throws IOException {
        if (settings.follow() && split.next() == null) {
            if (open.wasCutShort()) {
                emit(
                        problem("The file ", " became shorter while it was followed: what is in it now is not read."),
                        output);
                finish();
                return InputStatus.MORE_AVAILABLE;
            }
            if (!reportedEnd) {
                reportEnd();
            }
            // Nobody tells when it grows.
            somethingToDo = new CompletableFuture<Void>().completeOnTimeout(null, BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            return InputStatus.NOTHING_AVAILABLE;
        }
        open.growsNoMore();
        InputRecord last = next();
        if (last != null) {
            emit(last, output);
            return InputStatus.MORE_AVAILABLE;
        }
        finish();
        return InputStatus.MORE_AVAILABLE;
    }

    /** Nothing more of the file will be read; the next poll reports it, when what was read of it has left. */
    private void finish() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
        split = split.finished();
        reportedEnd = false;
    }

    private void reportEnd() {
        reportedEnd = true;
        context.sendSourceEventToCoordinator(FileReport.of(split));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return somethingToDo;
    }

    @Override
    public List<FileSplit> snapshotState(long checkpointId) {
        return split == null ? List.of() : List.of(split);
    }

    @Override
    public void close() throws Exception {
        if (open != null) {
            open.close();
        }
    }
}
