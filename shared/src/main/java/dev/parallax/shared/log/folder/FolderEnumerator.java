package dev.parallax.shared.log.folder;

import dev.parallax.shared.log.Allowance;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the files of the folder and hands them out one by one, the next when the reader has reached the end of the one before.
 *
 * <p>All calls come in the coordinator's thread; what touches the disk is done in another.
 */
final class FolderEnumerator implements SplitEnumerator<FileSplit, FolderState> {
    private static final Logger LOG = LoggerFactory.getLogger(FolderEnumerator.class);
    private static final long BETWEEN_LISTINGS = 200;
    private static final int NOBODY = -1;

    private final SplitEnumeratorContext<FileSplit> context;
    private final FolderSettings settings;
    private final boolean bounded;
    private final ReadMark mark;
    private final Folder folder;
    private final Allowance allowance;
    private final Counter replaced;

    private final Map<String, WatchedFile> read = new HashMap<>();
    private final Deque<WatchedFile> out = new ArrayDeque<>();
    private TreeSet<WatchedFile> waiting = new TreeSet<>();
    private long nextOffset;
    private long ingestTime;

    /** What was there at the first look and was not read to its end yet; null before that look. */
    private Set<String> thereAtFirst;

    private final Map<String, WatchedFile> reportedAsReplaced = new HashMap<>();
    private final TreeMap<Long, List<WatchedFile>> readBeforeBarrier = new TreeMap<>();
    private int holder = NOBODY;
    private int asking = NOBODY;
    private boolean marked;
    private boolean ended;

    /**
     * @param bounded whether it ends with the files that are there at the start
     * @param mark null if nobody asks when what was there at first has been read
     */
    FolderEnumerator(
            SplitEnumeratorContext<FileSplit> context,
            FolderSettings settings,
            boolean bounded,
            ReadMark mark,
            FolderState state) {
        this.context = context;
        this.settings = settings;
        this.bounded = bounded;
        this.mark = mark;
        this.folder = new Folder(settings, mark == null ? null : new CleanedFiles(Path.of(mark.directory())));
        this.allowance = new Allowance(settings.maxFilesPerTrigger());
        this.replaced = context.metricGroup().counter("filesReplaced");
        state.read().forEach(file -> read.put(file.name(), file));
        out.addAll(state.out());
        nextOffset = state.nextOffset();
        ingestTime = state.ingestTime();
    }

    @Override
    public void start() {
        if (bounded) {
            context.callAsync(folder::list, this::found);
        } else {
            context.callAsync(folder::list, this::found, 0, BETWEEN_LISTINGS);
        }
    }

    private void found(Map<String, WatchedFile> files, Throwable problem) {
        rethrow(problem);
        if (settings.cleans()) {
            read.keySet().retainAll(files.keySet());
        }
        reportReplaced(files);
        for (WatchedFile before : waiting) {
            if (!files.containsKey(before.name())) {
                LOG.warn("The file {} is gone from {} before it was read.", before.name(), settings.directory());
            }
        }
        Set<String> known = new HashSet<>(read.keySet());
        out.forEach(file -> known.add(file.name()));
        waiting = files.values().stream()
                .filter(file -> !known.contains(file.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (thereAtFirst == null) {
            thereAtFirst = new HashSet<>();
            waiting.forEach(file -> thereAtFirst.add(file.name()));
            out.forEach(file -> thereAtFirst.add(file.name()));
        } else {
            thereAtFirst.retainAll(files.keySet());
        }
        goOn();
    }

    private void reportReplaced(Map<String, WatchedFile> files) {
        for (WatchedFile before : read.values()) {
            WatchedFile now = files.get(before.name());
            if (now != null && !now.equals(before) && !now.equals(reportedAsReplaced.put(now.name(), now))) {
                replaced.inc();
                LOG.warn(
                        "The file {} in {} was read already, and is another now ({} bytes instead of {}): it is not read again."
                                + " Give what is new a name of its own.",
                        now.name(),
                        settings.directory(),
                        now.size(),
                        before.size());
            }
        }
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        if (!(event instanceof FileReport report) || (holder != NOBODY && holder != subtask)) {
            return;
        }
        ended |= report.last();
        boolean last = out.isEmpty() || out.getLast().name().equals(report.file());
        out.stream()
                .filter(file -> file.name().equals(report.file()))
                .findFirst()
                .ifPresent(file -> take(report, file));
        if (last) {
            asking = subtask;
        }
        goOn();
    }

    private void take(FileReport report, WatchedFile file) {
        nextOffset = report.nextOffset();
        ingestTime = report.ingestTime();
        if (thereAtFirst != null) {
            thereAtFirst.remove(file.name());
        }
        if (report.done()) {
            out.remove(file);
            read.put(file.name(), file);
        }
    }

    private void goOn() {
        if (thereAtFirst == null) {
            return;
        }
        boolean everything = thereAtFirst.isEmpty() || (ended && out.isEmpty());
        if (everything && mark != null && !marked) {
            marked = true;
            long upTo = nextOffset;
            context.callAsync(() -> mark.write(upTo), (offset, problem) -> rethrow(problem));
        }
        if (ended || asking == NOBODY || !context.registeredReaders().containsKey(asking)) {
            return;
        }
        if (waiting.isEmpty() && bounded) {
            ended = true;
            assign(FileSplit.end(nextOffset, ingestTime));
        } else if (!waiting.isEmpty() && !allowance.isUsedUp()) {
            allowance.use();
            WatchedFile file = waiting.pollFirst();
            out.addLast(file);
            ended = bounded && waiting.isEmpty();
            assign(FileSplit.of(file, nextOffset, ingestTime, ended));
        }
    }

    private void assign(FileSplit split) {
        holder = asking;
        asking = NOBODY;
        context.assignSplit(split, holder);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        throw new IllegalStateException("The reader of a folder asks by reporting what it has read.");
    }

    @Override
    public void addReader(int subtask) {
        if (asking == subtask) {
            asking = NOBODY; // it begins anew, and will say so
        }
    }

    /** The reader failed, and goes on from the last checkpoint: what it was given since then is to be handed out again, to it alone. */
    @Override
    public void addSplitsBack(List<FileSplit> splits, int subtask) {
        if (splits.isEmpty()) {
            return;
        }
        holder = subtask;
        asking = NOBODY;
        ended = false;
        nextOffset = splits.get(0).firstOffset();
        ingestTime = splits.get(0).ingestTime();
        for (FileSplit split : splits) {
            out.remove(split.file());
            read.remove(split.file().name());
            if (split.isFile()) {
                waiting.add(split.file());
            }
        }
    }

    @Override
    public FolderState snapshotState(long checkpoint) {
        allowance.barrier(checkpoint);
        if (settings.cleans()) {
            readBeforeBarrier.put(checkpoint, List.copyOf(read.values()));
        }
        return new FolderState(List.copyOf(read.values()), List.copyOf(out), nextOffset, ingestTime);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        allowance.completed(checkpoint);
        Map.Entry<Long, List<WatchedFile>> covered = readBeforeBarrier.floorEntry(checkpoint);
        if (covered != null) {
            readBeforeBarrier.headMap(checkpoint, true).clear();
            List<WatchedFile> files = new ArrayList<>(covered.getValue());
            context.callAsync(() -> folder.clean(files, covered.getKey()), (cleaned, problem) -> {
                rethrow(problem);
                cleaned.forEach(file -> read.remove(file.name(), file));
            });
        }
        goOn();
    }

    private static void rethrow(Throwable problem) {
        if (problem instanceof RuntimeException known) {
            throw known;
        }
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }

    @Override
    public void close() {}
}
